package io.sglflink.program;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds the cases of a {@link MatchNode}:
 *
 * <pre>{@code
 * .matching(var("tool"), tool -> tool
 *     .is("search", then -> then.text("Searching"))
 *     .is("stop", then -> then.returns())
 *     .orElse(then -> then.text("No such tool")))
 * }</pre>
 */
public final class MatchBuilder {

  private final List<MatchNode.Case> cases = new ArrayList<>();
  private List<Node> otherwise = List.of();

  MatchBuilder() {}

  /** A case for one text. */
  public MatchBuilder is(String text, Consumer<BodyBuilder> then) {
    return is(Expression.text(text), then);
  }

  /** A case for one value. */
  public MatchBuilder is(Expression value, Consumer<BodyBuilder> then) {
    return is(List.of(value), null, then);
  }

  /**
   * A case for any of several values.
   *
   * @param when must be true as well; null for no further condition
   */
  public MatchBuilder is(List<Expression> values, Expression when, Consumer<BodyBuilder> then) {
    cases.add(new MatchNode.Case(values, when, TextBuilder.body(then)));
    return this;
  }

  /** What is evaluated when no case fits. */
  public MatchBuilder orElse(Consumer<BodyBuilder> then) {
    otherwise = TextBuilder.body(then);
    return this;
  }

  MatchNode build(Expression value) {
    return new MatchNode(value, cases, otherwise);
  }
}
