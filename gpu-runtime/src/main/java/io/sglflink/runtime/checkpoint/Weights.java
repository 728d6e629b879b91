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

  private Weights(Path source, Map<String, TensorEntry> entries) {
    this.source = source;
    this.entries = entries;
  }

  static Weights open(Path directory) {
    requireNonNull(directory, "directory is null");
    Path single = directory.resolve("model.safetensors");
    return new Weights(single, Map.of());
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
    return 0;
  }

  /**
   * Maps tensor {@code name}.
   *
   * @param expectedShape the shape that config.json implies, outermost dimension first
   * @throws CheckpointException when there is no such tensor, or its shape or type is another
   */
  public MappedTensor tensor(String name, long... expectedShape) {
    throw new CheckpointException(source + Arrays.toString(expectedShape));
  }
}
