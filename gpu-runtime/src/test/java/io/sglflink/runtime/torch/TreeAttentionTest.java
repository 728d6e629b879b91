package io.sglflink.runtime.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.runtime.EngineTuning;
import io.sglflink.runtime.ParityModels;
import io.sglflink.runtime.Sampling;
import io.sglflink.runtime.TokenRequests;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.TensorType;
import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.engine.TokenEngine;
import io.sglflink.runtime.engine.TokenEngine.Limits;
import io.sglflink.runtime.engine.TokenResult;
import io.sglflink.runtime.kv.EvictionPolicy;
import io.sglflink.runtime.step.StepInput;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepInput.Masks;
import io.sglflink.runtime.step.StepModel;
import io.sglflink.runtime.step.StepOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that share segments draw the same tokens as rows that attend all their slots themselves. */
class TreeAttentionTest {

  private static final int REQUESTS = 64;
  private static final int OUTPUT = 16;
  private static final int SLOTS = 8_192;

  /** Sharing pays from a few slots on. */
  private static final CostModel SHARES = new CostModel(1e-6, 1e-6, 1e-7, 1e-6, 1e-8, 0);

  @ParameterizedTest
  @ValueSource(strings = {"llama", "gemma3"})
  void greedyOutputIsTheSameWithSharingAndWithout(String checkpoint) {
    AtomicInteger shared = new AtomicInteger();
    AtomicInteger apart = new AtomicInteger();
    List<int[]> withSharing = outputs(checkpoint, true, shared);
    List<int[]> without = outputs(checkpoint, false, apart);

    assertThat(shared).as("segments of several requests").hasValueGreaterThan(OUTPUT);
    assertThat(apart).hasValue(0);
    assertThat(withSharing).hasSize(REQUESTS).allSatisfy(o -> assertThat(o).hasSize(OUTPUT));
    assertThat(withSharing.stream().map(Arrays::toString))
        .containsExactlyElementsOf(without.stream().map(Arrays::toString).toList());
  }

  private static List<int[]> outputs(String name, boolean treeAttention, AtomicInteger shared) {
    Checkpoint checkpoint = Checkpoint.open(ParityModels.directory(name));
    Limits limits =
        new Limits(
            REQUESTS, 512, true, EvictionPolicy.LRU, true, treeAttention, SHARES, Duration.ZERO);
    try (TokenEngine engine =
        new TokenEngine(() -> new Watched(open(checkpoint), shared), limits, System::nanoTime)) {
      List<CompletableFuture<TokenResult>> futures = new ArrayList<>();
      Sampling sampling = Sampling.greedy().maxTokens(OUTPUT).ignoreEos();
      for (int[] prompt : prompts()) {
        futures.add(engine.submit(TokenRequests.of(prompt, sampling)));
      }
      return futures.stream().map(future -> future.join().output()).toList();
    }
  }

  private static TorchDecoder open(Checkpoint checkpoint) {
    TorchDecoder model =
        TorchDecoder.open(
            checkpoint,
            ComputeDevice.CPU,
            TensorType.F32,
            ParityModels.CONTEXT,
            EngineTuning.DEFAULTS);
    model.allocate(SLOTS, REQUESTS);
    return model;
  }

  /** One prefix for all, another below it for every eight, then tokens of their own. */
  private static List<int[]> prompts() {
    Random random = new Random(7);
    int[] all = tokens(random, 48);
    List<int[]> prompts = new ArrayList<>();
    int[] eight = {};
    for (int i = 0; i < REQUESTS; i++) {
      eight = i % 8 == 0 ? tokens(random, 24) : eight;
      int[] own = tokens(random, 1 + random.nextInt(16));
      prompts.add(Stream.of(all, eight, own).flatMapToInt(IntStream::of).toArray());
    }
    return prompts;
  }

  private static int[] tokens(Random random, int count) {
    return random.ints(count, 3, ParityModels.VOCABULARY).toArray();
  }

  /** Counts segments that several decoding requests share. */
  private record Watched(StepModel model, AtomicInteger shared) implements StepModel {

    @Override
    public void launch(StepInput input, Supplier<Masks> masks) {
      if (input.draws().rows().length == input.ids().length) {
        long[] segments = input.attention().segments();
        for (int s = 0; s < segments.length; s += 5) {
          if (segments[s + 1] > 1 && segments[s + 4] == Attention.PLAIN) {
            shared.incrementAndGet();
          }
        }
      }
      model.launch(input, masks);
    }

    @Override
    public StepOutput await() {
      return model.await();
    }

    @Override
    public int slots() {
      return model.slots();
    }

    @Override
    public int vocabSize() {
      return model.vocabSize();
    }

    @Override
    public SegmentStyle segmentStyle() {
      return model.segmentStyle();
    }

    @Override
    public int window() {
      return model.window();
    }

    @Override
    public int shortLength() {
      return model.shortLength();
    }

    @Override
    public boolean overlaps() {
      return model.overlaps();
    }

    @Override
    public void close() {
      model.close();
    }
  }
}
