package io.sglflink.constraint.grammar;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.grammar.GrammarAutomaton.Branch;
import java.util.Collection;
import java.util.List;

/** A state of a {@link GrammarAutomaton}: what may still come, as branches that any may follow. */
final class GrammarState implements ByteState {

  private final GrammarAutomaton automaton;
  private final List<Branch> branches;
  private final boolean accepting;
  private final List<ByteState> leaves;

  /** By class of bytes the state after them, where {@link #known} says so. */
  private GrammarState[] after;

  private boolean[] known;

  GrammarState(GrammarAutomaton automaton, Collection<Branch> branches, boolean accepting) {
    this.automaton = automaton;
    this.branches = List.copyOf(branches);
    this.accepting = accepting;
    this.leaves = this.branches.stream().map(Branch::leaf).distinct().toList();
  }

  List<Branch> branches() {
    return branches;
  }

  @Override
  public GrammarState next(int value) {
    int byteClass = automaton.classOf(value);
    if (known == null || !known[byteClass]) {
      GrammarState next = automaton.after(this, value);
      if (known == null) {
        known = new boolean[automaton.classes()];
        after = new GrammarState[automaton.classes()];
      }
      after[byteClass] = next;
      known[byteClass] = true;
    }
    return after[byteClass];
  }

  /** Forgets the states that were asked for. */
  void forget() {
    after = null;
    known = null;
  }

  @Override
  public boolean accepting() {
    return accepting;
  }

  @Override
  public boolean hasNext() {
    return !branches.isEmpty();
  }

  @Override
  public int shortest() {
    return accepting
        ? 0
        : branches.stream()
            .mapToInt(branch -> Node.sum(branch.leaf().shortest(), Stack.shortest(branch.rest())))
            .min()
            .orElse(Node.NEVER);
  }

  @Override
  public List<ByteState> leaves() {
    return leaves;
  }

  @Override
  public Inside inside() {
    if (branches.size() != 1) {
      return null;
    }
    Branch only = branches.get(0);
    return new Inside(only.leaf(), Stack.shortest(only.rest()), true);
  }

  @Override
  public ByteState lookAhead(int bytes) {
    return this;
  }

  @Override
  public void refill() {
    automaton.refill();
  }
}
