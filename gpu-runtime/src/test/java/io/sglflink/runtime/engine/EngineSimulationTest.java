package io.sglflink.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.runtime.engine.TokenEngine.Limits;
import io.sglflink.runtime.kv.EvictionPolicy;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Tree, pool and scheduler under random operations: whatever happens to the others, every slot has
 * one owner after every operation, and every request gets the answer that its tokens alone give.
 */
class EngineSimulationTest {

  private static final long MILLISECOND = 1_000_000;

  /** Ten thousand operations, twenty times five hundred of them. */
  @Property(tries = 20)
  void everySlotHasOneOwnerAndEveryAnswerIsRight(@ForAll long seed) {
    new Simulation(new Random(seed)).run(500);
  }

  private static final class Simulation {

    private final Letters letters = new Letters();
    private final Random random;
    private final SlotModel model;
    private final StepLoop loop;
    private final List<Sequence> submitted = new ArrayList<>();
    private final Map<Sequence, List<Integer>> texts = new HashMap<>();
    private long now;

    Simulation(Random random) {
      this.random = random;
      SegmentStyle style = random.nextBoolean() ? SegmentStyle.EACH : SegmentStyle.WAVES;
      int window = random.nextInt(20);
      int shortLength = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(60);
      this.model = new SlotModel(60 + random.nextInt(150), style, window, shortLength);
      if (random.nextBoolean()) {
        model.overlapping();
      }
      Limits limits =
          SlotModel.limits(
              1 + random.nextInt(8),
              1 + random.nextInt(30),
              random.nextInt(4) > 0,
              EvictionPolicy.LRU);
      this.loop = new StepLoop(model, limits, () -> now);
    }

    void run(int operations) {
      for (int i = 0; i < operations; i++) {
        operate();
        check();
      }
      for (int turns = 0; !loop.isIdle(); turns++) {
        turn();
        check();
        assertThat(turns).as("turns until all are done").isLessThan(20_000);
      }
      submitted.forEach(this::checkAnswer);
      loop.scheduler().pool().flush();
      assertThat(loop.scheduler().pool().freeSlots()).isEqualTo(model.slots());
    }

    private void operate() {
      int choice = random.nextInt(20);
      if (choice < 4) {
        submit();
      } else if (choice == 4 && !submitted.isEmpty()) {
        cancel(submitted.get(random.nextInt(submitted.size())));
      } else if (choice == 5) {
        now += random.nextInt(20) * MILLISECOND;
      } else if (choice == 6 && random.nextInt(4) == 0) {
        loop.scheduler().pool().flush();
      } else {
        turn();
      }
    }

    private void turn() {
      loop.turn();
      loop.scheduler().publishEnds();
    }

    private void submit() {
      int[] prompt = prompt();
      int maxTokens = Math.min(random.nextInt(60), model.slots() - prompt.length + 1);
      TestRequest builder =
          TestRequest.of(prompt)
              .step("/body/" + random.nextInt(3))
              .maxTokens(maxTokens)
              .serving(
                  random.nextInt(5) == 0 ? "salt" : "",
                  random.nextInt(3),
                  random.nextInt(5) == 0 ? 1 + random.nextInt(100) : 0);
      if (random.nextBoolean()) {
        builder.ends();
      }
      if (random.nextInt(8) == 0) {
        builder.penalized();
      }
      if (random.nextInt(3) == 0) {
        builder.constrained(letters.regex(pattern()));
      } else if (random.nextInt(4) == 0) {
        builder.scoreFrom(1 + random.nextInt(prompt.length));
      }
      List<Integer> appended = new ArrayList<>();
      builder.stopAt(
          token -> {
            appended.add(token);
            return null;
          });
      Sequence sequence = new Sequence(builder.request(), now);
      texts.put(sequence, appended);
      submitted.add(sequence);
      loop.scheduler().add(sequence);
    }

    /** Some letters, of which there is sometimes a choice. */
    private String pattern() {
      StringBuilder pattern = new StringBuilder();
      for (int i = random.nextInt(6); i >= 0; i--) {
        String[] parts = {"[a-e]", "x{2,40}y", "(abc|abd|zz)", "q", "jumps", "s?"};
        pattern.append(parts[random.nextInt(parts.length)]);
      }
      return pattern.toString();
    }

    private void cancel(Sequence sequence) {
      if (sequence.future().cancel(false)) {
        loop.scheduler().cancel(sequence);
      }
    }

    /** Often the beginning of an earlier request's tokens, its output included. */
    private int[] prompt() {
      int[] fresh = random.ints(1 + random.nextInt(40), 0, SlotModel.VOCABULARY).toArray();
      if (submitted.isEmpty() || random.nextInt(3) == 0) {
        return fresh;
      }
      Sequence earlier = submitted.get(random.nextInt(submitted.size()));
      int known = earlier.request().prompt().length + earlier.output().length();
      int kept = Math.min(50, random.nextBoolean() ? known : 1 + random.nextInt(known));
      int[] prompt = Arrays.copyOf(earlier.tokens(), kept + random.nextInt(6));
      for (int i = kept; i < prompt.length; i++) {
        prompt[i] = random.nextInt(SlotModel.VOCABULARY);
      }
      return prompt;
    }

    private void check() {
      Scheduler scheduler = loop.scheduler();
      List<Sequence> running = scheduler.running().list();
      scheduler.pool().checkIntegrity(running.stream().map(Sequence::kv).toList());
      List<Sequence> open =
          submitted.stream().filter(sequence -> !sequence.future().isDone()).toList();
      List<Sequence> held = new ArrayList<>(running);
      held.addAll(scheduler.waiting().list());
      assertThat(held).containsExactlyInAnyOrderElementsOf(open);
      if (!scheduler.waiting().isEmpty()) {
        assertThat(scheduler.waiting().list()).contains(scheduler.waiting().next());
      }
    }

    private static List<Integer> text(int[] output, TokenRequest request) {
      boolean mayEnd = request.constraint() != null || !request.endTokens().isEmpty();
      return Arrays.stream(output)
          .filter(token -> !mayEnd || token != SlotModel.END)
          .boxed()
          .toList();
    }

    private void checkAnswer(Sequence sequence) {
      TokenRequest request = sequence.request();
      try {
        TokenResult result = sequence.future().join();
        assertThat(result.output()).isEqualTo(TestRequest.output(request));
        assertThat(texts.get(sequence))
            .as("each token of the text once, in order")
            .isEqualTo(text(result.output(), request));
        assertThat(result.scored().stream().mapToDouble(Logprobs::logprob).toArray())
            .isEqualTo(TestRequest.scores(request));
        assertThat(result.cachedTokens()).isBetween(0, request.prompt().length);
      } catch (CompletionException e) {
        assertThat(((RequestFailedException) e.getCause()).code())
            .isEqualTo(FailureCode.DEADLINE_EXCEEDED);
        assertThat(request.serving().timeoutMillis()).isPositive();
      } catch (CancellationException e) {
        assertThat(sequence.future()).isCancelled();
      }
    }
  }
}
