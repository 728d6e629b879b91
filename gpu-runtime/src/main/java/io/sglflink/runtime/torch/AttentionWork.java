package io.sglflink.runtime.torch;

import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.List;

/**
 * A step's attention in the form that the script of a device takes.
 *
 * @param host numbers that the script itself reads
 * @param device lists of numbers for the operators
 */
record AttentionWork(long[] host, List<long[]> device) {

  AttentionWork {
    device = List.copyOf(device);
  }

  /**
   * The form of attention_flash.py or attention_each.py.
   *
   * @param rows rows of the step
   * @param groups query heads for each head of keys
   */
  static AttentionWork of(SegmentStyle style, Attention attention, int rows, int groups) {
    return switch (style) {
      case WAVES -> FlashWork.of(attention, rows, groups);
      case EACH -> SegmentWork.of(attention, rows);
    };
  }
}
