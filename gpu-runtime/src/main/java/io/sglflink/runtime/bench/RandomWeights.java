package io.sglflink.runtime.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A directory with a random checkpoint, gone when it is closed or the process is interrupted. */
public final class RandomWeights implements AutoCloseable {

  private final Path directory;
  private final Thread removal;

  private RandomWeights(Path directory) {
    this.directory = directory;
    this.removal = new Thread(this::delete, "remove-random-weights");
    Runtime.getRuntime().addShutdownHook(removal);
  }

  /**
   * Writes random weights of {@code shape}.
   *
   * @param parent directory to put theirs into
   * @throws IllegalArgumentException when there is no such directory, or too little space in it
   */
  public static RandomWeights write(ModelShape shape, long seed, Path parent) {
    if (!Files.isDirectory(parent)) {
      throw new IllegalArgumentException(
          "there is no directory '" + parent + "' for weights: make it, or give another");
    }
    try {
      long bytes = RandomCheckpoint.bytes(shape);
      long space = Files.getFileStore(parent).getUsableSpace();
      if (bytes > space) {
        throw new IllegalArgumentException(
            String.format(
                "the weights of %s have %,d bytes and '%s' has room for %,d: give another"
                    + " --weights-dir",
                shape, bytes, parent, space));
      }
      RandomWeights weights = new RandomWeights(Files.createTempDirectory(parent, "sglang-bench-"));
      try {
        RandomCheckpoint.write(shape, seed, weights.directory);
        return weights;
      } catch (IOException | RuntimeException e) {
        weights.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(removal);
    } catch (IllegalStateException e) {
      // The process ends already, and the hook runs.
      return;
    }
    delete();
  }

  private void delete() {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
