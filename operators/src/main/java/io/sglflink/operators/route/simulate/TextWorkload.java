package io.sglflink.operators.route.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.operators.route.BoundedLoadRouter;
import io.sglflink.operators.route.PromptPrefix;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * A workload with text, for a real job, and what the simulator says of it.
 *
 * <p>A cluster's test writes {@link #records()} to the job's input, with one partition or file per
 * sender ({@link #senders()} of them, record i belongs to sender i mod senders), runs the job on as
 * many slots, and compares the sum of {@code usage.cached_tokens} over that of {@code
 * usage.prompt_tokens} of all results with {@link #predict}: with the model's own tokenizer, the
 * slots' KV pool as the cache, the job's window and its number of key groups.
 *
 * <p>A prompt is a header, which others have too, and a question of its own; the record brings its
 * program along, so that the job needs none.
 */
public final class TextWorkload {

  private static final String[] WORDS = {
    "river", "stone", "window", "garden", "letter", "market", "winter", "engine", "mirror",
    "forest", "bridge", "candle", "harbor", "signal", "basket", "thread"
  };
  private static final String PROGRAM_NAME = "routed";
  private static final int ANSWER_TOKENS = 8;
  private static final int SETS = 4;

  private final List<Text> texts;
  private final int senders;

  private record Text(String id, String header, String question) {
    String prompt() {
      return header + question;
    }
  }

  private TextWorkload(List<String> headers, int senders, SplittableRandom random) {
    this.senders = senders;
    this.texts = new ArrayList<>();
    for (String header : headers) {
      String question = "Q " + random.nextInt(1 << 30) + " " + words(random, 6) + "?\nA:";
      texts.add(new Text("routed-" + texts.size(), header, question));
    }
  }

  /**
   * Headers drawn by Zipf 1.0; the same for the same arguments.
   *
   * @param prompts how many
   * @param senders decoding tasks that will read it
   * @param headers different headers
   * @param headerWords words of a header
   */
  public static TextWorkload zipf(
      int prompts, int senders, int headers, int headerWords, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> all = new ArrayList<>();
    for (int header = 0; header < headers; header++) {
      all.add(part("Task", random, headerWords));
    }
    Weights weights = Weights.zipf(headers, 1);
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < prompts; i++) {
      drawn.add(all.get(weights.draw(random)));
    }
    return new TextWorkload(drawn, senders, random);
  }

  /**
   * A system prompt that all have, then the instructions of a task, drawn by Zipf 1.0, then one of
   * its four sets of examples; the same for the same arguments.
   *
   * @param prompts how many
   * @param senders decoding tasks that will read it
   * @param tasks different tasks
   * @param words words of an average set of examples; the other parts have half of that
   */
  public static TextWorkload fewShot(int prompts, int senders, int tasks, int words, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String system = part("System", random, words / 2);
    List<String> headers = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      String instructions = part("Task", random, words / 2);
      for (int set = 0; set < SETS; set++) {
        int length = random.nextInt(words / 2, 3 * words / 2 + 1);
        headers.add(system + instructions + part("Examples", random, length));
      }
    }
    Weights weights = Weights.zipf(tasks, 1);
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < prompts; i++) {
      drawn.add(headers.get(SETS * weights.draw(random) + random.nextInt(SETS)));
    }
    return new TextWorkload(drawn, senders, random);
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
   * What a real job should find in its caches.
   *
   * @param cluster evaluating tasks, each with a cache of its own
   * @param keyGroups the job's maximum parallelism
   * @param tokenizer the model's own
   */
  public Outcome predict(Cluster cluster, int keyGroups, Function<String, int[]> tokenizer) {
    List<List<Segment>> split = split(texts.stream().map(Text::prompt).map(tokenizer).toList());
    List<BoundedLoadRouter> routers = new ArrayList<>();
    for (int sender = 0; sender < senders; sender++) {
      routers.add(new BoundedLoadRouter(keyGroups, cluster.slots()));
    }
    Map<String, String> written = new HashMap<>();
    List<SimulatedPrompt> prompts = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Text text = texts.get(i);
      Segment answer = new Segment(-1, ANSWER_TOKENS);
      prompts.add(new SimulatedPrompt(i % senders, text.id, split.get(i), answer, ANSWER_TOKENS));
      written.put(text.id, text.prompt());
    }
    Policy policy =
        (prompt, inFlight) -> {
          PromptPrefix prefix = PromptPrefix.ofText(written.get(prompt.key()));
          int group = routers.get(prompt.sender()).keyGroup(prefix, prompt.maxTokens());
          return KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(
              keyGroups, cluster.slots(), group);
        };
    return Simulation.run(cluster, policy, prompts);
  }

  /** Cuts each prompt wherever another one goes on differently. */
  private static List<List<Segment>> split(List<int[]> prompts) {
    Map<IntBuffer, Segment> segments = new HashMap<>();
    List<List<Segment>> split = new ArrayList<>();
    for (int[] prompt : prompts) {
      SortedSet<Integer> ends = new TreeSet<>(List.of(prompt.length));
      for (int[] other : prompts) {
        ends.add(Math.max(0, Arrays.mismatch(prompt, other)));
      }
      ends.remove(0);
      List<Segment> path = new ArrayList<>();
      int start = 0;
      for (int end : ends) {
        int tokens = end - start;
        path.add(
            segments.computeIfAbsent(
                IntBuffer.wrap(prompt, 0, end), each -> new Segment(segments.size(), tokens)));
        start = end;
      }
      split.add(path);
    }
    return split;
  }

  private static String part(String name, SplittableRandom random, int count) {
    return name + " " + random.nextInt(1 << 30) + ": " + words(random, count) + "\n";
  }

  private static String words(SplittableRandom random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }
}
