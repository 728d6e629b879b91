package io.sglflink.runtime;

import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.engine.TokenEngine;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;

/** The small real checkpoints among the test resources, and options that open them on the CPU. */
public final class ParityModels {

  /** Names of all checkpoints. */
  public static final List<String> ALL =
      List.of(
          "llama",
          "llama3-rope",
          "qwen2",
          "qwen3",
          "qwen3-moe",
          "qwen3-moe-mixed",
          "mistral",
          "mixtral",
          "phi3",
          "phi3-longrope",
          "gemma2",
          "gemma3");

  /** Token ids of every checkpoint. */
  public static final int VOCABULARY = 640;

  /** Tokens of every checkpoint's context. */
  public static final int CONTEXT = 2048;

  private static final long KV_MEMORY = 8L << 20;

  private ParityModels() {}

  public static Path directory(String name) {
    URL config = ParityModels.class.getResource("/parity/" + name + "/config.json");
    if (config == null) {
      throw new IllegalArgumentException("there is no parity checkpoint " + name);
    }
    try {
      return Path.of(config.toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Expected values of a checkpoint, in the form that ModelCheck documents. */
  public static Path expected(String name) {
    return directory(name).resolve("expected.json");
  }

  /** Float32 with the radix cache on and prompts in one chunk. */
  public static EngineOptions options(Path directory) {
    return options(directory, true, 512);
  }

  public static EngineOptions options(Path directory, boolean radixCache, int chunk) {
    return options(directory, radixCache, chunk, 0, 256, KV_MEMORY);
  }

  public static EngineOptions options(
      Path directory,
      boolean radixCache,
      int chunk,
      int contextLength,
      int maxRunningRequests,
      long kvMemory) {
    return new EngineOptions(
        directory.toString(),
        "cpu",
        "float32",
        1,
        0.88,
        kvMemory,
        0,
        radixCache,
        chunk,
        contextLength,
        maxRunningRequests);
  }

  /** The engine below the text. */
  public static TokenEngine tokenEngine(EngineOptions options) {
    return EngineFactory.tokenEngine(options, Checkpoint.open(Path.of(options.modelPath())));
  }
}
