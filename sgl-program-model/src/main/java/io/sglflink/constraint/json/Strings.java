package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import java.util.IdentityHashMap;

/** The string states of one automaton between characters that are spelled alike, each once. */
final class Strings {

  /** States after which those so far are forgotten. */
  private static final int MAX_STATES = 65_536;

  /** By their texts; comparing those may take their whole automata. */
  private final IdentityHashMap<ByteState, StringBody> bodies = new IdentityHashMap<>();

  private final StringBody never = StringBody.never(this);
  private final Escapes escapes;
  private final Spelling spelling;

  Strings(Escapes escapes, Spelling spelling) {
    this.escapes = escapes;
    this.spelling = spelling;
  }

  Escapes escapes() {
    return escapes;
  }

  /** A string whose text stands at {@code text}. */
  StringBody body(ByteState text) {
    StringBody body = bodies.get(text);
    if (body == null) {
      if (bodies.size() >= MAX_STATES) {
        bodies.clear();
      }
      body = StringBody.of(this, text);
      bodies.put(text, body);
    }
    return body;
  }

  /** What stands in tables where no state is. */
  StringBody never() {
    return never;
  }

  /** Bytes of the shortest spelling of what completes {@code text}. */
  int spelled(ByteState text) {
    return spelling.shortest(text);
  }
}
