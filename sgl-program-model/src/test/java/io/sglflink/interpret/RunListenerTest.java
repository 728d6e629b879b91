package io.sglflink.interpret;

import static io.sglflink.interpret.Nodes.fork;
import static io.sglflink.interpret.Nodes.gen;
import static io.sglflink.interpret.Nodes.joinTexts;
import static io.sglflink.interpret.Nodes.program;
import static io.sglflink.interpret.Nodes.role;
import static io.sglflink.interpret.Nodes.select;
import static io.sglflink.interpret.Nodes.set;
import static io.sglflink.interpret.Nodes.text;
import static io.sglflink.interpret.Runs.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.interpret.Runs.MemoryJournal;
import io.sglflink.model.ChatFormat;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.OutputListener;
import io.sglflink.model.Role;
import io.sglflink.model.SamplingBuilder;
import io.sglflink.model.ScoreRequest;
import io.sglflink.model.Scoring;
import io.sglflink.program.Node;
import io.sglflink.program.ReasoningFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a listener hears of a run, and when. */
class RunListenerTest {

  private final FakeLanguageModel fake =
      new FakeLanguageModel().answering(request -> "ab").scoring((prompt, choice) -> 0);
  private final List<String> heard = new ArrayList<>();

  private final RunListener listener =
      new RunListener() {
        @Override
        public void text(String more) {
          heard.add(more);
        }

        @Override
        public void variable(String name, String more) {
          heard.add(name + "=" + more);
        }
      };

  @Test
  void outputsAreToldWhileTheyAreMadeAndAllElseAtOnce() {
    RunResult result = run(text("Q"), gen("g"), select("s", "x"), set("v", Nodes.number(1)));

    assertThat(heard).containsExactly("Q", "a", "g=a", "b", "g=b", "x", "s=x");
    assertThat(result.text()).isEqualTo("Qabx");
  }

  @Test
  void messagesAndJoinsAreText() {
    RunResult result = run(role(Role.USER, text("q")), fork("f", 2, gen("g")), joinTexts("f"));

    assertThat(String.join("", heard)).isEqualTo(result.text());
    assertThat(heard).containsExactly("<|user|>\n", "q", "<|end|>\n", "ab", "ab");
  }

  @Test
  void separatedReasoningIsToldInItsParts() {
    fake.answering(request -> "t</think>a");

    run(gen("g", ReasoningFormat.DEEPSEEK_R1));

    assertThat(heard).containsExactly("a", "g=a", "g_reasoning_content=t");
  }

  @Test
  void aListOfSamplesIsToldAsTextOnly() {
    RunResult result = run(gen("g", new SamplingBuilder().n(2).build(), null));

    assertThat(String.join("", heard)).isEqualTo(result.text()).isEqualTo("ab");
  }

  @Test
  void aStepOfAJournalIsToldAtOnce() {
    MemoryJournal journal = new MemoryJournal();
    Runs.run(fake, program(gen("g"), text(".")), request("{}"), journal);

    new Interpreter(new Streaming(), Runnable::run)
        .start(program(gen("g"), text(".")), request("{}"), journal, listener);

    assertThat(heard).containsExactly("ab", "g=ab", ".");
  }

  @Test
  void anOutputThatTheModelDoesNotTellIsToldAtItsEnd() {
    new Interpreter(fake, Runnable::run)
        .start(program(gen("g")), request("{}"), StepJournal.NONE, listener);

    assertThat(heard).containsExactly("ab", "g=ab");
  }

  private RunResult run(Node... body) {
    return new Interpreter(new Streaming(), Runnable::run)
        .start(program(body), request("{}"), StepJournal.NONE, listener)
        .result()
        .join();
  }

  /** Tells each character of the fake's outputs. */
  private final class Streaming implements LanguageModel {

    @Override
    public CompletableFuture<Generation> generate(GenerateRequest request) {
      return fake.generate(request);
    }

    @Override
    public CompletableFuture<Generation> generate(GenerateRequest request, OutputListener output) {
      return fake.generate(request)
          .thenApply(
              generation -> {
                generation.text().chars().forEach(c -> output.output(Character.toString(c)));
                return generation;
              });
    }

    @Override
    public CompletableFuture<Scoring> score(ScoreRequest request) {
      return fake.score(request);
    }

    @Override
    public ChatFormat chatFormat() {
      return fake.chatFormat();
    }
  }
}
