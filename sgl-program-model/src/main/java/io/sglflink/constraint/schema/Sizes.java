package io.sglflink.constraint.schema;

import static java.lang.Long.MAX_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.NumberSet;
import io.sglflink.constraint.value.ObjectShape;
import io.sglflink.constraint.value.TextSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many values sets have. */
final class Sizes {

  private static final int FEW = 100;

  private Sizes() {}

  /** At least so many; all of them where that is easy to say. */
  static long of(Conjunction set) {
    if (set.size < 0) {
      set.size = 0;
      set.size = set.values() != null ? set.values().size() : count(set);
    }
    return set.size;
  }

  private static long count(Conjunction set) {
    long count = (set.hasNull() ? 1L : 0L) + (set.hasTrue() ? 1 : 0) + (set.hasFalse() ? 1 : 0);
    long most = 0;
    // Alternatives may overlap, so only the largest of a kind counts.
    for (NumberSet numbers : set.numbers()) {
      most = Math.max(most, numbers.size());
    }
    count = plus(count, most);
    most = 0;
    for (TextSet texts : set.texts()) {
      most = Math.max(most, texts.size());
    }
    count = plus(count, most);
    most = 0;
    for (ArrayShape shape : set.arrays()) {
      most = Math.max(most, count(shape));
    }
    count = plus(count, most);
    most = 0;
    for (ObjectShape shape : set.objects()) {
      most = Math.max(most, count(shape));
    }
    return plus(count, most);
  }

  private static long count(ArrayShape shape) {
    if (!shape.contains().isEmpty() || shape.unique()) {
      return 1;
    }
    long count = 1;
    for (int i = 0; i < Math.min(shape.min(), shape.prefix().size()); i++) {
      count = times(count, of((Conjunction) shape.item(i)));
    }
    if (shape.max() > Math.max(shape.min(), shape.prefix().size()) && !shape.rest().isEmpty()) {
      return shape.max() == Integer.MAX_VALUE ? MAX_VALUE : plus(count, 1);
    }
    return count;
  }

  private static long count(ObjectShape shape) {
    long count = 1;
    int required = 0;
    for (ObjectShape.Property property : shape.properties()) {
      if (property.required()) {
        count = times(count, of((Conjunction) property.value()));
        required++;
      }
    }
    if (shape.max() > required) {
      for (ObjectShape.NameClass others : shape.others()) {
        if (!others.value().isEmpty()) {
          count = times(count, others.names().size());
        }
      }
    }
    return count;
  }

  private static long plus(long a, long b) {
    return a > MAX_VALUE - b ? MAX_VALUE : a + b;
  }

  private static long times(long a, long b) {
    return b != 0 && a > MAX_VALUE / b ? MAX_VALUE : a * b;
  }

  /** All values, canonical; null when there are many, or arrays or objects not listed. */
  static List<JsonNode> few(Conjunction set) {
    if (set.values() != null) {
      return set.values();
    }
    if (!set.numbers().isEmpty() || set.possible(Kind.ARRAY) || set.possible(Kind.OBJECT)) {
      return null;
    }
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode value : List.of(NullNode.instance, BooleanNode.TRUE, BooleanNode.FALSE)) {
      if (set.contains(value)) {
        all.add(value);
      }
    }
    for (TextSet texts : set.texts()) {
      if (texts.size() > FEW) {
        return null;
      }
      texts.texts().forEach(text -> all.add(TextNode.valueOf(text)));
    }
    return all;
  }

  /** Whether the fewest items of an array can all be different. */
  static boolean differ(ArrayShape shape) {
    if (shape.min() < 2) {
      return true;
    }
    int told = Math.min(shape.min(), shape.prefix().size());
    long[] sizes = new long[told];
    for (int i = 0; i < told; i++) {
      sizes[i] = of((Conjunction) shape.item(i));
    }
    Arrays.sort(sizes);
    for (int i = 0; i < told; i++) {
      if (sizes[i] <= i) {
        return false;
      }
    }
    return shape.min() <= told || of((Conjunction) shape.rest()) >= shape.min();
  }
}
