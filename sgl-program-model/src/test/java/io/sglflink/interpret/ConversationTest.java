package io.sglflink.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Role;
import io.sglflink.model.ScoreRequest;
import io.sglflink.model.Scoring;
import io.sglflink.program.Program;
import io.sglflink.program.json.ProgramJson;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A run that begins where another one ended. */
class ConversationTest {

  private static final Program CHAT =
      program(
          """
          {"sglang": 1, "name": "chat", "parameters": [{"name": "question"}], "body": [
            {"type": "role", "role": "system", "body": [{"type": "text", "value": "Be brief."}]},
            {"type": "role", "role": "user", "body": [
              {"type": "text", "value": {"arg": "question"}}]},
            {"type": "role", "role": "assistant", "body": [{"type": "gen", "name": "answer"}]}]}
          """);

  private final FakeLanguageModel model = new FakeLanguageModel().answering(request -> "Yes.");

  @Test
  void textAndMessagesGoOnAndTheSystemMessageIsWrittenOnce() {
    RunResult first = run(model, CHAT, "a?", Conversation.EMPTY);
    RunResult second = run(model, CHAT, "b?", conversation(first));

    assertThat(second.text())
        .isEqualTo(
            """
            <|system|>
            Be brief.<|end|>
            <|user|>
            a?<|end|>
            <|assistant|>
            Yes.<|end|>
            <|user|>
            b?<|end|>
            <|assistant|>
            Yes.<|end|>
            """);
    assertThat(second.messages())
        .extracting(ChatMessage::role)
        .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER, Role.ASSISTANT);
    assertThat(second.variables()).containsOnlyKeys("answer");
    assertThat(second.steps()).hasSize(1);
    assertThat(model.generateCalls().get(1).prompt()).startsWith(first.text());
  }

  @Test
  void anotherSystemMessageIsWritten() {
    Conversation history =
        new Conversation("<|system|>\nBe long.<|end|>\n", List.of(message("Be long.")));
    RunResult run = run(model, CHAT, "a?", history);
    assertThat(run.text()).startsWith(history.text() + "<|system|>\nBe brief.<|end|>\n<|user|>");
  }

  @Test
  void aTemplateMayRefuseTheSystemMessageThatIsThereAlready() {
    LanguageModel strict = new SystemFirst(model);
    RunResult first = run(strict, CHAT, "a?", Conversation.EMPTY);
    assertThat(run(strict, CHAT, "b?", conversation(first)).completed()).isTrue();

    Conversation other = new Conversation("...", List.of(message("Be long.")));
    assertThat(run(strict, CHAT, "b?", other).failure().code())
        .isEqualTo(FailureCode.CHAT_TEMPLATE);
  }

  @Test
  void plainTextGoesOnAndForksBeginWithIt() {
    Program program =
        program(
            """
            {"sglang": 1, "name": "p", "parameters": [{"name": "question"}], "body": [
              {"type": "text", "value": {"arg": "question"}},
              {"type": "fork", "name": "f", "count": 2, "item": "i", "body": [
                {"type": "gen", "name": "draft"}]},
              {"type": "join", "state": "f"}]}
            """);
    RunResult run = run(model, program, "b?", new Conversation("a? Yes. ", List.of()));
    assertThat(run.text()).startsWith("a? Yes. b?");
    assertThat(model.generateCalls())
        .extracting(GenerateRequest::prompt)
        .containsExactly("a? Yes. b?", "a? Yes. b?");
  }

  @Test
  void theHistoryCountsInTheTextsLength() {
    RunLimits limits = new RunLimits(1, 1_000, 1, 1, 10, 0);
    RunRequest request =
        Runs.request("{'question':'b?'}").withHistory(new Conversation("0123456789", List.of()));
    RunResult run = Runs.run(model, CHAT, request.withLimits(limits));
    assertThat(run.failure().code()).isEqualTo(FailureCode.BUDGET_EXCEEDED);
  }

  private static RunResult run(
      LanguageModel model, Program program, String question, Conversation history) {
    RunRequest request = Runs.request("{'question':'" + question + "'}");
    return Runs.run(model, program, request.withHistory(history));
  }

  private static Conversation conversation(RunResult run) {
    return new Conversation(run.text(), run.messages());
  }

  private static ChatMessage message(String content) {
    return new ChatMessage(Role.SYSTEM, content);
  }

  private static Program program(String json) {
    return ProgramJson.read(json);
  }

  /** A model whose template takes a system message at the start only. */
  private record SystemFirst(LanguageModel model) implements LanguageModel {

    @Override
    public CompletableFuture<Generation> generate(GenerateRequest request) {
      return model.generate(request);
    }

    @Override
    public CompletableFuture<Scoring> score(ScoreRequest request) {
      return model.score(request);
    }

    @Override
    public ChatFormat chatFormat() {
      ChatFormat format = model.chatFormat();
      return new ChatFormat() {
        @Override
        public String prefix(List<ChatMessage> history, Role role) {
          if (role == Role.SYSTEM && !history.isEmpty()) {
            throw new RequestFailedException(FailureCode.CHAT_TEMPLATE, "system must be first");
          }
          return format.prefix(history, role);
        }

        @Override
        public String suffix(List<ChatMessage> history, ChatMessage message) {
          return format.suffix(history, message);
        }

        @Override
        public List<String> stop() {
          return format.stop();
        }
      };
    }
  }
}
