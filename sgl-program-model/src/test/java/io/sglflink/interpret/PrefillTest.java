package io.sglflink.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Serving;
import io.sglflink.program.Program;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PrefillTest {

  private static final String LONG = "Answer in one word. ".repeat(4);

  private final FakeLanguageModel model = new FakeLanguageModel();
  private final Interpreter interpreter = new Interpreter(model, Runnable::run);

  @Test
  void theConstantBeginningIsComputedWithoutOutput() {
    Program program = Program.builder("p").text(LONG).arg("q").gen("a").build();
    assertThat(prefill(program, Map.of())).isDone();
    assertThat(model.generateCalls())
        .extracting(GenerateRequest::prompt, call -> call.sampling().maxTokens())
        .containsExactly(tuple(LONG, 0));
  }

  @Test
  void argumentsThatAllRunsHaveBelongToIt() {
    Program program = Program.builder("p").text(LONG).arg("q").text("!").gen("a").build();
    assertThat(prefill(program, Map.of("q", TextNode.valueOf("Why?")))).isDone();
    assertThat(model.generateCalls())
        .extracting(GenerateRequest::prompt)
        .containsExactly(LONG + "Why?!");
  }

  @Test
  void whatIsShortIsLeftToTheRuns() {
    Program program = Program.builder("p").text("Q: ").arg("q").gen("a").build();
    assertThat(prefill(program, Map.of())).isDone();
    assertThat(model.generateCalls()).isEmpty();
  }

  @Test
  void whatIsWrongWithItIsForTheRunsToSay() {
    model.failing(id -> true, new IllegalStateException("too long"));
    Program program = Program.builder("p").text(LONG).gen("a").build();
    assertThat(prefill(program, Map.of())).isCompleted();
  }

  private CompletableFuture<?> prefill(Program program, Map<String, JsonNode> args) {
    return interpreter.prefill(program, args, Serving.DEFAULT);
  }
}
