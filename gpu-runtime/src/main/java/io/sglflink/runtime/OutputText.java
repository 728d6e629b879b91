package io.sglflink.runtime;

import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.regex.SearchRegex;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.runtime.StopPatterns.StopPattern;
import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import io.sglflink.runtime.tokenizer.IncrementalDecoder;
import java.util.List;
import java.util.Map;

/**
 * One output as text: decodes token by token and cuts before the first stop string, or the first
 * text that a stop pattern matches.
 *
 * <p>The engine's thread appends; whoever sees the request's future completed may read {@link
 * #text}.
 */
final class OutputText implements StopCheck {

  private final IncrementalDecoder decoder;
  private final List<String> stops;
  private final int longestStop;
  private final Map<Integer, String> stopTokens;
  private final List<StopPattern> patterns;
  private final List<SearchRegex.Search> searches;
  private final StringBuilder text = new StringBuilder();
  private boolean cut;
  private RequestFailedException failure;

  /**
   * @param stopTokens special tokens, which have no text here, by id with the stop strings that
   *     they are
   */
  OutputText(
      IncrementalDecoder decoder,
      List<String> stops,
      Map<Integer, String> stopTokens,
      List<StopPattern> patterns) {
    this.decoder = decoder;
    this.stops = List.copyOf(stops);
    this.stopTokens = Map.copyOf(stopTokens);
    this.longestStop = stops.stream().mapToInt(String::length).max().orElse(0);
    this.patterns = List.copyOf(patterns);
    this.searches = patterns.stream().map(pattern -> pattern.regex().search()).toList();
  }

  /** Where a stop begins and what it is. */
  private record Stop(int begin, int length, String matched) {

    /** Of two stops the one that begins first, then the longer one. */
    static Stop first(Stop one, Stop other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      boolean before = other.begin < one.begin;
      return before || (other.begin == one.begin && other.length > one.length) ? other : one;
    }
  }

  /**
   * The stop that begins first in the text, the longer one of two; null when there is none. Also a
   * pattern that takes too much work ends the output: {@link #text} fails then.
   */
  @Override
  public Stopped append(int token) {
    String special = stopTokens.get(token);
    String matched = append(special == null ? decoder.append(token) : decoder.finish());
    if (matched == null && special != null) {
      cut = true;
      matched = special;
    }
    return matched == null ? null : new Stopped(matched, text.toString());
  }

  private String append(String piece) {
    int before = text.length();
    text.append(piece);
    Stop stop = Stop.first(string(before), pattern(before));
    if (stop == null) {
      return null;
    }
    text.setLength(stop.begin());
    cut = true;
    return stop.matched();
  }

  private Stop string(int before) {
    // A stop string may begin in what earlier tokens gave.
    int from = Math.max(0, before - longestStop + 1);
    Stop first = null;
    for (String stop : stops) {
      int index = text.indexOf(stop, from);
      if (index >= 0) {
        first = Stop.first(first, new Stop(index, stop.length(), stop));
      }
    }
    return first;
  }

  private Stop pattern(int before) {
    Stop first = null;
    for (int i = 0; i < searches.size(); i++) {
      String pattern = patterns.get(i).pattern();
      try {
        int end = searches.get(i).find(text, before);
        if (end >= 0) {
          int begin = searches.get(i).begin(text, end);
          first = Stop.first(first, new Stop(begin, end - begin, pattern));
        }
      } catch (ConstraintBudgetException e) {
        failure =
            new RequestFailedException(
                FailureCode.CONSTRAINT_UNSUPPORTED,
                "stop_regex "
                    + pattern
                    + " cannot be followed after "
                    + text.length()
                    + " characters of output: "
                    + e.getMessage());
        return new Stop(before, 0, pattern);
      }
    }
    return first;
  }

  /**
   * How many characters of the text can no longer be cut, whatever follows: no stop has begun in
   * them. It never gets less.
   */
  int certain() {
    if (cut) {
      return text.length();
    }
    int certain = text.length();
    for (String stop : stops) {
      certain = Math.min(certain, open(stop));
    }
    for (SearchRegex.Search search : searches) {
      certain = Math.min(certain, search.undecided(text));
    }
    // A stop may begin with half a character.
    boolean halves = certain > 0 && Character.isHighSurrogate(text.charAt(certain - 1));
    return halves ? certain - 1 : certain;
  }

  /** Where the text's longest end begins that {@code stop} begins with. */
  private int open(String stop) {
    int begin = Math.max(0, text.length() - stop.length() + 1);
    while (!stop.startsWith(text.substring(begin))) {
      begin++;
    }
    return begin;
  }

  /** The text from {@code from} to {@code to}, of which all is certain. */
  String part(int from, int to) {
    return text.substring(from, to);
  }

  /**
   * The output's text; call it once, after the last token.
   *
   * @throws RequestFailedException when a stop pattern took too much work
   */
  String text() {
    if (!cut) {
      append(decoder.finish());
    }
    if (failure != null) {
      throw failure;
    }
    return text.toString();
  }
}
