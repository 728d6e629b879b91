package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.value.ValueSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Strings that the text may be in, without what was read before, so that many texts lead to one
 * state: what an end takes is told for the worst of them.
 *
 * @param branches without tapes
 */
record OpenStrings(List<Branch> branches) implements ByteState {

  /** The ways of {@code state}, all of which are in a string. */
  static OpenStrings of(JsonState state) {
    List<Branch> branches = new ArrayList<>();
    for (Branch branch : state.branches()) {
      branches.add(new Branch(branch.leaf(), branch.point(), null));
    }
    return new OpenStrings(branches);
  }

  private static StringBody body(Branch branch) {
    return (StringBody) branch.leaf();
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public OpenStrings next(int value) {
    List<Branch> next = new ArrayList<>(branches.size());
    boolean same = true;
    for (Branch branch : branches) {
      StringBody body = body(branch).next(value);
      same &= body == branch.leaf();
      if (body != null) {
        next.add(new Branch(body, branch.point(), null));
      }
    }
    return same ? this : next.isEmpty() ? null : new OpenStrings(next);
  }

  /** A quote ends all that it does not rule out. */
  @Override
  public boolean accepting() {
    return body(branches.get(0)).closed();
  }

  @Override
  public boolean hasNext() {
    return !accepting();
  }

  @Override
  public int shortest() {
    int least = ValueSet.NEVER;
    for (Branch branch : branches) {
      least = Math.min(least, branch.point().most(body(branch)));
    }
    return least;
  }

  @Override
  public ByteState lookAhead(int bytes) {
    return this;
  }

  @Override
  public void refill() {
    branches.forEach(branch -> branch.leaf().refill());
  }
}
