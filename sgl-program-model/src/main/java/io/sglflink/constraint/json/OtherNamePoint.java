package io.sglflink.constraint.json;

import java.io.ByteArrayOutputStream;
import java.util.Set;

/** In a name that is no property's; the parent is the object before it. */
final class OtherNamePoint extends Point {

  private final ObjectPoint object;
  private final int index;

  /** Where on the tape the name begins. */
  private final int mark;

  /** Bytes after a name that the nearest end does without, once they were asked for. */
  private int usual = -1;

  /** The names that it needs, or that came. */
  private Set<String> needed;

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
    String name = tracks(object) ? Tape.string(steps.read(mark)) : null;
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

  @Override
  int shortest(StringBody body, Tape tape) {
    return body.shortest() + (tracks(object) ? shortest(nearest(body, tape)) : usual());
  }

  /** What a name takes after it, which is the more if the nearest end needs it for another. */
  private int shortest(String name) {
    int without = usual();
    return needed.contains(name) ? new ColonPoint(plan(), after(name)).shortest() : without;
  }

  private int usual() {
    if (usual < 0) {
      ObjectPoint after = after(null);
      needed = after.plan().costs().names(after.members());
      usual = new ColonPoint(plan(), after).shortest();
    }
    return usual;
  }

  @Override
  int mostAfterText() {
    int most = usual();
    for (String name : tracks(object) ? needed : Set.<String>of()) {
      most = Math.max(most, shortest(name));
    }
    return most;
  }

  /** The name that the nearest quote makes of what is on the tape. */
  private String nearest(StringBody body, Tape tape) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    StringBody at = body;
    while (at.place() != StringBody.Place.TEXT) {
      int left = at.shortest() - 1;
      int value = 0;
      StringBody next = at.next(value);
      while (next == null || next.shortest() != left) {
        next = at.next(++value);
      }
      rest.write(value);
      at = next;
    }
    rest.writeBytes(object.plan().costs().nearest(at.text()));
    return Tape.string(Tape.bytes(tape, mark), rest.toByteArray());
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
