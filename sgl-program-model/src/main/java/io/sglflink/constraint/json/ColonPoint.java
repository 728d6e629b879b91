package io.sglflink.constraint.json;

/** After a member's name; the parent is after its value. */
final class ColonPoint extends Point {

  private final ValuePlan plan;

  ColonPoint(ValuePlan plan, Point parent) {
    super(parent, false, System.identityHashCode(plan) + 1);
    this.plan = plan;
  }

  @Override
  void step(int value, Steps steps) {
    if (value == ':') {
      steps.gap(new ValuePoint(plan, parent));
    }
  }

  @Override
  int shortest() {
    return 1 + plan.set().shortest() + parent.shortest();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ColonPoint point && plan == point.plan && hasParentOf(point));
  }
}
