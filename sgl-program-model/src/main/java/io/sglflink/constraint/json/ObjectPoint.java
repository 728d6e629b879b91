package io.sglflink.constraint.json;

import io.sglflink.constraint.value.TextSet;
import io.sglflink.constraint.value.ValueSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** In an object, before a member or after one; the parent is after the object. */
final class ObjectPoint extends Point {

  private final ObjectPlan plan;
  private final Members members;
  private final Stage stage;

  /** The members that may come next; made when they are asked for. */
  private BitSet names;

  private List<Other> others;
  private int shortest = -1;

  /** Where between members. */
  enum Stage {
    /** After the opening brace. */
    FIRST,
    /** After a comma. */
    NAME,
    /** After a member. */
    AFTER
  }

  /** A class of names, by its index, and where their texts begin. */
  private record Other(int index, StringBody start) {}

  ObjectPoint(ObjectPlan plan, Members members, Stage stage, Point parent) {
    super(
        parent,
        false,
        (System.identityHashCode(plan) * 31 + members.hashCode()) * 31 + stage.hashCode());
    this.plan = plan;
    this.members = members;
    this.stage = stage;
  }

  ObjectPlan plan() {
    return plan;
  }

  Members members() {
    return members;
  }

  /** After a member that makes {@code members} of the ones so far. */
  ObjectPoint after(Members members) {
    return new ObjectPoint(plan, members, Stage.AFTER, parent);
  }

  @Override
  void step(int value, Steps steps) {
    if (value == '}' && stage != Stage.NAME && plan.complete(members)) {
      steps.gap(parent);
    } else if (value == ',' && stage == Stage.AFTER && goesOn()) {
      steps.gap(new ObjectPoint(plan, members, Stage.NAME, parent));
    } else if (value == '"' && stage != Stage.AFTER && goesOn()) {
      Point here = steps.known(this);
      if (!names.isEmpty()) {
        StringBody start = plan.plans().body(NameState.start(plan.names(), names));
        steps.add(start, new PropertyPoint((ObjectPoint) here));
      }
      for (Other other : others) {
        other.start.refill();
        steps.add(
            other.start, new OtherNamePoint((ObjectPoint) here, other.index, steps.mark() + 1));
      }
    }
  }

  /** Whether there can be another member. */
  private boolean goesOn() {
    if (names == null) {
      names = plan.next(members);
      others = new ArrayList<>();
      for (int i = 0; i < plan.others().size(); i++) {
        TextSet next = plan.next(members, i);
        if (next != null && !next.isEmpty()) {
          others.add(new Other(i, plan.plans().body(next)));
        }
      }
    }
    return !names.isEmpty() || !others.isEmpty();
  }

  @Override
  int shortest() {
    if (shortest < 0) {
      shortest = own() + parent.shortest();
    }
    return shortest;
  }

  private int own() {
    if (stage == Stage.NAME && plan.complete(members)) {
      // What comes is one more than needed, so the brace is all that is left after it.
      return goesOn() ? plan.costs().cheapest(names, members) + 1 : ValueSet.NEVER;
    }
    int rest = plan.costs().rest(members);
    // The first comma is not there, or was written.
    return stage == Stage.AFTER || plan.complete(members) ? rest : rest - 1;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ObjectPoint point
            && plan == point.plan
            && stage == point.stage
            && hasParentOf(point)
            && members.equals(point.members));
  }
}
