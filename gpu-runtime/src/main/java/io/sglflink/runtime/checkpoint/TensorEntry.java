package io.sglflink.runtime.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where one tensor lies.
 *
 * @param file the safetensors file that holds it
 * @param name its name in the checkpoint
 * @param dtype the safetensors type name, maybe one that the engine does not read
 * @param shape sizes of its dimensions, outermost first
 * @param offset of its first byte in the file
 * @param bytes its length
 */
record TensorEntry(Path file, String name, String dtype, long[] shape, long offset, long bytes) {

  long elements() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** The element type, or null when the engine does not read it. */
  TensorType type() {
    for (TensorType type : TensorType.values()) {
      if (type.name().equals(dtype)) {
        return type;
      }
    }
    return null;
  }
}
