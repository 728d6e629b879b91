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

  /** Strings up to which a set is taken for a list of them. */
  private static final int FEW = 65_536;

  private final JsonStyle style;
  private final IdentityHashMap<ValueSet, ValuePlan> values = new IdentityHashMap<>();
  private final IdentityHashMap<ObjectShape, ObjectPlan> objects = new IdentityHashMap<>();
  private final IdentityHashMap<ArrayShape, ArrayPlan> arrays = new IdentityHashMap<>();
  private final Map<TextSet, StringBody> texts = new HashMap<>();
  private final Map<NumberSet, ByteState> numbers = new HashMap<>();

  private final Spelling spelling = new Spelling();
  private final Strings spelledOneWay = new Strings(Escapes.NEEDED, spelling);
  private final Strings spelledFreely = new Strings(Escapes.ALLOWED, spelling);

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

  /** Before a string of {@code set}; where there are few, what they say is spelled one way. */
  StringBody body(TextSet set) {
    return texts.computeIfAbsent(
        set, key -> (key.size() <= FEW ? spelledOneWay : spelledFreely).body(key.start()));
  }

  /** Before one of some names. */
  StringBody body(NameState start) {
    return spelledOneWay.body(start);
  }

  ByteState start(NumberSet set) {
    return numbers.computeIfAbsent(set, NumberSet::start);
  }
}
