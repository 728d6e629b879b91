package io.sglflink.record;

import static java.util.Objects.requireNonNull;

import io.sglflink.interpret.RunResult;
import io.sglflink.model.FailureCode;
import io.sglflink.program.validate.Problem;
import java.util.List;

/**
 * Why a record failed.
 *
 * <p>Texts are cut to lengths that keep a dead letter small whatever the record holds.
 *
 * @param code what kind of failure it is
 * @param message names the thing, the value and the way out
 * @param pointer JSON pointer: into the record where the record itself is at fault, into the
 *     program's JSON where a run failed
 * @param source where a run failed in the source that its program was compiled from, for example
 *     {@code qa.py:12}; or null
 * @param problems every problem of the record, the first {@link #MAX_PROBLEMS} of them; empty where
 *     a run failed
 */
public record RecordError(
    FailureCode code, String message, String pointer, String source, List<Problem> problems) {

  /** Most problems that are listed. */
  public static final int MAX_PROBLEMS = 10;

  private static final int MAX_MESSAGE_LENGTH = 600;
  private static final int MAX_POINTER_LENGTH = 200;

  public RecordError {
    requireNonNull(code, "code is null");
    message = cut(requireNonNull(message, "message is null"), MAX_MESSAGE_LENGTH);
    pointer = cut(requireNonNull(pointer, "pointer is null"), MAX_POINTER_LENGTH);
    source = source == null ? null : cut(source, MAX_POINTER_LENGTH);
    problems = problems.stream().limit(MAX_PROBLEMS).map(RecordError::cut).toList();
  }

  /** A failure without a list of problems. */
  public static RecordError of(FailureCode code, String message, String pointer) {
    return new RecordError(code, message, pointer, null, List.of());
  }

  /** A run's failure. */
  public static RecordError of(RunResult.Failure failure) {
    return new RecordError(
        failure.code(), failure.message(), failure.pointer(), failure.source(), List.of());
  }

  /**
   * A record at fault.
   *
   * @param problems at least one; the first gives message and pointer
   */
  public static RecordError of(FailureCode code, List<Problem> problems) {
    Problem first = problems.get(0);
    int more = problems.size() - 1;
    String message =
        more == 0
            ? first.message()
            : cut(first.message(), MAX_MESSAGE_LENGTH - 40)
                + String.format(" (and %d more problem%s)", more, more == 1 ? "" : "s");
    return new RecordError(code, message, first.pointer(), null, problems);
  }

  /** This error without its list of problems. */
  RecordError withoutProblems() {
    return new RecordError(code, message, pointer, source, List.of());
  }

  private static Problem cut(Problem problem) {
    return new Problem(
        cut(problem.pointer(), MAX_POINTER_LENGTH),
        problem.code(),
        cut(problem.message(), MAX_MESSAGE_LENGTH));
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
    return text.substring(0, end) + "…";
  }
}
