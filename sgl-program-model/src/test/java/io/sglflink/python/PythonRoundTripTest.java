package io.sglflink.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.interpret.Interpreter;
import io.sglflink.interpret.RunLimits;
import io.sglflink.interpret.RunRequest;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.StepJournal;
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
import net.jqwik.api.statistics.Statistics;

/** Any program is shown as Python that compiles to a program that does the same. */
final class PythonRoundTripTest {

  private static final RunLimits LIMITS = new RunLimits(2_000, 1L << 40, 20_000, 500, 1 << 20, 0);

  /**
   * A few programs are refused: nodes that are given to a state and hold a fork, copy or scope of
   * it beside reads of others. Some are shown otherwise the second time, a loop in place of nodes
   * for all states. How far a run that fails has come depends on where the failed state is waited
   * for, so that only its failing counts.
   */
  @Property(tries = 60)
  void aProgramThatWasShownDoesTheSame(@ForAll("programs") Program program, @ForAll long seed) {
    String shown = PythonSource.show(program);
    Program again = compiled(shown);
    Statistics.label("compiles")
        .collect(again != null)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 85));
    if (again == null) {
      return;
    }
    Statistics.label("is shown the same again")
        .collect(code(PythonSource.show(again)).equals(code(shown)))
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 65));
    List<JsonNode> values = values(program.parameters(), seed);
    RunResult expected = run(program, values);
    RunResult result = run(again, values);
    assertThat(result.completed()).as(shown).isEqualTo(expected.completed());
    if (expected.completed()) {
      assertThat(result.text()).as(shown).isEqualTo(expected.text());
      assertThat(result.variables()).as(shown).isEqualTo(expected.variables());
      assertThat(result.messages()).as(shown).isEqualTo(expected.messages());
      assertThat(result.returnValue()).as(shown).isEqualTo(expected.returnValue());
    }
  }

  /** The last program of the source, or null where it is refused. */
  private static Program compiled(String shown) {
    try {
      List<Program> programs = PythonFrontEnd.compile(shown, "test.py");
      return programs.get(programs.size() - 1);
    } catch (PythonException e) {
      assertThat(e.problems())
          .as(shown)
          .noneMatch(problem -> problem.message().contains("Python:"));
      return null;
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
    SamplingParams sampling =
        SamplingParams.DEFAULTS.with(set -> set.maxTokens(2).samplingSeed(7L));
    RunRequest request = new RunRequest("r", args, sampling, 7, Serving.DEFAULT, LIMITS);
    return new Interpreter(new FakeLanguageModel(), Runnable::run)
        .start(program, request, StepJournal.NONE)
        .result()
        .join();
  }

  @Provide
  Arbitrary<Program> programs() {
    return ProgramArbitraries.valid();
  }
}
