package io.sglflink.operators.evaluate;

import io.sglflink.operators.PromptEnvelope;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Lets the turns of a session run one after the other, in the order of their arrival. Prompts
 * without a session pass.
 */
final class Turns {

  /** Those behind the turn that may run; a session without a turn in flight has no entry. */
  private final Map<Session, Queue<Evaluation>> behind = new HashMap<>();

  private int held;

  /** Whether {@code turn} may run now; otherwise it is held. */
  boolean begin(Evaluation turn) {
    if (turn.envelope().session() == null) {
      return true;
    }
    Session session = Session.of(turn.envelope());
    Queue<Evaluation> others = behind.get(session);
    if (others == null) {
      behind.put(session, new ArrayDeque<>(1));
      return true;
    }
    others.add(turn);
    held++;
    return false;
  }

  /** The turn that may run now that {@code turn} has ended, or null. */
  Evaluation end(Evaluation turn) {
    if (turn.envelope().session() == null) {
      return null;
    }
    Session session = Session.of(turn.envelope());
    Evaluation next = behind.get(session).poll();
    if (next == null) {
      behind.remove(session);
    } else {
      held--;
    }
    return next;
  }

  /** Turns that wait for the one before them. */
  int held() {
    return held;
  }

  /** Whether a turn of the session runs or waits. */
  boolean inFlight(int route, String session) {
    return behind.containsKey(new Session(route, session));
  }

  private record Session(int route, String id) {

    static Session of(PromptEnvelope prompt) {
      return new Session(prompt.route(), prompt.session());
    }
  }
}
