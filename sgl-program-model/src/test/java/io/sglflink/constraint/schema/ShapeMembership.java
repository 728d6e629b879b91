package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.ObjectShape;
import io.sglflink.constraint.value.ValueSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a value is in a set, by nothing but the shapes that the set shows. */
final class ShapeMembership {

  private ShapeMembership() {}

  static boolean contains(ValueSet set, JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> set.hasNull();
      case BOOLEAN -> value.booleanValue() ? set.hasTrue() : set.hasFalse();
      case NUMBER -> set.numbers().stream().anyMatch(n -> n.contains(value.decimalValue()));
      case STRING -> set.texts().stream().anyMatch(t -> t.contains(value.textValue()));
      case ARRAY -> set.arrays().stream().anyMatch(shape -> contains(shape, value));
      default -> set.objects().stream().anyMatch(shape -> contains(shape, value));
    };
  }

  private static boolean contains(ArrayShape shape, JsonNode array) {
    if (array.size() < shape.min() || array.size() > shape.max()) {
      return false;
    }
    for (int i = 0; i < array.size(); i++) {
      if (!contains(shape.item(i), array.get(i))) {
        return false;
      }
    }
    for (ArrayShape.Contains contains : shape.contains()) {
      int found = 0;
      for (JsonNode item : array) {
        boolean matches = contains(contains.matching(), item);
        if (matches == contains(contains.others(), item)) {
          throw new AssertionError("in both or neither: " + item);
        }
        found += matches ? 1 : 0;
      }
      if (found < contains.min() || found > contains.max()) {
        return false;
      }
    }
    return !shape.unique() || Values.unique(array);
  }

  private static boolean contains(ObjectShape shape, JsonNode object) {
    if (object.size() < shape.min() || object.size() > shape.max()) {
      return false;
    }
    Set<String> known = new HashSet<>();
    for (ObjectShape.Property property : shape.properties()) {
      JsonNode value = object.get(property.name());
      known.add(property.name());
      if (value == null ? property.required() : !contains(property.value(), value)) {
        return false;
      }
    }
    List<Map.Entry<String, JsonNode>> others = new ArrayList<>();
    others.addAll(object.properties());
    others.removeIf(member -> known.contains(member.getKey()));
    return others(shape, others, 0, new int[shape.others().size()]);
  }

  /**
   * Whether members from {@code index} on can be taken for classes so that all required are met.
   */
  private static boolean others(
      ObjectShape shape, List<Map.Entry<String, JsonNode>> members, int index, int[] counts) {
    if (index == members.size()) {
      for (int i = 0; i < counts.length; i++) {
        if (shape.others().get(i).required() && counts[i] == 0) {
          return false;
        }
      }
      return true;
    }
    for (int i = 0; i < counts.length; i++) {
      ObjectShape.NameClass names = shape.others().get(i);
      if (names.names().contains(members.get(index).getKey())
          && contains(names.value(), members.get(index).getValue())) {
        counts[i]++;
        if (others(shape, members, index + 1, counts)) {
          return true;
        }
        counts[i]--;
      }
    }
    return false;
  }
}
