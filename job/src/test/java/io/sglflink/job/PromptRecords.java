package io.sglflink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prompt records over the example programs, in Chinese and English. */
final class PromptRecords {

  private static final List<Map<String, String>> QUESTIONS =
      List.of(
          Map.of("question", "什么是流处理?"),
          Map.of("question", "What is a radix tree?"),
          Map.of("question", "长江有多长?"));
  private static final List<Map<String, String>> REVIEWS =
      List.of(
          Map.of("text", "物流很快,包装完好。"),
          Map.of("text", "The hinge broke within a week."),
          Map.of("text", "和图片一样 😀"));
  private static final List<Map<String, String>> ARTICLES =
      List.of(
          Map.of("article", "The city opened a museum of printing."),
          Map.of("article", "央行宣布下调存款准备金率。", "language", "中文"));
  private static final List<Map<String, String>> ANSWERS =
      List.of(
          Map.of("question", "水的化学式是什么?", "answer", "H₂O"),
          Map.of("question", "Is 91 a prime number?", "answer", "No"));

  private PromptRecords() {}

  /** {@code count} records that are fine, with ids {@code ok-0}, {@code ok-1} and so on. */
  static List<byte[]> fine(int count) {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "ok-" + i;
      records.add(
          switch (i % 4) {
            case 0 -> record(id, "qa", QUESTIONS.get(i / 4 % QUESTIONS.size()));
            case 1 -> record(id, "sentiment", REVIEWS.get(i / 4 % REVIEWS.size()));
            case 2 -> record(id, "brief", ARTICLES.get(i / 4 % ARTICLES.size()));
            default -> record(id, "judge", ANSWERS.get(i / 4 % ANSWERS.size()));
          });
    }
    return records;
  }

  static byte[] record(String id, String program, Map<String, String> args) {
    ObjectNode record = JsonNodeFactory.instance.objectNode().put("id", id).put("program", program);
    ObjectNode json = record.putObject("args");
    args.forEach(json::put);
    // Short outputs keep the test short.
    record.putObject("sampling").put("max_tokens", 8);
    return record.toString().getBytes(UTF_8);
  }
}
