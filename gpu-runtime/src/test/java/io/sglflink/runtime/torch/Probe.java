package io.sglflink.runtime.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.sglflink.runtime.step.StepInput;
import io.sglflink.runtime.step.StepInput.Attention;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The script functions of attention.py and sampler.py, on plain numbers. */
final class Probe implements AutoCloseable {

  private final ScriptModule module;

  Probe() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("attention", ScriptArchive.source("attention_each"));
    for (String file : new String[] {"sampler", "probe"}) {
      files.put(file, ScriptArchive.source(file));
    }
    byte[] archive = ScriptArchive.assemble(files, "probe.Probe", Map.of("training", false));
    Engine engine = Engine.getEngine(TorchDecoder.ENGINE);
    module =
        new ScriptModule((PtNDManager) engine.newBaseManager(ComputeDevice.CPU.djl()), archive);
  }

  /** Attention of {@code problem} by segments; {@code type} is PyTorch's number of a type. */
  double[] attend(AttentionProblem problem, int type) {
    int rows = problem.queries().length / (problem.heads() * problem.dim());
    AttentionWork work = SegmentWork.of(new Attention(problem.segments(), problem.waves()), rows);
    long[] ends = new long[work.device().size()];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = (i == 0 ? 0 : ends[i - 1]) + work.device().get(i).length;
    }
    return doubles(
        module,
        "attend",
        IValue.listFrom(problem.queries()),
        IValue.listFrom(problem.keys()),
        IValue.listFrom(problem.values()),
        IValue.from((long) problem.heads()),
        IValue.from((long) problem.kvHeads()),
        IValue.from((long) problem.dim()),
        IValue.from((long) type),
        IValue.listFrom(work.host()),
        IValue.listFrom(work.device().stream().flatMapToLong(LongStream::of).toArray()),
        IValue.listFrom(ends),
        IValue.from((long) problem.window()),
        IValue.from(1 / Math.sqrt(problem.dim())),
        IValue.from(problem.cap()));
  }

  double[] plain(double[] queries, double[] keys, double[] values, int dim, boolean causal) {
    return doubles(
        module,
        "plain",
        IValue.listFrom(queries),
        IValue.listFrom(keys),
        IValue.listFrom(values),
        IValue.from((long) dim),
        IValue.from(causal),
        IValue.from(0L),
        IValue.from(1 / Math.sqrt(dim)),
        IValue.from(0.0));
  }

  /** A draw's parameters. */
  record Draw(double temperature, int topK, double topP, double minP, double uniform) {}

  /** One token for each draw, all from the same logits. */
  int[] draw(double[] logits, boolean filtered, Draw... draws) {
    double[] numbers = new double[4 * draws.length];
    long[] topK = new long[draws.length];
    for (int i = 0; i < draws.length; i++) {
      numbers[i] = draws[i].temperature();
      numbers[draws.length + i] = draws[i].topP();
      numbers[2 * draws.length + i] = draws[i].minP();
      numbers[3 * draws.length + i] = draws[i].uniform();
      topK[i] = draws[i].topK() < 0 ? logits.length : draws[i].topK();
    }
    double[] tokens =
        doubles(
            module,
            "draw",
            IValue.listFrom(logits),
            IValue.listFrom(numbers),
            IValue.listFrom(topK),
            IValue.from(filtered));
    return DoubleStream.of(tokens).mapToInt(token -> (int) token).toArray();
  }

  /** Logits of rows of {@code size} tokens with single ones edited. */
  double[] edit(double[] logits, int size, StepInput.Edits edits) {
    return doubles(
        module,
        "edit",
        IValue.listFrom(logits),
        IValue.from((long) size),
        IValue.listFrom(edits.rows()),
        IValue.listFrom(edits.tokens()),
        IValue.listFrom(edits.repetition()),
        IValue.listFrom(edits.bias()));
  }

  /** Logits of rows of {@code size} tokens, with masks of bytes for some of the rows. */
  double[] allow(double[] logits, int size, long[][] masks, long[] rows, long[] maskOf) {
    return doubles(
        module,
        "allow",
        IValue.listFrom(logits),
        IValue.from((long) size),
        IValue.listFrom(Stream.of(masks).flatMapToLong(LongStream::of).toArray()),
        IValue.from((long) masks.length),
        IValue.listFrom(rows),
        IValue.listFrom(maskOf));
  }

  /** Drawn tokens without those that no probability allows. */
  double[] possible(double[] logits, int size, long... tokens) {
    return doubles(
        module,
        "possible",
        IValue.listFrom(logits),
        IValue.from((long) size),
        IValue.listFrom(tokens));
  }

  double[] greedy(double[] logits, int size) {
    return doubles(module, "greedy", IValue.listFrom(logits), IValue.from((long) size));
  }

  @Override
  public void close() {
    module.close();
  }

  /** Calls a method that answers a float64 tensor in main memory. */
  static double[] doubles(ScriptModule module, String method, IValue... arguments) {
    try (IValue answer = module.call(method, arguments)) {
      return module.doubles(answer);
    }
  }
}
