package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.SamplingOverrides;

/**
 * Lets the model continue the text, appends its output and sets a variable to it.
 *
 * <p>With {@code choices} it is a {@link SelectNode} of the same name, as in SGLang: every other
 * parameter but those of log-probabilities is ignored. At most one of {@code regex}, {@code
 * choices} and {@code dtype} may be set.
 *
 * @param name the variable to set, or null for none
 * @param sampling the parameters that this node sets; it inherits the run's where it sets none
 * @param seed used in place of the run's seed, or null
 * @param regex what the whole output must match, or null
 * @param choices gives the list of texts to choose from, or null
 * @param choicesMethod what makes a choice likely, or null; only with choices
 * @param dtype the form of the output, or null; the variable is a string all the same
 */
public record GenNode(
    String name,
    SamplingOverrides sampling,
    Long seed,
    String regex,
    Expression choices,
    ChoicesMethod choicesMethod,
    DataType dtype)
    implements Node {

  public GenNode {
    requireNonNull(sampling, "sampling is null");
  }

  /** A generation that inherits everything from the run. */
  public static GenNode named(String name) {
    return new GenNode(name, SamplingOverrides.NONE, null, null, null, null, null);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.gen(this);
  }
}
