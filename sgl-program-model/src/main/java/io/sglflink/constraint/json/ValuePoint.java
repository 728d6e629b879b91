package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.value.ValueSet;

/** Before a value; the parent is after it. */
final class ValuePoint extends Point {

  private final ValuePlan plan;

  ValuePoint(ValuePlan plan, Point parent) {
    super(parent, false, System.identityHashCode(plan));
    this.plan = plan;
  }

  /** The same value with something else after it. */
  ValuePoint under(Point other) {
    return new ValuePoint(plan, other);
  }

  @Override
  void step(int value, Steps steps) {
    ValueSet set = plan.set();
    switch (value) {
      case '"' -> plan.texts().forEach(body -> steps.add(body, parent));
      case '{' -> plan.objects().forEach(object -> steps.gap(object.start(parent)));
      case '[' -> plan.arrays().forEach(array -> array.start(parent, steps));
      case 'n' -> steps.literal(set.hasNull(), "ull", parent);
      case 't' -> steps.literal(set.hasTrue(), "rue", parent);
      case 'f' -> steps.literal(set.hasFalse(), "alse", parent);
      default -> {
        if (value == '-' || (value >= '0' && value <= '9')) {
          for (ByteState start : plan.numbers()) {
            ByteState next = start.next(value);
            if (next != null) {
              steps.add(next, parent);
            }
          }
        }
      }
    }
  }

  @Override
  int shortest() {
    return plan.set().shortest() + parent.shortest();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ValuePoint point && plan == point.plan && hasParentOf(point));
  }
}
