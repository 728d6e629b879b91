package io.sglflink.runtime.engine;

import io.sglflink.model.FailureCode;
import io.sglflink.model.FinishReason;

/** How a sequence ends. */
sealed interface Ending {

  /** With an answer. */
  record Finished(FinishReason reason) implements Ending {}

  /** Without one. */
  record Failed(FailureCode code, String message) implements Ending {}
}
