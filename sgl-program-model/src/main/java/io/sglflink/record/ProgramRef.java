package io.sglflink.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which program a record wants. */
public sealed interface ProgramRef {

  /**
   * One of the job's programs.
   *
   * @param version which of that name: as the programs' topic has it, or {@code sha256:} and the
   *     hexadecimal hash of the program's bytes; null takes the one that was published last
   */
  record Named(String name, String version) implements ProgramRef {
    public Named {
      requireNonNull(name, "name is null");
    }

    /** The one that was published last. */
    public Named(String name) {
      this(name, null);
    }
  }

  /**
   * A program that the record brings along.
   *
   * @param json its JSON form, not validated; not to be modified
   */
  record Inline(ObjectNode json) implements ProgramRef {
    public Inline {
      requireNonNull(json, "json is null");
    }
  }
}
