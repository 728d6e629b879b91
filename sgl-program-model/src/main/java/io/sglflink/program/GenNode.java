package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.SamplingOverrides;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets the model continue the text, appends its output and sets a variable to it.
 *
 * <p>With {@code choices} and {@code choices_method} it is a {@link SelectNode} of the same name,
 * as in SGLang: every other parameter but those of log-probabilities is ignored.
 *
 * @param name gives the name of the variable to set; null for none
 * @param sampling the parameters that this node sets; it inherits the run's where it sets none
 * @param seed used in place of the run's seed, or null
 * @param form what the output must be
 * @param computed parameters that are computed in the run, by their names in program JSON; no
 *     parameter is set in both ways. {@link #COMPUTABLE} has the names
 * @param reasoning how the output's reasoning is told from the rest, which alone is appended; null
 *     for no separation
 */
public record GenNode(
    Expression name,
    SamplingOverrides sampling,
    Long seed,
    OutputForm form,
    Map<String, Expression> computed,
    ReasoningFormat reasoning)
    implements Node {

  /** The parameters that may be computed: those of sampling, {@code seed} and texts of a form. */
  public static final Set<String> COMPUTABLE =
      Arrays.stream(ComputableParameter.values())
          .map(ComputableParameter::label)
          .collect(
              Collectors.collectingAndThen(
                  Collectors.<String, Set<String>>toCollection(LinkedHashSet::new),
                  Collections::unmodifiableSet));

  public GenNode {
    requireNonNull(sampling, "sampling is null");
    requireNonNull(form, "form is null");
    computed = Collections.unmodifiableMap(new LinkedHashMap<>(computed));
  }

  /** A generation whose name, or null, and parameters are known. */
  public GenNode(String name, SamplingOverrides sampling, Long seed, OutputForm form) {
    this(name == null ? null : Literal.of(name), sampling, seed, form, Map.of(), null);
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
