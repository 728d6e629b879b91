package io.sglflink.constraint.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.value.ValueSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What an array has so far, as far as it matters.
 *
 * @param index items, no more of them told apart than matter
 * @param counts for each thing that must be among the items how often it came, likewise
 * @param values the items, where no two may be equal
 * @param rest what items after the known places are, without those values
 */
record Items(int index, List<Integer> counts, List<JsonNode> values, ValueSet rest) {

  /** With one more item, whose value is not known yet. */
  Items next(int index, List<Integer> counts) {
    return new Items(index, counts, values, rest);
  }

  /** With the value of the last item. */
  Items with(JsonNode value) {
    List<JsonNode> more = new ArrayList<>(values);
    more.add(value);
    return new Items(index, counts, more, rest.without(value));
  }

  /** The values of {@code set} that did not come. */
  ValueSet left(ValueSet set) {
    ValueSet left = set;
    for (JsonNode value : values) {
      left = left.without(value);
    }
    return left;
  }
}
