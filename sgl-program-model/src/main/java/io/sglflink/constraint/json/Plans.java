package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.NumberSet;
import io.sglflink.constraint.value.ObjectShape;
import io.sglflink.constraint.value.TextSet;
import io.sglflink.constraint.value.ValueSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** What one automaton knows of the sets of its constraint, each once. */
final class Plans {

  private final JsonStyle style;
  private final IdentityHashMap<ValueSet, ValuePlan> values = new IdentityHashMap<>();
  private final IdentityHashMap<ObjectShape, ObjectPlan> objects = new IdentityHashMap<>();
  private final IdentityHashMap<ArrayShape, ArrayPlan> arrays = new IdentityHashMap<>();
  private final Map<TextSet, ByteState> texts = new HashMap<>();
  private final Map<NumberSet, ByteState> numbers = new HashMap<>();

  private final Spelling spelling = new Spelling();

  Plans(JsonStyle style) {
    this.style = style;
  }

  Spelling spelling() {
    return spelling;
  }

  ValuePlan plan(ValueSet set) {
    return values.computeIfAbsent(set, key -> new ValuePlan(this, key));
  }

  ObjectPlan plan(ObjectShape shape) {
    return objects.computeIfAbsent(shape, key -> new ObjectPlan(this, key, style.order()));
  }

  ArrayPlan plan(ArrayShape shape) {
    return arrays.computeIfAbsent(shape, key -> new ArrayPlan(this, key));
  }

  ByteState start(TextSet set) {
    return texts.computeIfAbsent(set, TextSet::start);
  }

  ByteState start(NumberSet set) {
    return numbers.computeIfAbsent(set, NumberSet::start);
  }
}
