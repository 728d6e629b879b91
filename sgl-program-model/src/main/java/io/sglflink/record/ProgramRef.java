package io.sglflink.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which program a record wants. */
public sealed interface ProgramRef {

  /** One of the job's programs. */
  record Named(String name) implements ProgramRef {
    public Named {
      requireNonNull(name, "name is null");
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
