package io.sglflink.constraint.json;

import io.sglflink.constraint.value.ValueSet;
import java.util.BitSet;

/** In the name of a property; the parent is the object before it. */
final class PropertyPoint extends Point {

  private final ObjectPoint object;

  PropertyPoint(ObjectPoint object) {
    super(object, false, 1);
    this.object = object;
  }

  @Override
  void step(int value, Steps steps) {}

  @Override
  void closed(StringBody body, Steps steps) {
    int rank = ((NameState) body.text()).from();
    steps.gap(new ColonPoint(plan(rank), steps.known(after(rank))));
  }

  private ValuePlan plan(int rank) {
    ObjectPlan plan = object.plan();
    return plan.plans().plan(plan.property(plan.owner(rank)).value());
  }

  private ObjectPoint after(int rank) {
    ObjectPlan plan = object.plan();
    return object.after(plan.after(object.members(), plan.owner(rank)));
  }

  @Override
  int shortest() {
    return object.shortest();
  }

  @Override
  int shortest(StringBody body, Tape tape) {
    int least = ValueSet.NEVER;
    NameState state = (NameState) body.text();
    if (body.closed()) {
      return new ColonPoint(plan(state.from()), after(state.from())).shortest();
    }
    if (body.place() == StringBody.Place.TEXT) {
      BitSet ranks = state.allowed();
      int rank = ranks.nextSetBit(state.from());
      for (; rank >= 0 && rank < state.to(); rank = ranks.nextSetBit(rank + 1)) {
        byte[] name = state.names()[rank];
        int rest = 1;
        for (int i = state.depth(); i < name.length; i++) {
          rest += Spelling.cost(name[i] & 0xff);
        }
        ColonPoint colon = new ColonPoint(plan(rank), after(rank));
        least = Math.min(least, rest + colon.shortest());
      }
      return least;
    }
    for (int value = 0; value < 0x80; value++) {
      StringBody next = body.next(value);
      if (next != null) {
        least = Math.min(least, 1 + shortest(next, tape));
      }
    }
    return least;
  }

  @Override
  int most(StringBody body) {
    return shortest(body, null);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof PropertyPoint point && hasParentOf(point));
  }
}
