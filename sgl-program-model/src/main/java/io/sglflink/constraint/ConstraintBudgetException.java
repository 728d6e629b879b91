package io.sglflink.constraint;

/** Following a constraint takes more work than it may. */
public final class ConstraintBudgetException extends RuntimeException {

  public ConstraintBudgetException(String message) {
    super(message);
  }
}
