package io.sglflink.runtime.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sglflink.runtime.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model is expected to say of one prompt; {@link ModelCheck} documents the fields.
 *
 * <p>Whatever is missing is refused: a comparison with nothing would always pass.
 */
record ExpectedCase(
    String prompt,
    int[] inputIds,
    double[] promptLogprobs,
    double[] lastLogprobs,
    int[] greedyIds) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The cases of {@code file}, at least one.
   *
   * @throws CheckpointException when the file cannot be read or lacks something
   */
  static List<ExpectedCase> read(Path file) {
    JsonNode nodes = json(file).path("cases");
    if (nodes.isEmpty()) {
      throw new CheckpointException(
          file + " has no cases: give a list of prompts with expected values");
    }
    List<ExpectedCase> cases = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      cases.add(one(file + ": case " + i, nodes.path(i)));
    }
    return cases;
  }

  private static ExpectedCase one(String name, JsonNode node) {
    if (!node.path("prompt").isTextual()) {
      throw new CheckpointException(name + " lacks prompt: give the text behind its input_ids");
    }
    double[] inputIds = numbers(name, node, "input_ids");
    double[] lastLogprobs = numbers(name, node, "last_logprobs");
    double[] greedyIds = numbers(name, node, "greedy_ids");
    double[] promptLogprobs = numbers(node.path("prompt_logprobs"));
    if (promptLogprobs.length != inputIds.length - 1) {
      throw new CheckpointException(
          name
              + " has "
              + promptLogprobs.length
              + " prompt_logprobs for "
              + inputIds.length
              + " input_ids: give one for each id but the first");
    }
    return new ExpectedCase(
        node.path("prompt").asText(), ids(inputIds), promptLogprobs, lastLogprobs, ids(greedyIds));
  }

  private static double[] numbers(String name, JsonNode node, String field) {
    double[] numbers = numbers(node.path(field));
    if (numbers.length == 0) {
      throw new CheckpointException(name + " lacks " + field + ": give a list of numbers");
    }
    return numbers;
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.path(i).asDouble(Double.NaN);
    }
    return numbers;
  }

  private static int[] ids(double[] numbers) {
    int[] ids = new int[numbers.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (int) numbers[i];
    }
    return ids;
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new CheckpointException(
          "there is no file " + file + ": give one with cases and their expected values", e);
    } catch (IOException e) {
      throw new CheckpointException(file + " is no file of expected values: " + e.getMessage(), e);
    }
  }
}
