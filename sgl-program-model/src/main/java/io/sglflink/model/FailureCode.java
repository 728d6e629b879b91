package io.sglflink.model;

import java.util.Locale;

/**
 * Stable codes of request failures; they appear in results and dead letters and are never renamed.
 */
public enum FailureCode {
  /** The record is not JSON, or not of the prompt record's form. */
  MALFORMED_RECORD,
  /** The record names a program that the job does not have. */
  UNKNOWN_PROGRAM,
  /** The record's inline program, or a parameter in the record, does not validate. */
  INVALID_PROGRAM,
  /** An argument is missing, unknown or of the wrong type. */
  INVALID_ARGUMENT,
  /** A sampling parameter is out of its range. */
  INVALID_SAMPLING,
  /** The prompt exceeds the model's context. */
  PROMPT_TOO_LONG,
  /** There is no text before a gen or select, and the model has no begin-of-sequence token. */
  PROMPT_EMPTY,
  /** The request needs more KV slots than the pool has. */
  KV_POOL_TOO_SMALL,
  /** The engine cannot enforce this constraint. */
  CONSTRAINT_UNSUPPORTED,
  /** The model takes no images. */
  IMAGE_UNSUPPORTED,
  /** The chat template rejects the messages. */
  CHAT_TEMPLATE,
  /** The model's logits are not finite. */
  NON_FINITE_LOGITS,
  /** The run exceeded one of its budgets. */
  BUDGET_EXCEEDED,
  /** An expression failed to evaluate. */
  EVALUATION_FAILED,
  /** The request was cancelled. */
  CANCELLED,
  /** The request was not answered within its timeout. */
  DEADLINE_EXCEEDED,
  /**
   * This code failed on the record where it should not have: a bug, which ends the record alone.
   */
  INTERNAL_ERROR;

  /** The code as it is written, for example {@code prompt_too_long}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
