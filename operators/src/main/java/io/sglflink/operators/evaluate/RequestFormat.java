package io.sglflink.operators.evaluate;

import io.sglflink.operators.PromptEnvelope;

/**
 * A prompt that is in flight as bytes in keyed state; versioned as {@link StepFormat} is. Its
 * program is kept apart, under its hash.
 */
final class RequestFormat {

  private static final int VERSION = 2;

  /** The version before programs in envelopes, and before sessions. */
  private static final int V1 = 1;

  private static final String THING = "prompt";

  private RequestFormat() {}

  /**
   * A prompt without its program.
   *
   * @param prompt its program is null
   * @param programHash key of the program, or null
   * @param arrival number among the prompts of its task: those of one key arrived in this order
   */
  record Request(PromptEnvelope prompt, String programHash, long arrival) {}

  static byte[] write(Request request) {
    PromptEnvelope prompt = request.prompt();
    StateWriter out = new StateWriter(VERSION);
    out.string(prompt.id());
    out.bytes(prompt.bytes());
    out.string(prompt.position());
    out.intValue(prompt.route());
    out.nullableString(prompt.session());
    out.nullableString(request.programHash());
    out.longValue(request.arrival());
    return out.toBytes();
  }

  static Request read(byte[] bytes) {
    boolean first = bytes[0] == V1;
    StateReader in = new StateReader(bytes, first ? V1 : VERSION, THING);
    String id = in.string();
    byte[] record = in.bytes();
    String position = in.string();
    int route = in.intValue();
    String session = first ? null : in.nullableString();
    return new Request(
        new PromptEnvelope(id, record, position, route, null, session),
        first ? null : in.nullableString(),
        first ? 0 : in.longValue());
  }
}
