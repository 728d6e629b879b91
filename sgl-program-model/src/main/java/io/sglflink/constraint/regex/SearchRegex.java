package io.sglflink.constraint.regex;

import static io.sglflink.constraint.regex.Syntax.Repetition.UNBOUNDED;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.regex.RegexException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern that is looked for in a text that grows, in time linear in the text.
 *
 * <p>A match is found at the first character at which any match ends; of those that end there, it
 * is the one that begins first. Where a text is cut into pieces makes no difference. {@code ^} is
 * the text's begin, {@code $} the end of the text so far, which is where every match ends.
 * Thread-safe: the searches of a pattern share its states and take turns.
 */
public final class SearchRegex {

  /** Expressions that may be looked at for one piece of text: about ten milliseconds. */
  private static final int BUDGET = 10_000;

  /** Expressions that may be looked at once, to find where a match begins. */
  private static final int BACKWARD_BUDGET = 500_000;

  private final RegexAutomaton forward;

  /** Reads a match backwards, character by character; null where none begins inside a text. */
  private final RegexAutomaton inside;

  /** The same for matches that begin where the text does. */
  private final RegexAutomaton atBegin;

  private final Syntax anywhere;
  private final Syntax begin;

  /** Made when it is first asked for. */
  private OpenMatches open;

  private SearchRegex(Syntax anywhere, Syntax begin) {
    this.anywhere = anywhere;
    this.begin = begin;
    Syntax any = new Syntax.Repetition(new Syntax.Chars(CharSet.ALL), 0, UNBOUNDED);
    Syntax found = new Syntax.Sequence(List.of(any, anywhere));
    this.forward = automaton(new Syntax.Choice(List.of(begin, found)), BUDGET);
    this.inside = automaton(reverse(anywhere), BACKWARD_BUDGET);
    this.atBegin = automaton(reverse(begin), BACKWARD_BUDGET);
  }

  /**
   * Compiles {@code pattern}.
   *
   * @throws RegexException when it is not of the dialect, matches nothing or the empty text, or is
   *     too large
   */
  public static SearchRegex compile(String pattern) {
    Syntax syntax = RegexParser.parse(pattern, Dialect.WHOLE);
    try {
      SearchRegex regex =
          new SearchRegex(Anchors.remove(syntax, Anchors.NOTHING), Anchors.remove(syntax));
      if (regex.atBegin == null) {
        throw new RegexException(Kind.MATCHES_NOTHING, CompiledRegex.MATCHES_NOTHING);
      }
      if (regex.atBegin.start().accepting()) {
        throw new RegexException(
            Kind.MATCHES_EMPTY,
            "the pattern matches the empty text and would end every output at once: let it match"
                + " one character at least");
      }
      return regex;
    } catch (ConstraintBudgetException e) {
      throw new RegexException(Kind.TOO_LARGE, e.getMessage());
    }
  }

  static RegexAutomaton automaton(Syntax syntax, int budget) {
    Expressions expressions = new Expressions();
    Expression root = new Lowering(expressions).lower(syntax);
    return root == null ? null : new RegexAutomaton(expressions, root, budget);
  }

  /** What matches the texts of {@code syntax} read backwards. */
  static Syntax reverse(Syntax syntax) {
    if (syntax instanceof Syntax.Sequence sequence) {
      List<Syntax> items = new ArrayList<>();
      sequence.items().forEach(item -> items.add(0, reverse(item)));
      return new Syntax.Sequence(items);
    }
    if (syntax instanceof Syntax.Choice choice) {
      return new Syntax.Choice(choice.alternatives().stream().map(SearchRegex::reverse).toList());
    }
    if (syntax instanceof Syntax.Repetition repetition) {
      return new Syntax.Repetition(reverse(repetition.body()), repetition.min(), repetition.max());
    }
    return syntax;
  }

  /** A search that has seen no text. */
  public Search search() {
    return new Search();
  }

  /** One text's search. */
  public final class Search {

    /** Null where the pattern must begin with the text and has failed for good. */
    private ByteState state = forward.start();

    private OpenMatches.Follower open;

    /**
     * Goes on with {@code text} from {@code from} on, up to the first match.
     *
     * @return the index behind the match, or −1 when there is none yet
     * @throws ConstraintBudgetException when it takes too much work
     */
    public int find(CharSequence text, int from) {
      synchronized (SearchRegex.this) {
        forward.refill();
        for (int at = from; at < text.length() && state != null; ) {
          int character = Character.codePointAt(text, at);
          at += Character.charCount(character);
          state = after(state, character);
          if (state != null && state.accepting()) {
            return at;
          }
        }
        return -1;
      }
    }

    /**
     * Where the match that ends at {@code end} begins.
     *
     * @throws ConstraintBudgetException when it takes too much work
     */
    public int begin(CharSequence text, int end) {
      synchronized (SearchRegex.this) {
        int first = inside == null ? end : furthest(inside, text, end, 0);
        return furthest(atBegin, text, end, 0) == 0 ? 0 : first;
      }
    }

    /**
     * The first index at which a match may begin that {@code text}, in which none was found, has
     * not got the end of: what comes before is in no match, whatever follows. It never gets less,
     * and is too early at worst, where telling takes too much work.
     *
     * @return the text's length when no match has begun
     */
    public int undecided(CharSequence text) {
      synchronized (SearchRegex.this) {
        try {
          if (open == null) {
            open = openMatches().follower();
          }
          return open.first(text);
        } catch (ConstraintBudgetException e) {
          return 0; // the pattern is too large to be read both ways
        }
      }
    }
  }

  private OpenMatches openMatches() {
    if (open == null) {
      open = new OpenMatches(begin, anywhere, BACKWARD_BUDGET);
    }
    return open;
  }

  /**
   * The smallest index, at least {@code from}, from which on {@code backward} accepts the text up
   * to {@code end}.
   */
  static int furthest(RegexAutomaton backward, CharSequence text, int end, int from) {
    backward.refill();
    int first = end;
    ByteState state = backward.start();
    for (int at = end; at > from && state != null; ) {
      int character = Character.codePointBefore(text, at);
      at -= Character.charCount(character);
      state = after(state, character);
      if (state != null && state.accepting()) {
        first = at;
      }
    }
    return first;
  }

  /**
   * Where {@code text} from {@code from} to {@code end} leads from {@code state}; null for nowhere.
   */
  static ByteState after(ByteState state, CharSequence text, int from, int end) {
    ByteState next = state;
    for (int at = from; at < end && next != null; ) {
      int character = Character.codePointAt(text, at);
      at += Character.charCount(character);
      next = after(next, character);
    }
    return next;
  }

  private static ByteState after(ByteState state, int character) {
    ByteState next = state;
    for (byte value : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
      next = next == null ? null : next.next(value & 0xFF);
    }
    return next;
  }
}
