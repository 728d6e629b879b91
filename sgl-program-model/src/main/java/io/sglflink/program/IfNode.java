package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates the first branch whose condition is true, by Python's rules: null, false, 0 and empty
 * texts, lists and objects are false, all else is true.
 *
 * @param branches at least one
 * @param otherwise evaluated when no condition is true; may be empty
 */
public record IfNode(List<Branch> branches, List<Node> otherwise) implements Node {

  public IfNode {
    branches = List.copyOf(branches);
    otherwise = List.copyOf(otherwise);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.when(this);
  }

  @Override
  public List<Node> children() {
    List<Node> children = new ArrayList<>();
    branches.forEach(branch -> children.addAll(branch.body()));
    children.addAll(otherwise);
    return children;
  }

  /** A condition and what it guards. */
  public record Branch(Expression when, List<Node> body) {

    public Branch {
      requireNonNull(when, "when is null");
      body = List.copyOf(body);
    }
  }
}
