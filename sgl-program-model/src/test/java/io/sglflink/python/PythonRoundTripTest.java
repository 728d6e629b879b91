package io.sglflink.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.interpret.Interpreter;
import io.sglflink.interpret.RunLimits;
import io.sglflink.interpret.RunRequest;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.StepJournal;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.SamplingParams;
import io.sglflink.model.Serving;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.ProgramArbitraries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any program is shown as Python that compiles to a program that does the same. */
final class PythonRoundTripTest {

  private static final RunLimits LIMITS =
      new RunLimits(2_000, 1L << 40, 20_000, 500, 1 << 20, 0);

  @Property(tries = 300)
  void aProgramThatWasShownDoesTheSame(
      @ForAll("programs") Program program, @ForAll long seed) {
    String shown = PythonSource.show(program);
    List<Program> compiled = Sources.compile(shown);
    Program again = compiled.get(compiled.size() - 1);

    assertThat(code(PythonSource.show(again))).as("shown again").isEqualTo(code(shown));
    List<JsonNode> values = values(program.parameters(), seed);
    RunResult expected = run(program, values);
    RunResult result = run(again, values);
    assertThat(code(result)).as(shown).isEqualTo(code(expected));
    if (code(expected) != FailureCode.BUDGET_EXCEEDED) {
      assertThat(result.text()).as(shown).isEqualTo(expected.text());
      assertThat(result.variables()).as(shown).isEqualTo(expected.variables());
      assertThat(result.messages()).as(shown).isEqualTo(expected.messages());
      assertThat(result.returnValue()).as(shown).isEqualTo(expected.returnValue());
    }
  }

  /** The source without what it says of names that Python does not have. */
  private static String code(String shown) {
    return shown.replaceAll("(?m)^# .*\\n", "");
  }

  /** The values of the parameters, some of which may be left out, in their order. */
  private static List<JsonNode> values(List<Parameter> parameters, long seed) {
    Random random = new Random(seed);
    List<JsonNode> values = new ArrayList<>();
    for (Parameter parameter : parameters) {
      boolean left = !parameter.isRequired() && random.nextBoolean();
      values.add(
          left ? null : random.nextBoolean() ? TextNode.valueOf("value") : IntNode.valueOf(2));
    }
    return values;
  }

  /** What is drawn does not depend on where the node stands. */
  private static RunResult run(Program program, List<JsonNode> values) {
    Map<String, JsonNode> args = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null) {
        args.put(program.parameters().get(i).name(), values.get(i));
      }
    }
    SamplingParams sampling = SamplingParams.DEFAULTS.with(set -> set.maxTokens(2).samplingSeed(7L));
    RunRequest request = new RunRequest("r", args, sampling, 7, Serving.DEFAULT, LIMITS);
    return new Interpreter(new FakeLanguageModel(), Runnable::run)
        .start(program, request, StepJournal.NONE)
        .result()
        .join();
  }

  private static FailureCode code(RunResult result) {
    return result.completed() ? null : result.failure().code();
  }

  @Provide
  Arbitrary<Program> programs() {
    return ProgramArbitraries.valid();
  }
}
