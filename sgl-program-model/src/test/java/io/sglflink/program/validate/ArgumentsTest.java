package io.sglflink.program.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.program.Program;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  private static final Program PROGRAM =
      Program.builder("qa").parameter("问题").parameter("n", 3).arg("问题").arg("n").build();

  @Test
  void argumentsAreBoundInDeclarationOrderAndDefaultsFillTheRest() {
    Arguments.Binding binding = Arguments.bind(PROGRAM, Map.of("问题", TextNode.valueOf("天?")));

    assertThat(binding.valid()).isTrue();
    assertThat(binding.values())
        .containsExactly(
            Map.entry("问题", TextNode.valueOf("天?")), Map.entry("n", IntNode.valueOf(3)));
  }

  @Test
  void anArgumentReplacesTheDefaultEvenWithNull() {
    Arguments.Binding binding =
        Arguments.bind(PROGRAM, Map.of("问题", TextNode.valueOf(""), "n", NullNode.getInstance()));

    assertThat(binding.values()).containsEntry("n", NullNode.getInstance());
  }

  @Test
  void missingAndUnknownArgumentsAreReportedTogether() {
    Arguments.Binding binding = Arguments.bind(PROGRAM, Json.fields("{'a/b':1,'m':2}"));

    assertThat(binding.valid()).isFalse();
    assertThat(binding.problems())
        .extracting(Problem::pointer, Problem::code, Problem::message)
        .containsExactly(
            tuple(
                "",
                ProblemCode.MISSING_ARGUMENT,
                "program \"qa\" needs argument \"问题\": pass it in args"),
            tuple(
                "/a~1b",
                ProblemCode.UNKNOWN_ARGUMENT,
                "program \"qa\" has no parameter \"a/b\": its parameters are 问题, n"),
            tuple(
                "/m",
                ProblemCode.UNKNOWN_ARGUMENT,
                "program \"qa\" has no parameter \"m\": its parameters are 问题, n"));
    assertThat(binding.problems().get(1).under("/args").pointer()).isEqualTo("/args/a~1b");
  }
}
