package io.sglflink.constraint.json;

/** In an array, before the first item or after one; the parent is after the array. */
final class ArrayPoint extends Point {

  private final ArrayPlan plan;
  private final Items items;
  private final Stage stage;

  /** Where on the tape the last item begins. */
  private final int mark;

  private int shortest = -1;

  /** Where between items. */
  enum Stage {
    /** After the opening bracket. */
    FIRST,
    /** After an item. */
    AFTER
  }

  /**
   * @param items with the last item, but without its value
   */
  ArrayPoint(ArrayPlan plan, Items items, Stage stage, int mark, Point parent) {
    super(
        parent,
        plan.unique(),
        ((System.identityHashCode(plan) * 31 + items.hashCode()) * 31 + mark) * 31
            + stage.hashCode());
    this.plan = plan;
    this.items = items;
    this.stage = stage;
    this.mark = mark;
  }

  @Override
  void step(int value, Steps steps) {
    if (stage == Stage.FIRST) {
      if (value == ']') {
        close(steps);
      } else {
        for (ArrayPlan.Choice choice : plan.choices(items)) {
          item(choice, steps.mark(), steps).step(value, steps);
        }
      }
    } else if (value == ']') {
      close(steps);
    } else if (value == ',') {
      Items known = plan.unique() ? items.with(Tape.value(steps.read(mark))) : items;
      for (ArrayPlan.Choice choice : plan.choices(known)) {
        steps.gap(item(choice, steps.mark() + 1, steps));
      }
    }
  }

  private void close(Steps steps) {
    if (plan.complete(items)) {
      steps.gap(parent);
    }
  }

  private ValuePoint item(ArrayPlan.Choice choice, int begin, Steps steps) {
    int from = plan.unique() ? begin : 0;
    Point after = steps.known(new ArrayPoint(plan, choice.after(), Stage.AFTER, from, parent));
    return new ValuePoint(plan.plan(choice.set()), after);
  }

  @Override
  int shortest() {
    if (shortest < 0) {
      int rest = plan.costs().rest(items, stage == Stage.AFTER);
      boolean comma = stage == Stage.AFTER || plan.complete(items);
      shortest = (comma ? rest : rest - 1) + parent.shortest();
    }
    return shortest;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ArrayPoint point
            && plan == point.plan
            && stage == point.stage
            && mark == point.mark
            && hasParentOf(point)
            && items.equals(point.items));
  }
}
