package io.sglflink.job.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.job.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How results are scored. */
final class ScoreBoardTest {

  @TempDir private Path directory;

  @Test
  void aRecordIsRightWhenEveryVariableIs() throws IOException {
    ScoreBoard board =
        board("{\"id\":\"p\",\"task\":\"person\",\"expected\":{\"name\":\"张三\",\"age\":\"28\"}}");
    assertThat(board.add(result("p", "{\"name\":\" 张三\",\"age\":\"28\",\"city\":\"北京\"}")))
        .isTrue();
    assertThat(board.add(result("p", "{\"name\":\"张三\",\"age\":\"29\"}"))).isFalse();
    assertThat(board.add(result("p", "{\"name\":\"张三\"}"))).isFalse();
    assertThat(board.scores().get("person").accuracy()).isEqualTo(1 / 3.0);
  }

  @Test
  void aRecordWithoutAKnownAnswerCountsForNothing() throws IOException {
    ScoreBoard board = board("{\"id\":\"p\",\"task\":\"t\",\"expected\":{}}");
    assertThat(board.add(result("q", "{}"))).isNull();
    assertThat(board.scores()).isEmpty();
  }

  @Test
  void aFailedRecordIsWrong() throws IOException {
    ScoreBoard board = board("{\"id\":\"p\",\"task\":\"t\",\"expected\":{\"x\":\"1\"}}");
    assertThat(board.add(new JsonMapper().readTree("{\"id\":\"p\",\"status\":\"failed\"}")))
        .isFalse();
  }

  @Test
  void checksMayLookForAPartANumberOrJson() throws IOException {
    ScoreBoard board =
        board(
            """
            {"id":"a","task":"t","expected":{"x":{"contains":"Turing"}}}
            {"id":"b","task":"t","expected":{"x":{"number":82}}}
            {"id":"c","task":"t","expected":{"x":{"json":{"a":1,"b":"2"}}}}""");
    assertThat(board.add(result("a", "{\"x\":\"It was turing.\"}"))).isTrue();
    assertThat(board.add(result("a", "{\"x\":\"It was not.\"}"))).isFalse();
    assertThat(board.add(result("b", "{\"x\":\"等于82。\"}"))).isTrue();
    assertThat(board.add(result("b", "{\"x\":\"3加79等于82\"}"))).isFalse();
    assertThat(board.add(result("b", "{\"x\":\"none\"}"))).isFalse();
    assertThat(board.add(result("c", "{\"x\":\"{ \\\"b\\\": \\\"2\\\", \\\"a\\\": 1 }\"}")))
        .isTrue();
    assertThat(board.add(result("c", "{\"x\":\"{\\\"a\\\":\"}"))).isFalse();
  }

  @Test
  void samplesOfAProblemVote() throws IOException {
    ScoreBoard board =
        board(
            """
            {"id":"m/0","task":"math","vote":"m","expected":{"answer":"23"}}
            {"id":"m/1","task":"math","vote":"m","expected":{"answer":"23"}}
            {"id":"m/2","task":"math","vote":"m","expected":{"answer":"23"}}
            {"id":"n/0","task":"math","vote":"n","expected":{"answer":"7"}}
            {"id":"n/1","task":"math","vote":"n","expected":{"answer":"7"}}""");
    board.add(result("m/0", "{\"answer\":\"22\"}"));
    board.add(result("m/1", "{\"answer\":\" 23\"}"));
    board.add(result("m/2", "{\"answer\":\"23\"}"));
    // One vote each: the first sample decides, whatever came first.
    board.add(result("n/1", "{\"answer\":\"8\"}"));
    board.add(result("n/0", "{\"answer\":\"7\"}"));
    Score score = board.scores().get("math");
    assertThat(score.accuracy()).isEqualTo(0.6);
    assertThat(score.problems()).isEqualTo(2);
    assertThat(score.majorityAccuracy()).isEqualTo(1.0);
  }

  @Test
  void tokensAndTimeAreSummed() throws IOException {
    ScoreBoard board = board("{\"id\":\"p\",\"task\":\"t\",\"expected\":{}}");
    board.add(result("p", "{}"));
    board.add(result("p", "{}"));
    assertThat(board.scores().get("t")).isEqualTo(new Score(2, 2, 0, 0, 20, 8, 6, 3.0));
  }

  @Test
  void aLineThatIsNoAnswerIsNamed() {
    assertThatThrownBy(() -> board("{\"id\":\"p\"}"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("answers.jsonl:1 is not an answer: ");
    assertThatThrownBy(() -> board("{\"id\":\"p\",\"task\":\"t\",\"expected\":{}}\n".repeat(2)))
        .hasMessageEndingWith("answers.jsonl:2: there are two answers for 'p'");
  }

  private ScoreBoard board(String answers) throws IOException {
    Files.writeString(directory.resolve("answers.jsonl"), answers, UTF_8);
    return new ScoreBoard(Answers.load(directory));
  }

  private static JsonNode result(String id, String variables) throws IOException {
    return new JsonMapper()
        .readTree(
            """
            {"id":"%s","status":"ok","variables":%s,
             "usage":{"prompt_tokens":10,"completion_tokens":3,"cached_tokens":4},
             "timings":{"queued_ms":1,"running_ms":1.5}}"""
                .formatted(id, variables));
  }
}
