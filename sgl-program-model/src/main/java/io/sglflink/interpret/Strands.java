package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A run's strands: makes them, gives them work, and says which of them can go on. */
final class Strands {

  private final RunContext context;
  private final RunBudget budget;
  private final Strand root;
  private final Deque<Strand> ready = new ArrayDeque<>();
  private int busy;

  /**
   * The program's own strand is there and ready.
   *
   * @param listener hears what its state gets
   */
  Strands(RunContext context, RunBudget budget, Map<String, JsonNode> args, RunListener listener) {
    this.context = context;
    this.budget = budget;
    this.root = new Strand(this, new StrandState(budget, listener, context.request().history()));
    Place body = Place.PROGRAM.child("body");
    give(root, new Work(Names.ofProgram(args), context.program().body(), body));
  }

  RunContext context() {
    return context;
  }

  RunBudget budget() {
    return budget;
  }

  /** The program's own strand. */
  Strand root() {
    return root;
  }

  /** Makes a strand that begins with a copy of another's state. */
  Strand fork(Strand parent) {
    return make(parent, parent.state().fork());
  }

  /** Makes a strand that begins without text. */
  Strand makeEmpty(Strand parent) {
    return make(parent, new StrandState(budget, RunListener.NONE, Conversation.EMPTY));
  }

  private Strand make(Strand parent, StrandState state) {
    Strand made = new Strand(this, state);
    parent.history().add(made);
    return made;
  }

  /** Gives a strand work, which one that has failed does not do. */
  void give(Strand strand, Work work) {
    if (strand.failure() != null) {
      return;
    }
    boolean idle = strand.idle();
    strand.add(work);
    if (idle) {
      busy++;
      ready.add(strand);
    }
  }

  /** Whether any strand has work. */
  boolean busy() {
    return busy > 0;
  }

  /** Takes a strand that can go on, or null. */
  Strand next() {
    return ready.poll();
  }

  /** A strand can go on. */
  void resume(Strand strand) {
    ready.add(strand);
  }

  /** A strand goes on when others, none of which is idle, are. */
  void await(Strand waiting, List<Strand> others) {
    others.forEach(other -> other.setWaiter(waiting));
    waiting.setAwaited(others.size());
  }

  /** A strand has become idle. */
  void rest(Strand strand) {
    busy--;
    Strand waiter = strand.waiter();
    strand.setWaiter(null);
    if (waiter != null && waiter.setAwaited(waiter.awaited() - 1) == 0) {
      ready.add(waiter);
    }
  }
}
