package io.sglflink.record;

import static java.util.Objects.requireNonNull;

/** Bytes that are no valid prompt record. */
public final class InvalidRecordException extends Exception {

  private final String id;
  private final transient RecordError error;

  /** An error of the record called {@code id}, null where no id could be read. */
  public InvalidRecordException(String id, RecordError error) {
    super(requireNonNull(error, "error is null").message(), null, false, false);
    this.id = id;
    this.error = error;
  }

  /** The record's id, or null where none could be read. */
  public String id() {
    return id;
  }

  public RecordError error() {
    return error;
  }
}
