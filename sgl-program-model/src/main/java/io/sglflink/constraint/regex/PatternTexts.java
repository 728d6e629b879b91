package io.sglflink.constraint.regex;

import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.regex.Syntax.Chars;
import io.sglflink.constraint.regex.Syntax.Choice;
import io.sglflink.constraint.regex.Syntax.Repetition;
import io.sglflink.constraint.regex.Syntax.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * What a pattern matches as sets of strings need it: lookaheads and inner anchors included.
 *
 * @param automaton over code points without surrogates, not deterministic in general
 * @param min fewest characters of a text that is accepted, besides what the automaton says
 * @param max most characters, {@link Integer#MAX_VALUE} for any number
 */
public record PatternTexts(Automaton automaton, int min, int max) {

  /** Counts from which on lengths take their place. */
  private static final int COUNTED = 16;

  /**
   * The texts in which a pattern of ECMA-262 is found, as JSON Schema has them.
   *
   * @throws RegexException when it is not of the dialect, has what cannot be enforced, or is too
   *     large
   */
  public static PatternTexts found(String pattern) {
    Syntax syntax = RegexParser.parse(pattern, Dialect.ECMA);
    return limited(
        () -> {
          PatternTexts counted = counted(syntax);
          return counted == null ? unbounded(PatternAutomaton.search(syntax)) : counted;
        });
  }

  /**
   * The texts that match a pattern of {@link CompiledRegex} as a whole; null when it has no
   * lookahead, so that {@link CompiledRegex} does.
   *
   * @throws RegexException when it is not of the dialect, matches nothing, or is too large
   */
  public static PatternTexts whole(String pattern) {
    Syntax syntax = RegexParser.parse(pattern, Dialect.WHOLE);
    if (!Lookaheads.hasLookahead(syntax)) {
      return null;
    }
    PatternTexts texts = limited(() -> unbounded(PatternAutomaton.whole(syntax)));
    if (Operations.isEmpty(texts.automaton)) {
      throw new RegexException(RegexException.Kind.MATCHES_NOTHING, CompiledRegex.MATCHES_NOTHING);
    }
    return texts;
  }

  private static PatternTexts unbounded(Automaton automaton) {
    return new PatternTexts(automaton, 0, Integer.MAX_VALUE);
  }

  private static PatternTexts limited(Supplier<PatternTexts> compile) {
    try {
      return compile.get();
    } catch (TooComplexToDeterminizeException e) {
      throw new RegexException(
          RegexException.Kind.TOO_LARGE,
          "the pattern's automaton has too many states: make what may follow less ambiguous");
    } catch (ConstraintBudgetException e) {
      throw new RegexException(RegexException.Kind.TOO_LARGE, e.getMessage());
    }
  }

  /**
   * Between {@code ^} and {@code $}, one large count beside parts of fixed lengths is as good as
   * the whole text's length; null for other patterns.
   */
  private static PatternTexts counted(Syntax syntax) {
    if (!(syntax instanceof Sequence sequence) || sequence.items().size() < 3) {
      return null;
    }
    List<Syntax> items = new ArrayList<>(sequence.items());
    int at = -1;
    long fixed = 0;
    for (int i = 1; i < items.size() - 1; i++) {
      int length = length(items.get(i));
      if (length >= 0) {
        fixed += length;
      } else if (at < 0) {
        at = i;
      } else {
        return null;
      }
    }
    if (at < 0 || !(items.get(at) instanceof Repetition repetition)) {
      return null;
    }
    int each = length(repetition.body());
    boolean endless = repetition.max() == Repetition.UNBOUNDED;
    long min = fixed + (long) each * repetition.min();
    long max = endless ? Integer.MAX_VALUE : fixed + (long) each * repetition.max();
    boolean large = Math.max(repetition.min(), endless ? 0 : repetition.max()) >= COUNTED;
    if (each <= 0 || !large || max > Integer.MAX_VALUE) {
      return null;
    }
    items.set(at, new Repetition(repetition.body(), 0, Repetition.UNBOUNDED));
    Syntax uncounted = new Sequence(items);
    boolean ends =
        items.get(0) instanceof Syntax.Anchor first
            && first.begin()
            && items.get(items.size() - 1) instanceof Syntax.Anchor last
            && !last.begin();
    return ends ? new PatternTexts(PatternAutomaton.search(uncounted), (int) min, (int) max) : null;
  }

  /** The length of all texts of {@code syntax}, −1 when they differ or it is not so simple. */
  private static int length(Syntax syntax) {
    if (syntax instanceof Chars) {
      return 1;
    }
    if (syntax instanceof Sequence sequence) {
      long sum = 0;
      for (Syntax item : sequence.items()) {
        int length = length(item);
        if (length < 0) {
          return -1;
        }
        sum += length;
      }
      return sum > Integer.MAX_VALUE ? -1 : (int) sum;
    }
    if (syntax instanceof Choice choice) {
      int[] lengths =
          choice.alternatives().stream().mapToInt(PatternTexts::length).distinct().toArray();
      return lengths.length == 1 ? lengths[0] : -1;
    }
    if (syntax instanceof Repetition repetition && repetition.min() == repetition.max()) {
      long length = (long) length(repetition.body()) * repetition.min();
      // One that is counted by itself is better left to the lengths.
      return length < 0 || repetition.min() >= COUNTED ? -1 : (int) length;
    }
    return -1;
  }
}
