package io.sglflink.runtime.checkpoint;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of a checkpoint, in {@code model.safetensors} or in the shards that {@code
 * model.safetensors.index.json} lists.
 *
 * <p>Opening reads and checks headers only; data is mapped when a tensor is asked for. Immutable
 * and safe for use on any thread.
 */
public final class Weights {

  private final Path source;
  private final Map<String, TensorEntry> entries;
  private final long pieceBytes;

  private Weights(Path source, Map<String, TensorEntry> entries, long pieceBytes) {
    this.source = source;
    this.entries = entries;
    this.pieceBytes = pieceBytes;
  }

  static Weights open(Path directory) {
    return open(directory, TensorMapper.PIECE_BYTES);
  }

  /** Maps in pieces of {@code pieceBytes}, for tests that cannot write a gibibyte. */
  static Weights open(Path directory, long pieceBytes) {
    Path source = WeightFiles.source(requireNonNull(directory, "directory is null"));
    return new Weights(source, WeightFiles.tensors(source), pieceBytes);
  }

  /** Names of all tensors. */
  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /** Number of elements of all tensors together; a tied output projection counts once. */
  public long parameterCount() {
    return entries.values().stream().mapToLong(TensorEntry::elements).sum();
  }

  /**
   * Maps tensor {@code name}.
   *
   * @param expectedShape the shape that config.json implies, outermost dimension first
   * @throws CheckpointException when there is no such tensor, or its shape or type is another
   */
  public MappedTensor tensor(String name, long... expectedShape) {
    TensorEntry entry = entries.get(requireNonNull(name, "name is null"));
    if (entry == null) {
      throw new CheckpointException(
          "%s has no tensor %s of shape %s, which the model in config.json needs: download the checkpoint again"
              .formatted(source, name, Arrays.toString(expectedShape)));
    }
    if (!Arrays.equals(entry.shape(), expectedShape)) {
      throw new CheckpointException(
          "%s has tensor %s of shape %s where config.json implies %s: the two files disagree, take both from the same checkpoint"
              .formatted(
                  entry.file(),
                  name,
                  Arrays.toString(entry.shape()),
                  Arrays.toString(expectedShape)));
    }
    TensorType type = entry.type();
    if (type == null) {
      throw new CheckpointException(
          "%s has tensor %s of type %s where F32, F16 or BF16 is expected: use an unquantized checkpoint"
              .formatted(entry.file(), name, entry.dtype()));
    }
    return new MappedTensor(name, type, entry.shape(), TensorMapper.map(entry, pieceBytes));
  }
}
