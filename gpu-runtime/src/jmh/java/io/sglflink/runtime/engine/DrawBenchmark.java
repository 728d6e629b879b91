package io.sglflink.runtime.engine;

import io.sglflink.runtime.Sampling;
import io.sglflink.runtime.TokenRequests;
import io.sglflink.runtime.step.StepInput;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Preparing the draws of 256 rows, each with 128 output tokens so far. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DrawBenchmark {

  private static final int ROWS = 256;
  private static final int OUTPUT = 128;
  private static final int VOCABULARY = 128_256;

  private final List<Sequence> sampled = new ArrayList<>();
  private final List<Sequence> penalised = new ArrayList<>();

  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(1);
    Sampling plain = Sampling.at(0.7).topP(0.95).maxTokens(2 * OUTPUT);
    Sampling penalties = Sampling.at(0.7).topP(0.95).maxTokens(2 * OUTPUT).penalties(0.5, 0.5);
    for (int i = 0; i < ROWS; i++) {
      sampled.add(sequence(plain, random));
      penalised.add(sequence(penalties, random));
    }
  }

  private static Sequence sequence(Sampling sampling, SplittableRandom random) {
    Sequence sequence =
        new Sequence(TokenRequests.of(new int[] {1}, sampling, random.nextLong()), 0);
    for (int i = 0; i < OUTPUT; i++) {
      sequence.drawing(i);
      sequence.answer(random.nextInt(VOCABULARY), null, 0);
    }
    return sequence;
  }

  private static StepInput.Draws prepare(List<Sequence> sequences) {
    DrawBuilder builder = new DrawBuilder(VOCABULARY);
    for (int row = 0; row < sequences.size(); row++) {
      builder.add(sequences.get(row), row);
    }
    return builder.build();
  }

  @Benchmark
  public StepInput.Draws sampled() {
    return prepare(sampled);
  }

  @Benchmark
  public StepInput.Draws withPenalties() {
    return prepare(penalised);
  }
}
