package io.sglflink.runtime.constraint;

import io.sglflink.model.Constraint;
import io.sglflink.model.RequestId;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Telling which of 128,256 tokens may come next. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class MaskBenchmark {

  private static final int VOCABULARY = 128_256;
  private static final RequestId ID = new RequestId("bench", "/");
  private static final String PATTERN = "\\{\"name\": \"[a-z ]{1,200}\", \"age\": [0-9]{1,3}\\}";

  private ConstraintCompiler compiler;
  private TokenState start;
  private TokenState state;
  private int count;

  /** Tokens of one to eight letters and signs; the first ones are single bytes. */
  @Setup
  public void compile() {
    SplittableRandom random = new SplittableRandom(1);
    byte[][] bytes = new byte[VOCABULARY][];
    for (int token = 0; token < VOCABULARY; token++) {
      bytes[token] = new byte[token < 256 ? 1 : 1 + random.nextInt(8)];
      for (int i = 0; i < bytes[token].length; i++) {
        bytes[token][i] = (byte) (token < 256 ? token : ' ' + random.nextInt(95));
      }
    }
    compiler =
        new ConstraintCompiler(
            new TokenBytes(bytes, false, null),
            text -> new int[0],
            Set.of(),
            VOCABULARY,
            Runnable::run);
    start = start(PATTERN);
    for (byte letter : "{\"name\": \"".getBytes(StandardCharsets.US_ASCII)) {
      start = start.next(letter);
    }
    state = start;
  }

  @Setup(Level.Iteration)
  public void restart() {
    count = 0;
  }

  /** Follows one letter and tells what may come next, as a decode step does for each row. */
  @Benchmark
  public long[] nextLetter() {
    state = count++ % 190 == 0 ? start : state.next('a' + count % 26);
    return state.mask().words(true);
  }

  /** Compiles a pattern and makes its first mask; the vocabulary's trie is there. */
  @Benchmark
  public long[] newPattern() {
    return start("[a-z]{1,8}" + count++ % 1000).mask().words(true);
  }

  private TokenState start(String pattern) {
    return compiler.compile(ID, new Constraint.Regex(pattern)).join().start();
  }
}
