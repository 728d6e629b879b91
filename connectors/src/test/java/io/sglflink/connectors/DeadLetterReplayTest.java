package io.sglflink.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.FailureCode;
import io.sglflink.record.DeadLetter;
import io.sglflink.record.RecordError;
import io.sglflink.record.ResultRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files to files; LiveProgramsITCase has a broker. */
class DeadLetterReplayTest {

  private static final int SMALLEST_OUTPUT = 16 << 10;

  @TempDir private Path directory;

  @Test
  void recordsComeBackAsTheyWere() throws IOException {
    byte[] text = "{\"id\": \"你好\",\r\n \"program\": \"gone\"}".getBytes(UTF_8);
    byte[] notText = {'{', (byte) 0xff, '}'};
    letter("a.jsonl", text, FailureCode.UNKNOWN_PROGRAM, "kafka://prompts/0@1");
    letter("b.jsonl", notText, FailureCode.MALFORMED_RECORD, "kafka://prompts/0@2");
    letter(".unfinished", text, FailureCode.UNKNOWN_PROGRAM, "kafka://prompts/0@3");

    ReplayReport report = replay(Set.of(), false);
    assertThat(report.replayed()).isEqualTo(Map.of("unknown_program", 1, "malformed_record", 1));
    assertThat(report.failed()).isEmpty();
    // A line break in a message is a space in a line.
    assertThat(Files.readAllBytes(out()))
        .isEqualTo(join("{\"id\": \"你好\",   \"program\": \"gone\"}\n".getBytes(UTF_8), notText));
  }

  @Test
  void onlyTheChosenCodesAreReplayed() throws IOException {
    letter("a.jsonl", "1".getBytes(UTF_8), FailureCode.UNKNOWN_PROGRAM, "x");
    letter("b.jsonl", "2".getBytes(UTF_8), FailureCode.INTERNAL_ERROR, "x");
    ReplayReport report = replay(Set.of("internal_error"), false);
    assertThat(report.replayed()).isEqualTo(Map.of("internal_error", 1));
    assertThat(report.passedOver()).isEqualTo(1);
    assertThat(out()).hasContent("2");
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    letter("a.jsonl", "1".getBytes(UTF_8), FailureCode.UNKNOWN_PROGRAM, "x");
    assertThat(replay(Set.of(), true).replayed()).isEqualTo(Map.of("unknown_program", 1));
    assertThat(out()).doesNotExist();
  }

  @Test
  void aRecordThatTheLetterHasNotWholeIsReadAtItsPosition() throws IOException {
    String large = "{\"id\":\"q\",\"args\":{\"text\":\"" + "a".repeat(2 * SMALLEST_OUTPUT) + "\"}}";
    Path prompts = Files.writeString(directory.resolve("prompts.jsonl"), "first\n" + large + "\n");
    String position = "file://" + prompts + "@6";
    letter("a.jsonl", large.getBytes(UTF_8), FailureCode.BUDGET_EXCEEDED, position);
    letter("b.jsonl", large.getBytes(UTF_8), FailureCode.BUDGET_EXCEEDED, "file:///no/such@6");

    ReplayReport report = replay(Set.of(), false);
    assertThat(out()).hasContent(large);
    assertThat(report.failed())
        .containsExactly(
            "file://"
                + letters().resolve("b.jsonl")
                + "@0: the letter has only the beginning of its record, which is no longer at"
                + " file:///no/such@6");
  }

  @Test
  void whatIsNoDeadLetterEndsTheReplayAndLeavesNothing() throws IOException {
    letter("a.jsonl", "1".getBytes(UTF_8), FailureCode.UNKNOWN_PROGRAM, "x");
    Files.writeString(letters().resolve("b.jsonl"), "{\"id\":\"q\",\"status\":\"ok\"}\n");
    assertThatThrownBy(() -> replay(Set.of(), false))
        .isInstanceOf(EndpointException.class)
        .hasMessageContaining("b.jsonl@0 is no dead letter: it has no \"code\"")
        .hasMessageContaining("--dead-letters");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(letters());
    }
  }

  @Test
  void mistakesInTheAddressesAreNamed() throws IOException {
    assertThatThrownBy(() -> replay(Set.of(), false)).hasMessageContaining("does not exist");
    letter("a.jsonl", "1".getBytes(UTF_8), FailureCode.UNKNOWN_PROGRAM, "x");
    Files.writeString(out(), "");
    assertThatThrownBy(() -> replay(Set.of(), false)).hasMessageContaining("exists");
    URI inside = letters().resolve("again.jsonl").toUri();
    assertThatThrownBy(
            () ->
                DeadLetterReplay.run(
                    new ReplayRequest(letters().toUri(), inside, Set.of(), "g", false, false)))
        .hasMessageContaining("where records would be read as letters");
  }

  private ReplayReport replay(Set<String> codes, boolean dryRun) {
    return DeadLetterReplay.run(
        new ReplayRequest(
            URI.create("file://" + letters()),
            URI.create("file://" + out()),
            codes,
            "g",
            false,
            dryRun));
  }

  private void letter(String file, byte[] original, FailureCode code, String position)
      throws IOException {
    ResultRecord failure =
        ResultRecord.rejected("q", RecordError.of(code, "no", "/program"), position);
    byte[] letter = new DeadLetter(original, position, failure).encode(SMALLEST_OUTPUT).value();
    Files.createDirectories(letters());
    Files.write(letters().resolve(file), join(letter, new byte[0]));
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length + 1);
    System.arraycopy(second, 0, joined, first.length, second.length);
    joined[joined.length - 1] = '\n';
    return joined;
  }

  private Path letters() {
    return directory.resolve("letters");
  }

  private Path out() {
    return directory.resolve("again.jsonl");
  }
}
