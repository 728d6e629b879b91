package io.sglflink.constraint.regex;

import io.sglflink.constraint.ByteState;
import java.nio.charset.StandardCharsets;

/** Feeds texts to compiled patterns. */
final class Matching {

  private Matching() {}

  static boolean matches(String pattern, String text) {
    ByteState state = after(CompiledRegex.compile(pattern), text.getBytes(StandardCharsets.UTF_8));
    return state != null && state.accepting();
  }

  /** The state after {@code bytes}, or null when nothing goes on so. */
  static ByteState after(CompiledRegex regex, byte[] bytes) {
    ByteState state = regex.start();
    for (int i = 0; i < bytes.length && state != null; i++) {
      state = state.next(bytes[i] & 0xff);
    }
    return state;
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
