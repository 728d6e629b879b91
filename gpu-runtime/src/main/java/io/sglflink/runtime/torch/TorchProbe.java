package io.sglflink.runtime.torch;

import ai.djl.pytorch.jni.IValue;
import io.sglflink.runtime.cost.AttentionProbe;
import io.sglflink.runtime.cost.AttentionShape;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * The attention of a model's layer, for its time. On CUDA it is captured and replayed, as decode
 * steps are: launches would count for more than the work.
 */
final class TorchProbe implements AttentionProbe {

  /** Shortest time that a measurement takes. */
  private static final long LEAST_NANOS = 2_000_000;

  private static final int MOST_TURNS = 1 << 16;

  private final TorchDecoder model;
  private final AttentionShape shape;
  private final ScriptModule module;
  private final ScriptModule cuda;
  private final CudaGraph.Functions graphs;
  private final LongSupplier nanoClock;

  /**
   * @param module the model's script
   * @param cuda null where the processor itself is the device
   * @param graphs null where calls are not captured
   */
  TorchProbe(
      TorchDecoder model,
      AttentionShape shape,
      ScriptModule module,
      ScriptModule cuda,
      CudaGraph.Functions graphs,
      LongSupplier nanoClock) {
    this.model = model;
    this.shape = shape;
    this.module = module;
    this.cuda = cuda;
    this.graphs = graphs;
    this.nanoClock = nanoClock;
  }

  /** Does a number of turns. */
  private interface Turns {
    void run(int count);
  }

  @Override
  public AttentionShape shape() {
    return shape;
  }

  @Override
  public SegmentStyle style() {
    return model.segmentStyle();
  }

  @Override
  public double seconds(Attention attention, int rows) {
    AttentionWork work = AttentionWork.of(style(), attention, rows, model.groups());
    long[] ends = new long[work.device().size()];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += work.device().get(i).length;
      ends[i] = end;
    }
    module.callLong(
        "stage_attention",
        IValue.from((long) rows),
        IValue.listFrom(work.device().stream().flatMapToLong(LongStream::of).toArray()),
        IValue.listFrom(ends));
    attend(work, 1);
    finish();
    if (graphs == null) {
      return seconds(count -> attend(work, count));
    }
    try (CudaGraph graph = CudaGraph.create(graphs, CudaGraph.Pool.fresh())) {
      graph.begin();
      attend(work, 1);
      graph.end();
      return seconds(
          count -> {
            for (int i = 0; i < count; i++) {
              graph.replay();
            }
          });
    }
  }

  private void attend(AttentionWork work, int turns) {
    module.callLong("attend", IValue.listFrom(work.host()), IValue.from((long) turns));
  }

  private double seconds(Turns turns) {
    int count = 1;
    while (true) {
      long start = nanoClock.getAsLong();
      turns.run(count);
      finish();
      long nanos = nanoClock.getAsLong() - start;
      if (nanos > LEAST_NANOS || count == MOST_TURNS) {
        return nanos / 1e9 / count;
      }
      count = (int) Math.min(MOST_TURNS, count * Math.max(2, 2 * LEAST_NANOS / (nanos + 1)));
    }
  }

  /** Waits for the device. */
  private void finish() {
    if (cuda != null) {
      cuda.callLong("wait", cuda.call("record"));
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
