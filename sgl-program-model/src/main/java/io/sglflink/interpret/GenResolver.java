package io.sglflink.interpret;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.model.FailureCode;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.GenNode;
import io.sglflink.program.OutputForm;
import io.sglflink.program.json.ProgramJson;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.SamplingValidator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes steps of gen nodes: finds their parameters among the node's, computed ones and the run's.
 */
final class GenResolver {

  /** Work that reading computed parameters counts. */
  private static final int READ = 1 << 10;

  /** Work that compiling one to check it counts. */
  private static final int COMPILE = 1 << 16;

  private static final Set<String> COMPILED = Set.of("regex", "json_schema", "ebnf", "stop_regex");

  /** Where the JSON form of a gen alone in its program stands. */
  private static final String AT = "/body/0/";

  private final Strand strand;
  private final ExpressionEvaluator expressions;

  GenResolver(Strand strand, ExpressionEvaluator expressions) {
    this.strand = strand;
    this.expressions = expressions;
  }

  ModelStep<?> step(GenNode node, String name) {
    GenNode computed = computed(node);
    OutputForm form = form(node.form(), computed.form());
    List<String> choices = form.choices() == null ? List.of() : expressions.choices(form.choices());
    SamplingParams run = strand.context().request().sampling();
    if (form.scored()) {
      LogprobOptions logprobs =
          computed.sampling().logprobsOver(node.sampling().logprobsOver(run.logprobs()));
      return new SelectStep(strand, name, choices, form.choicesMethod(), logprobs);
    }
    SamplingParams sampling = computed.sampling().over(node.sampling().over(run));
    Long seed = requireNonNullElse(computed.seed(), requireNonNullElse(node.seed(), runSeed()));
    return new GenStep(
        strand, name, checked(sampling, form), form.constraint(choices), seed, node.reasoning());
  }

  private Long runSeed() {
    return strand.context().request().seed();
  }

  /** The computed parameters alone: null is left to the run, as where nothing is set. */
  private GenNode computed(GenNode node) {
    if (node.computed().isEmpty()) {
      return new GenNode(null, SamplingOverrides.NONE, null, OutputForm.FREE);
    }
    ObjectNode gen = JsonNodeFactory.instance.objectNode().put("type", "gen");
    node.computed()
        .forEach(
            (name, expression) -> {
              JsonNode value = expressions.value(expression);
              if (!value.isNull()) {
                gen.set(name, value);
              }
            });
    if (gen.has("json_schema") && node.form().lenient() != null) {
      gen.put("lenient", node.form().lenient());
    }
    long compiled = COMPILED.stream().filter(gen::has).count();
    strand.budget().work(READ + COMPILE * compiled + ValueBudget.size(gen));
    return read(gen);
  }

  /** Reads and checks parameters as those of any program are. */
  private static GenNode read(ObjectNode gen) {
    ObjectNode program = JsonNodeFactory.instance.objectNode();
    program.put("sglang", ProgramJson.VERSION).put("name", "computed");
    program.putArray("body").add(gen);
    try {
      return (GenNode) ProgramJson.read(program).body().get(0);
    } catch (InvalidProgramException e) {
      Problem problem = e.problems().get(0);
      throw invalid(shown(gen, problem.pointer()) + problem.message());
    }
  }

  private static String shown(ObjectNode gen, String pointer) {
    String name = pointer.startsWith(AT) ? pointer.substring(AT.length()).split("/", 2)[0] : "";
    if (!gen.has(name)) {
      return "computed parameters are refused: ";
    }
    JsonNode value = gen.get(name);
    String text = value.isTextual() ? value.textValue() : value.toString();
    return "computed " + name + ", " + Values.shown(text) + ", is refused: ";
  }

  private static OutputForm form(OutputForm own, OutputForm computed) {
    OutputForm form =
        new OutputForm(
            either(computed.regex(), own.regex()),
            either(computed.jsonSchema(), own.jsonSchema()),
            either(computed.ebnf(), own.ebnf()),
            own.choices(),
            own.choicesMethod(),
            either(computed.dtype(), own.dtype()),
            own.whitespace(),
            own.propertyOrder(),
            own.lenient(),
            own.complete());
    if (form.constraints().size() > 1) {
      throw invalid(
          "gen computes to have "
              + String.join(" and ", form.constraints())
              + ": set at most one of them");
    }
    return form;
  }

  private static <T> T either(T first, T second) {
    return first == null ? second : first;
  }

  private SamplingParams checked(SamplingParams sampling, OutputForm form) {
    List<Problem> problems = SamplingValidator.validate(sampling, AT);
    if (!problems.isEmpty()) {
      throw invalid("with the run's parameters, " + problems.get(0).message());
    }
    Set<String> stop = new LinkedHashSet<>(sampling.stop());
    stop.addAll(strand.context().chatFormat().stop());
    if (form.dtype() != null) {
      stop.addAll(form.dtype().stop());
    }
    return sampling.with(set -> set.stop(List.copyOf(stop)));
  }

  private static RequestFailedException invalid(String message) {
    return new RequestFailedException(FailureCode.INVALID_SAMPLING, message);
  }
}
