package io.sglflink.operators;

import static java.util.Objects.requireNonNull;

import io.sglflink.interpret.RunRequest;
import io.sglflink.program.Program;
import io.sglflink.record.PromptRecord;

/**
 * A prompt record whose program exists and takes its arguments.
 *
 * @param record the record
 * @param program its program
 * @param request what to run the program on
 */
public record Prompt(PromptRecord record, Program program, RunRequest request) {

  public Prompt {
    requireNonNull(record, "record is null");
    requireNonNull(program, "program is null");
    requireNonNull(request, "request is null");
  }
}
