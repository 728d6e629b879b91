package io.sglflink.constraint.regex;

import io.sglflink.constraint.regex.RegexException.Kind;
import io.sglflink.constraint.regex.Syntax.Anchor;
import io.sglflink.constraint.regex.Syntax.Chars;
import io.sglflink.constraint.regex.Syntax.Choice;
import io.sglflink.constraint.regex.Syntax.Lookahead;
import io.sglflink.constraint.regex.Syntax.Repetition;
import io.sglflink.constraint.regex.Syntax.Sequence;
import java.util.Locale;
import java.util.stream.Stream;

/** Questions about lookaheads and anchors in a pattern. */
final class Lookaheads {

  private Lookaheads() {}

  static RegexException refused(Lookahead look, String wayOut) {
    return new RegexException(
        Kind.UNSUPPORTED,
        String.format(
            Locale.ROOT,
            "%slookahead is not supported at character %d: %s",
            look.negated() ? "negative " : "",
            look.position(),
            wayOut));
  }

  static boolean hasLookahead(Syntax syntax) {
    return parts(syntax).anyMatch(part -> part instanceof Lookahead);
  }

  /** The pattern's first lookahead; there is one. */
  static Lookahead first(Syntax syntax) {
    return (Lookahead)
        parts(syntax).filter(part -> part instanceof Lookahead).findFirst().orElseThrow();
  }

  static boolean hasAnchor(Syntax syntax) {
    return parts(syntax).anyMatch(part -> part instanceof Anchor);
  }

  static boolean hasBegin(Syntax syntax) {
    return parts(syntax).anyMatch(part -> part instanceof Anchor anchor && anchor.begin());
  }

  private static Stream<Syntax> parts(Syntax syntax) {
    Stream<Syntax> below = Stream.of();
    if (syntax instanceof Sequence sequence) {
      below = sequence.items().stream();
    } else if (syntax instanceof Choice choice) {
      below = choice.alternatives().stream();
    } else if (syntax instanceof Repetition repetition) {
      below = Stream.of(repetition.body());
    } else if (syntax instanceof Lookahead look) {
      below = Stream.of(look.body());
    }
    return Stream.concat(Stream.of(syntax), below.flatMap(Lookaheads::parts));
  }

  /** Whether {@code syntax} matches the empty text, where every anchor holds. */
  static boolean matchesEmpty(Syntax syntax) {
    if (syntax instanceof Sequence sequence) {
      return sequence.items().stream().allMatch(Lookaheads::matchesEmpty);
    }
    if (syntax instanceof Choice choice) {
      return choice.alternatives().stream().anyMatch(Lookaheads::matchesEmpty);
    }
    if (syntax instanceof Repetition repetition) {
      return repetition.min() == 0 || matchesEmpty(repetition.body());
    }
    if (syntax instanceof Lookahead look) {
      return matchesEmpty(look.body()) != look.negated();
    }
    return !(syntax instanceof Chars);
  }
}
