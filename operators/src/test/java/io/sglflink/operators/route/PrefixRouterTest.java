package io.sglflink.operators.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.Prompt;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.decode.PromptDecoder;
import io.sglflink.record.InvalidRecordException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class PrefixRouterTest {

  private static final String HEADER = "你是一个严谨的分类器。".repeat(10);
  private static final PrefixRouter ROUTER = new PrefixRouter(128);

  private final PromptDecoder decoder =
      new PromptDecoder(
          ProgramLibrary.of(
              Map.of(
                  "long", program("long", HEADER),
                  "chat", chat(HEADER),
                  "turns", turns(),
                  "other", program("other", "Translate into French. ".repeat(10)),
                  "short", program("short", "Q: "))),
          RunDefaults.DEFAULT);

  @Test
  void promptsWithALongCommonHeaderMeet() {
    Set<Integer> groups =
        IntStream.range(0, 100).mapToObj(i -> group("long", "question " + i)).collect(toSet());
    assertThat(groups).hasSize(1);
    assertThat(groups).doesNotContain(group("other", "question 1"));
  }

  @Test
  void promptsWithAShortHeaderAreSpread() {
    Set<Integer> groups =
        IntStream.range(0, 1_000).mapToObj(i -> group("short", "question " + i)).collect(toSet());
    assertThat(groups).hasSizeGreaterThan(110);
    assertThat(group("short", "same")).isEqualTo(group("short", "same"));
  }

  @Test
  void theHeaderOfARoleBlockCounts() {
    Set<Integer> groups =
        IntStream.range(0, 100).mapToObj(i -> group("chat", "question " + i)).collect(toSet());
    assertThat(groups).hasSize(1);
  }

  @Test
  void aConversationMeetsItsBeginning() {
    Set<Integer> conversations =
        IntStream.range(0, 100).mapToObj(i -> conversation(i, 1)).collect(toSet());
    assertThat(conversations).hasSizeGreaterThan(50);
    for (int i = 0; i < 10; i++) {
      int group = conversation(i, 1);
      assertThat(conversation(i, 4)).isEqualTo(group);
      assertThat(conversation(i, 9)).isEqualTo(group);
    }
  }

  @Test
  void theRoutingHintReplacesThePrefix() {
    assertThat(groupWithHint("long", "a", "tenant-7"))
        .isEqualTo(groupWithHint("short", "b", "tenant-7"))
        .isNotEqualTo(groupWithHint("long", "a", "tenant-8"));
  }

  /** Routes decide what a savepoint's keys are: a change here moves every cache. */
  @Test
  void hashesAreTheSameForEver() {
    assertThat(PromptPrefix.ofHint("tenant-7").hash(1)).isEqualTo(0xc9050cf8782d9e66L);
    assertThat(PromptPrefix.ofHint("路由".repeat(32)).hash(1)).isEqualTo(0xa35b7a1bb0af8b22L);
  }

  @Property(tries = 50)
  void everyRepresentativeLandsInItsKeyGroup(@ForAll @IntRange(min = 1, max = 2_000) int groups) {
    KeyGroups keys = new KeyGroups(groups);
    for (int group = 0; group < groups; group++) {
      assertThat(KeyGroupRangeAssignment.assignToKeyGroup(keys.representative(group), groups))
          .isEqualTo(group);
    }
  }

  private static Collector<Integer, ?, Set<Integer>> toSet() {
    return Collectors.toSet();
  }

  private int group(String program, String question) {
    return route(
        String.format(
            "{\"id\":\"i\",\"program\":\"%s\",\"args\":{\"question\":\"%s\"}}", program, question));
  }

  private int conversation(int number, int turns) {
    String messages =
        IntStream.range(0, turns)
            .mapToObj(turn -> String.format("\"%d: %s\"", number, ("turn " + turn).repeat(20)))
            .collect(Collectors.joining(","));
    return route(
        String.format(
            "{\"id\":\"i\",\"program\":\"turns\",\"args\":{\"messages\":[%s]}}", messages));
  }

  private int groupWithHint(String program, String question, String hint) {
    return route(
        String.format(
            "{\"id\":\"i\",\"program\":\"%s\",\"args\":{\"question\":\"%s\"},\"route\":\"%s\"}",
            program, question, hint));
  }

  private int route(String record) {
    try {
      Prompt prompt = decoder.decode(record.getBytes(UTF_8));
      return ROUTER.keyGroup(prompt);
    } catch (InvalidRecordException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] program(String name, String header) {
    return String.format(
            """
            {"sglang": 1, "name": "%s", "parameters": [{"name": "question"}], "body": [
              {"type": "text", "value": ["%s", {"arg": "question"}]},
              {"type": "gen", "name": "answer"}]}
            """,
            name, header)
        .getBytes(UTF_8);
  }

  private static byte[] turns() {
    return """
        {"sglang": 1, "name": "turns", "parameters": [{"name": "messages"}], "body": [
          {"type": "for", "item": "m", "in": {"arg": "messages"}, "body": [
            {"type": "if", "branches": [{"when": {"local": "m"}, "body": [
              {"type": "text", "value": ["Q: ", {"local": "m"}]}]}]}]},
          {"type": "gen", "name": "answer"}]}
        """
        .getBytes(UTF_8);
  }

  private static byte[] chat(String header) {
    return String.format(
            """
            {"sglang": 1, "name": "chat", "parameters": [{"name": "question"}], "body": [
              {"type": "role", "role": "system", "body": [{"type": "text", "value": "%s"}]},
              {"type": "role", "role": "user",
               "body": [{"type": "text", "value": {"arg": "question"}}]},
              {"type": "role", "role": "assistant", "body": [{"type": "gen", "name": "a"}]}]}
            """,
            header)
        .getBytes(UTF_8);
  }
}
