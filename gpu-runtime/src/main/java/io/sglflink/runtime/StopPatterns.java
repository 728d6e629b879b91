package io.sglflink.runtime;

import io.sglflink.constraint.regex.RegexException;
import io.sglflink.constraint.regex.SearchRegex;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles {@code stop_regex}, and keeps the patterns that were asked for last.
 *
 * <p>Belongs to one thread.
 */
final class StopPatterns {

  private static final int KEPT = 64;

  private final BoundedCache<String, SearchRegex> compiled = new BoundedCache<>(KEPT);

  /** A pattern under its own name. */
  record StopPattern(String pattern, SearchRegex regex) {}

  /**
   * Compiles {@code patterns}.
   *
   * @throws RequestFailedException when one is wrong, which validation tells as a rule
   */
  List<StopPattern> compile(RequestId id, List<String> patterns) {
    List<StopPattern> stops = new ArrayList<>(patterns.size());
    for (String pattern : patterns) {
      SearchRegex regex = compiled.get(pattern);
      if (regex == null) {
        regex = compile(id, pattern);
        compiled.put(pattern, regex);
      }
      stops.add(new StopPattern(pattern, regex));
    }
    return stops;
  }

  private static SearchRegex compile(RequestId id, String pattern) {
    try {
      return SearchRegex.compile(pattern);
    } catch (RegexException e) {
      throw new RequestFailedException(
          FailureCode.INVALID_SAMPLING,
          "step " + id.step() + " has a stop_regex that cannot be used: " + e.getMessage());
    }
  }
}
