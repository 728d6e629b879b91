package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates the first case that a value fits.
 *
 * @param value evaluated once
 * @param cases at least one
 * @param otherwise evaluated when no case fits; may be empty
 */
public record MatchNode(Expression value, List<Case> cases, List<Node> otherwise) implements Node {

  public MatchNode {
    requireNonNull(value, "value is null");
    cases = List.copyOf(cases);
    otherwise = List.copyOf(otherwise);
  }

  /**
   * What a case takes and does.
   *
   * @param is the value equals one of these, as {@link Operator#EQ} has it
   * @param when must be true as well; null for no further condition
   * @param body the nodes
   */
  public record Case(List<Expression> is, Expression when, List<Node> body) {

    public Case {
      is = List.copyOf(is);
      body = List.copyOf(body);
    }
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.match(this);
  }

  @Override
  public List<Node> children() {
    List<Node> children = new ArrayList<>();
    cases.forEach(each -> children.addAll(each.body()));
    children.addAll(otherwise);
    return children;
  }
}
