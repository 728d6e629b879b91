package io.sglflink.operators.evaluate;

import io.sglflink.interpret.Conversation;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.evaluate.HistoryFormat.History;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * The histories of sessions, in keyed state under their routes.
 *
 * <p>A history goes when no turn has ended for the time to live. Flink's own time to live could
 * take it from a turn that has begun with it and must begin with it again after a restart; so each
 * history has one timer, which looks again when the session was used since.
 */
final class SessionState implements Triggerable<Object, String> {

  private final KeyedMap histories;
  private final Turns turns;
  private final long timeToLive;
  private InternalTimerService<String> timers;

  /**
   * @param turns knows which sessions are in use
   * @param timeToLive milliseconds
   */
  SessionState(KeyedMap histories, Turns turns, long timeToLive) {
    this.histories = histories;
    this.turns = turns;
    this.timeToLive = timeToLive;
  }

  /** To be called before anything else, with a service that calls this back. */
  void open(InternalTimerService<String> service) {
    timers = service;
  }

  /** What the next turn of the prompt's session begins with. */
  Conversation find(PromptEnvelope turn) throws Exception {
    byte[] history = histories.of(turn.route()).get(turn.session());
    return history == null ? Conversation.EMPTY : HistoryFormat.read(history).conversation();
  }

  /** What a turn ended with. */
  void put(PromptEnvelope turn, Conversation conversation) throws Exception {
    long now = timers.currentProcessingTime();
    if (!histories.of(turn.route()).contains(turn.session())) {
      timers.registerProcessingTimeTimer(turn.session(), now + timeToLive);
    }
    byte[] history = HistoryFormat.write(new History(conversation, now));
    histories.of(turn.route()).put(turn.session(), history);
  }

  @Override
  public void onProcessingTime(InternalTimer<Object, String> timer) throws Exception {
    int route = (Integer) timer.getKey();
    String session = timer.getNamespace();
    byte[] history = histories.of(route).get(session);
    if (history == null) {
      return;
    }
    long now = timers.currentProcessingTime();
    long end = HistoryFormat.read(history).lastTurn() + timeToLive;
    if (turns.inFlight(route, session)) {
      timers.registerProcessingTimeTimer(session, now + timeToLive);
    } else if (end > now) {
      timers.registerProcessingTimeTimer(session, end);
    } else {
      histories.of(route).remove(session);
    }
  }

  @Override
  public void onEventTime(InternalTimer<Object, String> timer) {
    throw new IllegalStateException("sessions have timers of processing time only");
  }
}
