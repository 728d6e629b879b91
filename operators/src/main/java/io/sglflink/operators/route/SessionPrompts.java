package io.sglflink.operators.route;

import io.sglflink.operators.PromptEnvelope;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The prompts that are turns of a conversation.
 *
 * <p>The decoding task routes them like all others, but to a side output: their routes are
 * proposals. The first turn's is kept, and all later turns get it, whichever task decodes them,
 * after restarts and rescales too. Turns of one partition stay in order.
 */
public final class SessionPrompts {

  /** The decoding task's side output for prompts with a session. */
  public static final OutputTag<PromptEnvelope> TAG =
      new OutputTag<>("sessions", TypeInformation.of(PromptEnvelope.class));

  private SessionPrompts() {}

  /**
   * Gives every turn its conversation's route, in an operator with the uid {@code sessions}.
   *
   * @param turns what came by {@link #TAG}
   * @param ttl how long a conversation is remembered after its last turn
   * @param maxParallelism number of key groups
   */
  public static DataStream<PromptEnvelope> route(
      DataStream<PromptEnvelope> turns, Duration ttl, int maxParallelism) {
    SingleOutputStreamOperator<PromptEnvelope> routed =
        turns
            .keyBy(PromptEnvelope::session, Types.STRING)
            .process(new SessionRoute(ttl), TypeInformation.of(PromptEnvelope.class))
            .name("sessions")
            .uid("sessions");
    return routed.setMaxParallelism(maxParallelism);
  }
}
