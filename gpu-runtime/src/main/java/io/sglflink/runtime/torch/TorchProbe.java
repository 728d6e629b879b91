package io.sglflink.runtime.torch;

import io.sglflink.runtime.cost.AttentionProbe;
import io.sglflink.runtime.cost.AttentionShape;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.function.LongSupplier;

/** The attention of a model, for its time. */
record TorchProbe(TorchDecoder model, LongSupplier nanoClock) implements AttentionProbe {

  @Override
  public AttentionShape shape() {
    return model.attentionShape();
  }

  @Override
  public SegmentStyle style() {
    return model.segmentStyle();
  }

  @Override
  public double seconds(Attention work, int rows) {
    return model.attentionSeconds(work, rows, nanoClock);
  }

  @Override
  public void close() {
    model.close();
  }
}
