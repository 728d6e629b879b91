package io.sglflink.constraint.json;

/** In a name that is no property's; the parent is the object before it. */
final class OtherNamePoint extends Point {

  private final ObjectPoint object;
  private final int index;

  /** Where on the tape the name begins. */
  private final int mark;

  OtherNamePoint(ObjectPoint object, int index, int mark) {
    super(object, tracks(object), 31 * index + mark);
    this.object = object;
    this.index = index;
    this.mark = mark;
  }

  /** Whether names must be known after this one. */
  static boolean tracks(ObjectPoint object) {
    return object.plan().tracks(object.members());
  }

  @Override
  void step(int value, Steps steps) {}

  @Override
  void closed(StringBody body, Steps steps) {
    String name = tracks(object) ? Tape.value('"' + steps.read(mark) + '"').textValue() : null;
    steps.gap(new ColonPoint(plan(), steps.known(after(name))));
  }

  private ValuePlan plan() {
    ObjectPlan plan = object.plan();
    return plan.plans().plan(plan.others().get(index).value());
  }

  private ObjectPoint after(String name) {
    return object.after(object.plan().after(object.members(), index, name));
  }

  @Override
  int shortest() {
    return object.shortest();
  }

  /** Other names that are still missing are taken for others than this one. */
  @Override
  int shortest(StringBody body) {
    return body.shortest() + new ColonPoint(plan(), after(null)).shortest();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof OtherNamePoint point
            && hasParentOf(point)
            && index == point.index
            && mark == point.mark);
  }
}
