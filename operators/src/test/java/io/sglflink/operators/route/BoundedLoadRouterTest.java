package io.sglflink.operators.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.Prompt;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.decode.PromptDecoder;
import io.sglflink.record.InvalidRecordException;
import java.util.Arrays;
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

class BoundedLoadRouterTest {

  private static final String HEADER = "你是一个严谨的分类器。".repeat(10);
  private static final int SLOTS = 8;

  private final BoundedLoadRouter router = new BoundedLoadRouter(128, SLOTS);

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
  void promptsWithALongCommonHeaderMeetWhileTheirSlotIsNotOverloaded() {
    spread(20);
    Set<Integer> slots =
        IntStream.range(0, 5).mapToObj(i -> slot(group("long", "question " + i))).collect(toSet());
    assertThat(slots).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void theHeaderOfARoleBlockCounts() {
    spread(20);
    Set<Integer> slots =
        IntStream.range(0, 5).mapToObj(i -> slot(group("chat", "question " + i))).collect(toSet());
    assertThat(slots).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void promptsWithAShortHeaderAreSpread() {
    int[] counts = new int[SLOTS];
    IntStream.range(0, 800).forEach(i -> counts[slot(group("short", "question " + i))]++);
    assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count > 80 && count < 120);
  }

  @Test
  void aHotHeaderIsOnAllSlots() {
    int[] counts = new int[SLOTS];
    IntStream.range(0, 800).forEach(i -> counts[slot(group("long", "question " + i))]++);
    assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count > 80 && count < 120);
  }

  @Test
  void aConversationStaysWhereItBegan() {
    for (int i = 0; i < 200; i++) {
      conversation(i, 1);
    }
    int moved = 0;
    for (int i = 200; i < 220; i++) {
      int slot = slot(conversation(i, 1));
      moved += slot(conversation(i, 4)) == slot ? 0 : 1;
      moved += slot(conversation(i, 9)) == slot ? 0 : 1;
    }
    // Of 40; a cold prefix moves when its slot is far over the bound.
    assertThat(moved).isLessThanOrEqualTo(8);
  }

  @Test
  void turnsOfASessionGoToOneSlotWhateverTheyAre() {
    spread(50);
    Set<Integer> slots =
        IntStream.range(0, 5)
            .mapToObj(i -> slot(groupWithSession("turn " + i, "s-1")))
            .collect(toSet());
    assertThat(slots).hasSize(1);
  }

  @Test
  void theRoutingHintReplacesThePrefix() {
    assertThat(groupWithHint("long", "a", "tenant-7"))
        .isEqualTo(groupWithHint("short", "b", "tenant-7"))
        .isNotEqualTo(groupWithHint("long", "a", "tenant-8"));
  }

  /** A change here moves every cache. */
  @Test
  void hashesAreTheSameForEver() {
    assertThat(PromptPrefix.ofHint("tenant-7").hash(0)).isEqualTo(0x2ea7964a52ae929dL);
    assertThat(PromptPrefix.ofHint("路由".repeat(32)).hash(0)).isEqualTo(0x400ed0f264802c59L);
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

  private static int slot(int group) {
    return KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(128, SLOTS, group);
  }

  /** Other prompts, so that a few more make no slot's load exceed the others'. */
  private void spread(int perSlot) {
    IntStream.range(0, perSlot * SLOTS).forEach(i -> group("short", "other question " + i));
  }

  private int groupWithSession(String question, String session) {
    return route(
        String.format(
            "{\"id\":\"i\",\"program\":\"long\",\"args\":{\"question\":\"%s\"},\"session\":\"%s\"}",
            question, session));
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
      return router.keyGroup(prompt);
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
