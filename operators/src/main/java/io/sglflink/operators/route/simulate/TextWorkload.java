package io.sglflink.operators.route.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.operators.route.BoundedLoadRouter;
import io.sglflink.operators.route.PromptPrefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * A workload with text, for a real job, and what the simulator says of it.
 *
 * <p>A cluster's test writes {@link #records()} to the job's input, with one partition or file per
 * sender ({@link #senders()} of them, record i belongs to sender i mod senders), runs the job on as
 * many slots, and compares the sum of {@code usage.cached_tokens} over that of {@code
 * usage.prompt_tokens} of all results with {@link #predict}: with the model's own tokenizer, the
 * slots' KV pool as the cache, and the job's number of key groups.
 *
 * <p>A prompt is a header, drawn by Zipf 1.0, and a question of its own; the record brings its
 * program along, so that the job needs none.
 */
public final class TextWorkload {

  private static final String[] WORDS = {
    "river", "stone", "window", "garden", "letter", "market", "winter", "engine", "mirror",
    "forest", "bridge", "candle", "harbor", "signal", "basket", "thread"
  };
  private static final String PROGRAM_NAME = "routed";
  private static final int ANSWER_TOKENS = 8;

  private final List<Text> texts;
  private final int senders;

  private record Text(String id, String header, String question) {
    String prompt() {
      return header + question;
    }
  }

  private TextWorkload(List<Text> texts, int senders) {
    this.texts = texts;
    this.senders = senders;
  }

  /**
   * Makes a workload; the same for the same arguments.
   *
   * @param prompts how many
   * @param senders decoding tasks that will read it
   * @param headers different headers
   * @param headerWords words of a header, of some two tokens each
   */
  public static TextWorkload of(int prompts, int senders, int headers, int headerWords, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> all = new ArrayList<>();
    for (int header = 0; header < headers; header++) {
      all.add("Task " + random.nextInt(1 << 30) + ": " + words(random, headerWords) + "\n");
    }
    Weights weights = Weights.zipf(headers, 1);
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < prompts; i++) {
      String question = "Q " + random.nextInt(1 << 30) + " " + words(random, 6) + "?\nA:";
      texts.add(new Text("routed-" + i, all.get(weights.draw(random)), question));
    }
    return new TextWorkload(texts, senders);
  }

  public int senders() {
    return senders;
  }

  /** Prompt records in order, UTF-8 JSON. */
  public List<byte[]> records() {
    List<byte[]> records = new ArrayList<>();
    for (Text text : texts) {
      ObjectNode record = JsonNodeFactory.instance.objectNode().put("id", text.id);
      ObjectNode program = record.putObject("program").put("sglang", 1).put("name", PROGRAM_NAME);
      program.putArray("parameters").addObject().put("name", "header");
      program.withArray("parameters").addObject().put("name", "question");
      ObjectNode value = program.putArray("body").addObject().put("type", "text");
      value.putArray("value").addObject().put("arg", "header");
      value.withArray("value").addObject().put("arg", "question");
      program.withArray("body").addObject().put("type", "gen").put("name", "answer");
      record.putObject("args").put("header", text.header).put("question", text.question);
      record
          .putObject("sampling")
          .put("max_tokens", ANSWER_TOKENS)
          .put("temperature", 0)
          .put("ignore_eos", true);
      records.add(record.toString().getBytes(UTF_8));
    }
    return records;
  }

  /**
   * The share of prompt tokens that a real job should find in its caches.
   *
   * @param slots evaluating tasks, each with a cache of its own
   * @param keyGroups the job's maximum parallelism
   * @param cacheTokens slots of each task's KV pool
   * @param tokens counts a text's tokens as the model's tokenizer does
   */
  public double predict(int slots, int keyGroups, long cacheTokens, ToIntFunction<String> tokens) {
    List<BoundedLoadRouter> routers = new ArrayList<>();
    for (int sender = 0; sender < senders; sender++) {
      routers.add(new BoundedLoadRouter(keyGroups, slots));
    }
    Map<String, Segment> headers = new HashMap<>();
    List<SimulatedPrompt> prompts = new ArrayList<>();
    Map<SimulatedPrompt, String> written = new HashMap<>();
    long ids = 0;
    for (int i = 0; i < texts.size(); i++) {
      Text text = texts.get(i);
      Segment header = headers.get(text.header);
      if (header == null) {
        header = new Segment(ids++, tokens.applyAsInt(text.header));
        headers.put(text.header, header);
      }
      int own = Math.max(1, tokens.applyAsInt(text.prompt()) - header.tokens());
      SimulatedPrompt prompt =
          new SimulatedPrompt(
              i % senders,
              text.id,
              List.of(header, new Segment(ids++, own)),
              new Segment(ids++, ANSWER_TOKENS),
              ANSWER_TOKENS);
      prompts.add(prompt);
      written.put(prompt, text.prompt());
    }
    Policy policy =
        (prompt, inFlight) -> {
          PromptPrefix prefix = PromptPrefix.ofText(written.get(prompt));
          int group = routers.get(prompt.sender()).keyGroup(prefix, prompt.maxTokens());
          return KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(keyGroups, slots, group);
        };
    Cluster cluster = new Cluster(slots, cacheTokens, 2 * 256, 1, 1);
    return Simulation.run(cluster, policy, prompts).hitRate();
  }

  private static String words(SplittableRandom random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }
}
