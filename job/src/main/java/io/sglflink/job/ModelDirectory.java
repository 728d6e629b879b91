package io.sglflink.job;

import java.nio.file.Files;
import java.nio.file.Path;

/** A first look at a model, which takes no time. */
public final class ModelDirectory {

  private ModelDirectory() {}

  /**
   * Looks whether a model can be there at all.
   *
   * @throws UserException when it cannot
   */
  public static void check(Path model) {
    if (!Files.isDirectory(model)) {
      throw new UserException(
          String.format(
              "there is no model directory '%s': give --model a directory in Hugging Face layout",
              model));
    }
    if (!Files.isRegularFile(model.resolve("config.json"))) {
      throw new UserException(
          String.format(
              "the model directory '%s' has no config.json: give --model a directory in Hugging"
                  + " Face layout (config.json, model.safetensors, tokenizer.json)",
              model));
    }
  }
}
