package io.sglflink.program.json;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name of a program's exact bytes: what a record pins a program with. */
public final class ProgramHash {

  /** What every hash begins with. */
  public static final String PREFIX = "sha256:";

  private ProgramHash() {}

  /** {@code sha256:} and the SHA-256 of a program's JSON, in 64 hexadecimal digits. */
  public static String of(byte[] json) {
    return PREFIX + HexFormat.of().formatHex(digest(json));
  }

  /** The SHA-256 of {@code bytes}. */
  public static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
