package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.SamplingOverrides;

/**
 * Lets the model continue the text, appends its output and sets a variable to it.
 *
 * <p>With {@code choices} and {@code choices_method} it is a {@link SelectNode} of the same name,
 * as in SGLang: every other parameter but those of log-probabilities is ignored.
 *
 * @param name the variable to set, or null for none
 * @param sampling the parameters that this node sets; it inherits the run's where it sets none
 * @param seed used in place of the run's seed, or null
 * @param form what the output must be
 */
public record GenNode(String name, SamplingOverrides sampling, Long seed, OutputForm form)
    implements Node {

  public GenNode {
    requireNonNull(sampling, "sampling is null");
    requireNonNull(form, "form is null");
  }

  /** A generation that inherits everything from the run. */
  public static GenNode named(String name) {
    return new GenNode(name, SamplingOverrides.NONE, null, OutputForm.FREE);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.gen(this);
  }
}
