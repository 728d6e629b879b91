package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestId;
import io.sglflink.program.Program;

/** What all strands of a run share and none changes. */
record RunContext(Program program, RunRequest request, ChatFormat chatFormat) {

  RunContext {
    requireNonNull(program, "program is null");
    requireNonNull(chatFormat, "chatFormat is null");
    request = request.ofProgram(program.name());
  }

  RequestId requestId(String path) {
    return new RequestId(request.id(), path);
  }

  /** A failure at a node. */
  RunResult.Failure failure(FailureCode code, String message, String pointer) {
    return new RunResult.Failure(code, message, pointer, program.source().place(pointer));
  }
}
