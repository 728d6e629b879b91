package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.ChoicesMethod;

/**
 * Appends the choice that the model finds most likely after the text so far and sets a variable to
 * it; the first of a tie wins.
 *
 * @param name gives the name of the variable to set; null for none
 * @param choices gives the list of texts to choose from: a {@link ListExpression}, or a reference
 *     to a list
 * @param method what makes a choice likely
 * @param temperature 0 to {@link #MAX_TEMPERATURE}: a selection is never random, as in SGLang
 */
public record SelectNode(
    Expression name, Expression choices, ChoicesMethod method, double temperature) implements Node {

  /** SGLang's tolerance for a temperature that should be 0. */
  public static final double MAX_TEMPERATURE = 1e-5;

  public SelectNode {
    requireNonNull(choices, "choices is null");
    requireNonNull(method, "method is null");
    temperature += 0.0; // −0.0 becomes 0.0, which the JSON form leaves out
  }

  /** A selection by the mean log-probability of a choice's tokens. */
  public SelectNode(String name, Expression choices) {
    this(name, choices, ChoicesMethod.TOKEN_LENGTH_NORMALIZED, 0.0);
  }

  /** A selection into a variable whose name, or null, is known. */
  public SelectNode(String name, Expression choices, ChoicesMethod method, double temperature) {
    this(name == null ? null : Literal.of(name), choices, method, temperature);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.select(this);
  }
}
