package io.sglflink.program.validate;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Something that a valid program's author should know.
 *
 * @param pointer JSON pointer (RFC 6901) to the value that it is about
 * @param kind what it says
 * @param message names the thing
 */
public record Note(String pointer, Kind kind, String message) {

  public Note {
    requireNonNull(pointer, "pointer is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(message, "message is null");
  }

  @Override
  public String toString() {
    return pointer + ": " + message + " [" + kind.code() + "]";
  }

  /** What a note says. */
  public enum Kind {
    /** A part of a constraint is not enforced, because it was asked to be lenient. */
    LEFT_OUT,
    /** A part of a constraint says nothing about the output, though it looks so. */
    ANNOTATION;

    /** The kind as it is written, for example {@code left_out}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
