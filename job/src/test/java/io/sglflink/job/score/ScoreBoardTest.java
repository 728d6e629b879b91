package io.sglflink.job.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sglflink.job.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"contains\":[\"Turing\"]}|It was turing.|true",
        "{\"contains\":[\"Alan\",\"Turing\"]}|It was Alan.|false",
        "{\"contains\":[\"1,200元\"]}|共1，200 元。|true",
        "{\"similar\":\"机器学习是人工智能的一个分支。\"}|机器学习,是人工智能的一个分支|true",
        "{\"similar\":\"机器学习是人工智能的一个分支。\"}|深度学习使用神经网络。|false",
        "{\"similar\":\"A\"}|B|false",
        "{\"first_number\":4}|你一共买了4样东西,花了20元|true",
        "{\"first_number\":20}|你一共买了4样东西,花了20元|false",
        "{\"last_number\":82}|3加79等于82.0。|true",
        "{\"last_number\":3}|3加79等于82|false",
        "{\"last_number\":3}|没有|false",
        "{\"json\":{\"a\":1,\"b\":\"2\"}}|{ \"b\": \"2\", \"a\": 1 }|true",
        "{\"json\":{\"a\":1}}|{\"a\":|false",
      })
  void aCheckSaysHowToCompare(String check, String value, boolean right) throws IOException {
    ScoreBoard board = board("{\"id\":\"a\",\"task\":\"t\",\"expected\":{\"x\":" + check + "}}");
    String variables = JsonNodeFactory.instance.objectNode().put("x", value).toString();
    assertThat(board.add(result("a", variables))).isEqualTo(right);
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
    assertThatThrownBy(() -> board("{\"id\":\"p\",\"task\":\"t\",\"expected\":{\"x\":{\"is\":1}}}"))
        .hasMessageEndingWith("answers.jsonl:1 is not an answer: there is no check 'is'");
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
