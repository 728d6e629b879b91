package io.sglflink.runtime.cost;

/**
 * What the cost of attention depends on.
 *
 * @param device {@code cpu} or {@code cuda}
 * @param heads query heads
 * @param kvHeads heads of keys and values
 * @param headDim numbers per head
 * @param dtype PyTorch's name of the type of keys and values, for example {@code bfloat16}
 */
public record AttentionShape(String device, int heads, int kvHeads, int headDim, String dtype) {

  public AttentionShape {
    if (!device.equals("cpu") && !device.equals("cuda")) {
      throw new IllegalArgumentException("device is \"" + device + "\": give cpu or cuda");
    }
    if (kvHeads < 1 || headDim < 1 || heads < 1 || heads % kvHeads != 0) {
      throw new IllegalArgumentException(
          heads
              + " heads, "
              + kvHeads
              + " of keys, of "
              + headDim
              + " numbers are no attention: give heads that are a multiple of those of keys");
    }
  }

  /** For example {@code cpu-14x2x64-bfloat16}. */
  @Override
  public String toString() {
    return device + "-" + heads + "x" + kvHeads + "x" + headDim + "-" + dtype;
  }
}
