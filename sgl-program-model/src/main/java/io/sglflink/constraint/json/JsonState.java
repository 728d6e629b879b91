package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import java.util.List;

/** A state of a {@link JsonAutomaton}: the ways to understand the text, none for no text at all. */
final class JsonState implements ByteState {

  private static final int UNKNOWN = -1;

  private final JsonAutomaton automaton;
  private final Branch[] branches;
  private final boolean accepting;

  /** Known states by byte, a page for 32 of them. */
  private JsonState[][] pages;

  private int shortest = UNKNOWN;
  private List<ByteState> leaves;

  JsonState(JsonAutomaton automaton, Branch[] branches) {
    this.automaton = automaton;
    this.branches = branches;
    boolean end = false;
    for (Branch branch : branches) {
      end |= branch.accepting();
    }
    this.accepting = end;
  }

  Branch[] branches() {
    return branches;
  }

  @Override
  public JsonState next(int value) {
    if (pages == null) {
      pages = new JsonState[8][];
    }
    JsonState[] page = pages[value >> 5];
    if (page == null) {
      page = new JsonState[32];
      pages[value >> 5] = page;
    }
    JsonState next = page[value & 31];
    if (next == null) {
      next = automaton.after(this, value);
      page[value & 31] = next;
    }
    return next.branches.length == 0 ? null : next;
  }

  /** Forgets the states that were asked for. */
  void forget() {
    pages = null;
  }

  @Override
  public boolean accepting() {
    return accepting;
  }

  @Override
  public boolean hasNext() {
    for (int value = 0; value < 256; value++) {
      if (next(value) != null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public ByteState lookAhead(int bytes) {
    return this;
  }

  @Override
  public int shortest() {
    if (shortest == UNKNOWN) {
      int least = Integer.MAX_VALUE;
      for (Branch branch : branches) {
        least = Math.min(least, branch.shortest());
      }
      shortest = least;
    }
    return shortest;
  }

  @Override
  public List<ByteState> leaves() {
    if (leaves == null) {
      leaves = Leaves.of(this);
    }
    return leaves;
  }

  @Override
  public Inside inside() {
    boolean taped = false;
    boolean names = false;
    for (Branch branch : branches) {
      if (!(branch.leaf() instanceof StringBody body)) {
        return null;
      }
      taped |= branch.tape() != null;
      names |= body.text() instanceof NameState;
    }
    if (branches.length == 1 && !names) {
      return new Inside(branches[0].leaf(), branches[0].point().mostAfterText(), !taped);
    }
    // Without tapes the automaton's states are few enough to be followed themselves.
    return taped ? new Inside(OpenStrings.of(this), 0, false) : null;
  }

  @Override
  public void refill() {
    automaton.refill();
    for (Branch branch : branches) {
      branch.leaf().refill();
    }
  }
}
