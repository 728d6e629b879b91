package io.sglflink.operators;

import static java.util.Objects.requireNonNull;

/**
 * A valid prompt record between the operators. It carries the original bytes, for they are what a
 * dead letter needs; whoever needs the prompt decodes them again.
 *
 * @param id the record's id
 * @param bytes the record's bytes, not to be modified
 * @param position where they were read
 * @param route key of the slot that should serve the record: an integer whose key group was chosen
 * @param program JSON of the program that the record named, as it was when the record was decoded:
 *     a run ends with the program that it began with. Not to be modified; null where the record
 *     brings its own
 * @param session the conversation that the record belongs to, or null
 */
public record PromptEnvelope(
    String id, byte[] bytes, String position, int route, byte[] program, String session) {

  public PromptEnvelope {
    requireNonNull(id, "id is null");
    requireNonNull(bytes, "bytes is null");
    requireNonNull(position, "position is null");
  }

  /** The same record for another slot. */
  public PromptEnvelope withRoute(int other) {
    return new PromptEnvelope(id, bytes, position, other, program, session);
  }
}
