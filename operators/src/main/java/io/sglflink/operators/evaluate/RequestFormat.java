package io.sglflink.operators.evaluate;

import io.sglflink.operators.PromptEnvelope;

/** A prompt that is in flight as bytes in keyed state; versioned as {@link StepFormat} is. */
final class RequestFormat {

  private static final int VERSION = 1;

  private RequestFormat() {}

  static byte[] write(PromptEnvelope prompt) {
    StateWriter out = new StateWriter(VERSION);
    out.string(prompt.id());
    out.bytes(prompt.bytes());
    out.string(prompt.position());
    out.intValue(prompt.route());
    return out.toBytes();
  }

  static PromptEnvelope read(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION, "prompt");
    return new PromptEnvelope(in.string(), in.bytes(), in.string(), in.intValue(), null, null);
  }
}
