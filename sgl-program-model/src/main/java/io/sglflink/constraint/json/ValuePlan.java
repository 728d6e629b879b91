package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.value.ValueSet;
import java.util.List;

/** What the automaton keeps of one set of values; its parts are made when they are asked for. */
final class ValuePlan {

  private final Plans plans;
  private final ValueSet set;

  private List<StringBody> texts;
  private List<ByteState> numbers;
  private List<ObjectPlan> objects;
  private List<ArrayPlan> arrays;

  ValuePlan(Plans plans, ValueSet set) {
    this.plans = plans;
    this.set = set;
  }

  ValueSet set() {
    return set;
  }

  List<StringBody> texts() {
    if (texts == null) {
      texts = set.texts().stream().map(plans::body).toList();
    }
    return texts;
  }

  List<ByteState> numbers() {
    if (numbers == null) {
      numbers = set.numbers().stream().map(plans::start).toList();
    }
    return numbers;
  }

  List<ObjectPlan> objects() {
    if (objects == null) {
      objects = set.objects().stream().map(plans::plan).toList();
    }
    return objects;
  }

  List<ArrayPlan> arrays() {
    if (arrays == null) {
      arrays = set.arrays().stream().map(plans::plan).toList();
    }
    return arrays;
  }
}
