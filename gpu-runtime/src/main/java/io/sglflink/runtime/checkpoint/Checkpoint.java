package io.sglflink.runtime.checkpoint;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An opened Hugging Face checkpoint directory.
 *
 * <p>Immutable and safe for use on any thread. Weights stay mapped for as long as a buffer of them
 * is reachable; no file stays open.
 */
public final class Checkpoint {

  private final Path directory;
  private final ModelConfig config;
  private final GenerationConfig generationConfig;
  private final Weights weights;

  private Checkpoint(
      Path directory, ModelConfig config, GenerationConfig generationConfig, Weights weights) {
    this.directory = directory;
    this.config = config;
    this.generationConfig = generationConfig;
    this.weights = weights;
  }

  /**
   * Opens {@code directory}, reading its configuration and the headers of its weight files.
   *
   * @throws CheckpointException when the directory, a file in it or the model is not usable
   */
  public static Checkpoint open(Path directory) {
    requireNonNull(directory, "directory is null");
    if (!Files.isDirectory(directory)) {
      throw new CheckpointException(
          directory
              + " is no directory: give the directory of a Hugging Face checkpoint, the one that"
              + " holds config.json");
    }
    ModelConfig config = ModelConfigReader.read(directory.resolve("config.json"));
    GenerationConfig generation = GenerationConfigReader.read(directory, config);
    return new Checkpoint(directory, config, generation, Weights.open(directory));
  }

  public Path directory() {
    return directory;
  }

  public ModelConfig config() {
    return config;
  }

  public GenerationConfig generationConfig() {
    return generationConfig;
  }

  public Weights weights() {
    return weights;
  }
}
