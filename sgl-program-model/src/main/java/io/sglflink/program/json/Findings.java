package io.sglflink.program.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProblemCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Collects problems of form, and joins those of content with them.
 *
 * <p>Where a value cannot be read, a placeholder stands in, so that the rest of the program is
 * still checked. A problem that may be the placeholder's own, and not the program's, is held back
 * until the form is right: a reference to what it may stand for, or a value where it stands.
 */
final class Findings {

  /** Names that an unreadable node may have given. */
  private static final Set<ProblemCode> OF_NAMES =
      EnumSet.of(
          ProblemCode.UNKNOWN_VARIABLE,
          ProblemCode.VARIABLE_READ_BEFORE_WRITTEN,
          ProblemCode.UNKNOWN_LOCAL,
          ProblemCode.UNKNOWN_STATE);

  /** Names that an unreadable parameter or function may have given. */
  private static final Set<ProblemCode> OF_SIGNATURES =
      EnumSet.of(
          ProblemCode.UNKNOWN_ARGUMENT, ProblemCode.MISSING_ARGUMENT, ProblemCode.UNKNOWN_FUNCTION);

  private static final Pattern IN_PARAMETERS = Pattern.compile("(/functions/\\d+)?/parameters.*");
  private static final Pattern IN_BODY = Pattern.compile("(/functions/\\d+)?/body.*");

  /** What a placeholder may bring about where it stands. */
  private static final Set<ProblemCode> OF_VALUES =
      EnumSet.of(
          ProblemCode.DUPLICATE_PARAMETER,
          ProblemCode.DUPLICATE_ITEM,
          ProblemCode.DUPLICATE_FUNCTION,
          ProblemCode.UNKNOWN_FUNCTION,
          ProblemCode.MISSING_ARGUMENT,
          ProblemCode.INVALID_NAME,
          ProblemCode.WRONG_TYPE,
          ProblemCode.EMPTY_BRANCHES,
          ProblemCode.INVALID_CHOICES,
          ProblemCode.EMPTY_CHOICES,
          ProblemCode.EMPTY_CHOICE,
          ProblemCode.DUPLICATE_CHOICE,
          ProblemCode.LIST_AS_TEXT);

  private final List<Problem> found = new ArrayList<>();
  private final List<String> placeholders = new ArrayList<>();

  /** A problem after which the value is read as if it were not there. */
  void add(String pointer, ProblemCode code, String message) {
    found.add(new Problem(pointer, code, message));
  }

  /** A problem for which a placeholder stands in. */
  void unreadable(String pointer, ProblemCode code, String message) {
    add(pointer, code, message);
    placeholders.add(pointer);
  }

  /**
   * These problems with those of what was read, placeholders and all, in document order.
   *
   * @param json what was read
   * @param pointer where it stands
   */
  List<Problem> with(List<Problem> content, JsonNode json, String pointer) {
    List<Problem> all = new ArrayList<>(found);
    content.stream().filter(problem -> !isDoubtful(problem)).forEach(all::add);
    return DocumentOrder.sort(all, json, pointer);
  }

  private boolean isDoubtful(Problem problem) {
    ProblemCode code = problem.code();
    String pointer = problem.pointer();
    return placeholders.stream()
        .anyMatch(
            placeholder ->
                (OF_NAMES.contains(code) && !IN_PARAMETERS.matcher(placeholder).matches())
                    || (OF_SIGNATURES.contains(code) && !IN_BODY.matcher(placeholder).matches())
                    || (OF_VALUES.contains(code) && overlap(placeholder, pointer)));
  }

  private static boolean overlap(String pointer, String other) {
    return (pointer + "/").startsWith(other + "/") || (other + "/").startsWith(pointer + "/");
  }
}
