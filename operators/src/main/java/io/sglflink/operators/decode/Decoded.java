package io.sglflink.operators.decode;

import static java.util.Objects.requireNonNull;

import io.sglflink.operators.PromptEnvelope;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.ProgramRef;

/** What a record turned out to be. */
sealed interface Decoded {

  /** A prompt that can run. */
  record Ready(PromptEnvelope envelope) implements Decoded {
    public Ready {
      requireNonNull(envelope, "envelope is null");
    }
  }

  /** A record that failed. */
  record Failed(EncodedRecord failure) implements Decoded {
    public Failed {
      requireNonNull(failure, "failure is null");
    }
  }

  /**
   * A record that means a program which nobody knows yet.
   *
   * @param session the conversation that the record belongs to, or null
   */
  record Missing(String id, String session, ProgramRef.Named program) implements Decoded {
    public Missing {
      requireNonNull(program, "program is null");
    }
  }
}
