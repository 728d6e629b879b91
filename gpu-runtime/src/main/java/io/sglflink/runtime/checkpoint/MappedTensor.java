package io.sglflink.runtime.checkpoint;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor that lies in a mapped file.
 *
 * @param name the tensor's name in the checkpoint
 * @param type element type
 * @param shape sizes of the dimensions, outermost first; empty for a scalar
 * @param pieces the elements in row-major order, as read-only direct little-endian buffers of at
 *     most 1 GiB each that split between elements; empty when the tensor has no elements. Each call
 *     to {@link #pieces()} gives fresh positions, so threads may read side by side
 */
public record MappedTensor(String name, TensorType type, long[] shape, List<ByteBuffer> pieces) {

  public MappedTensor {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    shape = shape.clone();
    pieces = List.copyOf(pieces);
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public List<ByteBuffer> pieces() {
    return pieces.stream().map(piece -> piece.duplicate().order(piece.order())).toList();
  }

  /** Number of elements. */
  public long elements() {
    long elements = 1;
    for (long size : shape) {
      elements *= size;
    }
    return elements;
  }
}
