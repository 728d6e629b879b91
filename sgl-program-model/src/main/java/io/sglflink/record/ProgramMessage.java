package io.sglflink.record;

import static java.util.Objects.requireNonNull;

/**
 * A program that was published, or removed, while the job runs.
 *
 * @param key the program's name, or name and version as {@code name@version}; null where the
 *     message has none
 * @param json the program's JSON in UTF-8, not to be modified; null removes what the key has
 * @param position where the message was read, for example {@code kafka://programs/0@17}
 */
public record ProgramMessage(String key, byte[] json, String position) {

  public ProgramMessage {
    requireNonNull(position, "position is null");
  }

  /** The key of one version of a program; of a null version the key of the program itself. */
  public static String key(String name, String version) {
    return version == null ? name : name + "@" + version;
  }
}
