package io.sglflink.program.json;

import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProblemCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Collects problems of form, and joins those of content with them.
 *
 * <p>Where a value cannot be read, a placeholder stands in, so that the rest of the program is
 * still checked. A placeholder can make references and choices look wrong that are not; those
 * problems are then held back until the form is right.
 */
final class Findings {

  private static final Set<ProblemCode> DOUBTFUL =
      EnumSet.of(
          ProblemCode.UNKNOWN_ARGUMENT,
          ProblemCode.UNKNOWN_VARIABLE,
          ProblemCode.VARIABLE_READ_BEFORE_WRITTEN,
          ProblemCode.VARIABLE_SHADOWS_PARAMETER,
          ProblemCode.DUPLICATE_PARAMETER,
          ProblemCode.INVALID_NAME,
          ProblemCode.INVALID_CHOICES,
          ProblemCode.EMPTY_CHOICES,
          ProblemCode.EMPTY_CHOICE,
          ProblemCode.DUPLICATE_CHOICE,
          ProblemCode.LIST_AS_TEXT);

  private final List<Problem> found = new ArrayList<>();
  private boolean placeholders;

  /** A problem after which the value is read as if it were not there. */
  void add(String pointer, ProblemCode code, String message) {
    found.add(new Problem(pointer, code, message));
  }

  /** A problem for which a placeholder stands in. */
  void unreadable(String pointer, ProblemCode code, String message) {
    add(pointer, code, message);
    placeholders = true;
  }

  /** These problems with those of the program that was read, placeholders and all. */
  List<Problem> with(List<Problem> content) {
    List<Problem> all = new ArrayList<>(found);
    for (Problem problem : content) {
      if (!placeholders || !DOUBTFUL.contains(problem.code())) {
        all.add(problem);
      }
    }
    return all;
  }
}
