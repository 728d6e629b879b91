package io.sglflink.job.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prompts for the programs of chaos.py on the demo model, every second one drawn with its seed. */
final class ChaosPrompts {

  static final Path PROGRAMS = Path.of("src/test/resources/chaos/chaos.py").toAbsolutePath();
  static final Path MODEL = Path.of(System.getProperty("sglang.examples"), "demo-model");

  /** Runs whose id begins so draw their tokens; the others take the likeliest. */
  static final String SAMPLED = "sampled-";

  private static final List<String> NAMES = List.of("vote", "fields", "review", "dialog");
  private static final List<String> SOURCES =
      List.of("simple_qa", "extract_structured_data", "sentiment_analysis", "math_reasoning");

  private ChaosPrompts() {}

  static List<byte[]> create(int count) throws IOException {
    List<String> texts = texts();
    List<byte[]> prompts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean sampled = i % 2 == 1;
      ObjectNode prompt =
          JsonNodeFactory.instance
              .objectNode()
              .put("id", (sampled ? SAMPLED : "greedy-") + i)
              .put("program", NAMES.get(i / 2 % NAMES.size()))
              .put("seed", i);
      prompt.putObject("args").put("text", texts.get(i % texts.size()));
      prompt
          .putObject("sampling")
          .put("temperature", sampled ? 0.8 : 0)
          .put("return_logprob", true)
          .put("top_logprobs_num", 5);
      prompts.add(prompt.toString().getBytes(UTF_8));
    }
    return prompts;
  }

  /** The arguments of example prompts that are a text. */
  private static List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String source : SOURCES) {
      Path file = Path.of(System.getProperty("sglang.examples"), "prompts", source + ".jsonl");
      for (String line : Files.readAllLines(file)) {
        for (JsonNode argument : new JsonMapper().readTree(line).get("args")) {
          texts.add(argument.asText());
        }
      }
    }
    return texts;
  }
}
