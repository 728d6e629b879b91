package io.sglflink.runtime.cost;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a calibration's figures are kept: a JSON object of the shape that they are for and a number
 * of seconds for each.
 */
public final class CostModelFile {

  private static final Logger LOG = LoggerFactory.getLogger(CostModelFile.class);

  private static final String SHAPE = "shape";

  private CostModelFile() {}

  /**
   * Where figures for {@code shape} are looked for when no file is named: {@code
   * sglang-flink/cost-SHAPE.json} in the user's cache directory.
   *
   * @param environment the process's, of which XDG_CACHE_HOME and HOME are read
   */
  public static Path defaultPath(AttentionShape shape, Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path directory =
        cache.isEmpty()
            ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache")
            : Path.of(cache);
    return directory.resolve("sglang-flink").resolve("cost-" + shape + ".json");
  }

  /**
   * The figures to plan with.
   *
   * @param file a calibration's, or empty for the one at the default path, and the built-in figures
   *     where there is none that can be used
   * @throws IllegalArgumentException when {@code file} is named and cannot be used
   */
  public static CostModel load(String file, AttentionShape shape, Map<String, String> environment) {
    if (!file.isEmpty()) {
      return read(Path.of(file), shape);
    }
    Path path = defaultPath(shape, environment);
    if (Files.exists(path)) {
      try {
        return read(path, shape);
      } catch (IllegalArgumentException e) {
        LOG.warn("Built-in costs of attention are used: {}", e.getMessage());
      }
    }
    return CostModel.builtIn(shape);
  }

  /**
   * Reads the figures for {@code shape}.
   *
   * @throws IllegalArgumentException when the file cannot be read, is no cost model or one for
   *     another shape
   */
  public static CostModel read(Path file, AttentionShape shape) {
    JsonNode json = json(file);
    String found = json.path(SHAPE).asText("");
    if (found.isEmpty()) {
      throw unusable(file, "is no cost model: it has no \"" + SHAPE + "\"", null);
    }
    if (!found.equals(shape.toString())) {
      throw unusable(file, "is for " + found + ", the model is " + shape, null);
    }
    try {
      return CostModel.of(
          CostModel.FIGURES.stream().mapToDouble(name -> figure(json, name)).toArray());
    } catch (IllegalArgumentException e) {
      throw unusable(file, "is no cost model: " + e.getMessage(), e);
    }
  }

  private static JsonNode json(Path file) {
    if (!Files.isRegularFile(file)) {
      throw unusable(file, Files.exists(file) ? "is no file" : "does not exist", null);
    }
    try {
      return new JsonMapper().readTree(file.toFile());
    } catch (JacksonException e) {
      throw unusable(
          file,
          "is not JSON at line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
          e);
    } catch (IOException e) {
      throw unusable(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static double figure(JsonNode json, String name) {
    JsonNode figure = json.path(name);
    if (!figure.isNumber()) {
      throw new IllegalArgumentException("\"" + name + "\" is not a number");
    }
    return figure.doubleValue();
  }

  private static IllegalArgumentException unusable(Path file, String why, Exception cause) {
    return new IllegalArgumentException(
        "the cost model "
            + file
            + " "
            + why
            + ": give --cost-model a file that bin/sglang calibrate --output wrote for this model,"
            + " or leave it out",
        cause);
  }

  /** Writes figures for {@code shape}; the directory is made where it is missing. */
  public static void write(Path file, AttentionShape shape, CostModel model) {
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put(SHAPE, shape.toString());
    double[] figures = model.figures();
    for (int i = 0; i < figures.length; i++) {
      json.put(CostModel.FIGURES.get(i), figures[i]);
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the cost model "
              + file
              + " cannot be written: give --output a file in a directory that you may write to",
          e);
    }
  }
}
