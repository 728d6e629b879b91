package io.sglflink.operators.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.RunDefaults;
import io.sglflink.operators.TestPrograms;
import io.sglflink.operators.route.KeyGroups;
import io.sglflink.operators.route.Router;
import io.sglflink.program.json.ProgramHash;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DecodeOperatorTest {

  private static final long WAIT = 30_000;

  private final FakeFeed feed = new FakeFeed();
  private final ProgramLibrary followed =
      TestPrograms.library().following(feed, Duration.ofMillis(WAIT));

  @Test
  void aPromptCarriesItsProgramAndItsRoute() throws Exception {
    try (DecodeHarness operator = DecodeHarness.open(TestPrograms.library())) {
      byte[] record = TestPrograms.record("q-1", "one");
      operator.decode(1, record);

      assertThat(operator.takePrompts())
          .singleElement()
          .usingRecursiveComparison()
          .isEqualTo(
              new PromptEnvelope(
                  "q-1",
                  record,
                  "list@1",
                  new KeyGroups(DecodeHarness.KEY_GROUPS).representative(3),
                  TestPrograms.ONE_STEP.getBytes(UTF_8),
                  null));
    }
  }

  @Test
  void aPromptWithItsOwnProgramCarriesNoOther() throws Exception {
    try (DecodeHarness operator = DecodeHarness.open(followed)) {
      operator.decode(
          1,
          ("{\"id\":\"i\",\"session\":\"s\",\"args\":{\"question\":\"a\"},\"program\":"
                  + TestPrograms.ONE_STEP
                  + "}")
              .getBytes(UTF_8));
      PromptEnvelope prompt = operator.takePrompts().get(0);
      assertThat(prompt.program()).isNull();
      assertThat(prompt.session()).isEqualTo("s");
    }
  }

  @Test
  void aPublishedProgramGoesBeforeTheFilesAndARemovedOneNoMore() throws Exception {
    feed.publish("one", one("first"));
    try (DecodeHarness operator = DecodeHarness.open(followed)) {
      assertThat(programOf(operator, 1)).isEqualTo(one("first"));
      feed.publish("one", one("second"));
      operator.runMails();
      assertThat(programOf(operator, 2)).isEqualTo(one("second"));
      feed.publish("one", null);
      operator.runMails();
      assertThat(programOf(operator, 3)).isEqualTo(TestPrograms.ONE_STEP);
    }
  }

  @Test
  void aVersionIsAKeyOfItsOwnAndAHashFindsAlsoWhatWasReplaced() throws Exception {
    feed.publish("one", one("first"));
    feed.publish("one@v1", one("version"));
    feed.publish("one", one("second"));
    try (DecodeHarness operator = DecodeHarness.open(followed)) {
      assertThat(programOf(operator, 1)).isEqualTo(one("second"));
      assertThat(programOf(operator, 2, "v1")).isEqualTo(one("version"));
      assertThat(programOf(operator, 3, hash(one("version")))).isEqualTo(one("version"));
      assertThat(programOf(operator, 4, hash(one("first")))).isEqualTo(one("first"));
      assertThat(programOf(operator, 5, hash(TestPrograms.ONE_STEP)))
          .isEqualTo(TestPrograms.ONE_STEP);
    }
  }

  @Test
  void whatIsNoProgramIsIgnoredAndTheOneBeforeStays() throws Exception {
    feed.publish("one", one("first"));
    feed.publish("one", "{\"sglang\":1}");
    feed.publish("two", one("first"));
    feed.publish(null, one("second"));
    feed.publish("one", "[".repeat(100_000));
    try (DecodeHarness operator = DecodeHarness.open(followed)) {
      assertThat(programOf(operator, 1)).isEqualTo(one("first"));
    }
  }

  @Test
  void aRecordWaitsForItsProgram() throws Exception {
    try (DecodeHarness operator = DecodeHarness.open(followed)) {
      operator.ask(1, "new");
      operator.ask(2, "new", "v2");
      operator.ask(3, "one");
      assertThat(operator.takePrompts()).extracting(PromptEnvelope::id).containsExactly("q-3");

      operator.setTime(WAIT - 1);
      feed.publish("new", one("x").replace("\"one\"", "\"new\""));
      operator.runMails();
      assertThat(operator.takePrompts()).extracting(PromptEnvelope::id).containsExactly("q-1");

      feed.publish("new@v2", one("y").replace("\"one\"", "\"new\""));
      operator.runMails();
      assertThat(operator.takePrompts()).extracting(PromptEnvelope::id).containsExactly("q-2");
      operator.setTime(3 * WAIT);
      assertThat(operator.takeDeadLetters()).isEmpty();
    }
  }

  @Test
  void theTurnsOfASessionWaitBehindTheOneThatWaits() throws Exception {
    try (DecodeHarness operator = DecodeHarness.open(followed)) {
      operator.turn(1, "new", "s");
      operator.turn(2, "one", "s");
      operator.turn(3, "late", "s");
      operator.turn(4, "one", "s");
      operator.turn(5, "one", "other");
      operator.ask(6, "one");
      assertThat(operator.takePrompts())
          .extracting(PromptEnvelope::id)
          .containsExactly("q-6", "q-5");

      feed.publish("new", one("x").replace("\"one\"", "\"new\""));
      operator.runMails();
      assertThat(operator.takePrompts())
          .extracting(PromptEnvelope::id)
          .containsExactly("q-1", "q-2");

      operator.setTime(WAIT);
      assertThat(operator.takeDeadLetters())
          .extracting(letter -> letter.at("/id").asText())
          .containsExactly("q-3");
      assertThat(operator.takePrompts()).extracting(PromptEnvelope::id).containsExactly("q-4");
    }
  }

  @Test
  void turnsThatWaitKeepTheirOrderOverARestore() throws Exception {
    OperatorSubtaskState state;
    try (DecodeHarness operator = DecodeHarness.open(followed)) {
      operator.turn(1, "new", "s");
      operator.turn(2, "one", "s");
      state = operator.snapshot();
    }
    try (DecodeHarness operator = DecodeHarness.restore(followed, state, 0)) {
      assertThat(operator.takePrompts()).isEmpty();
      operator.turn(3, "one", "s");
      feed.publish("new", one("x").replace("\"one\"", "\"new\""));
      operator.runMails();
      assertThat(operator.takePrompts())
          .extracting(PromptEnvelope::id)
          .containsExactly("q-1", "q-2", "q-3");
    }
  }

  @Test
  void aProgramThatDoesNotComeMakesADeadLetter() throws Exception {
    try (DecodeHarness operator = DecodeHarness.open(followed)) {
      operator.ask(1, "new", "v2");
      operator.setTime(1_000);
      operator.ask(2, "new");
      operator.setTime(WAIT);
      JsonNode letter = operator.takeDeadLetters().get(0);
      assertThat(letter.at("/id").asText()).isEqualTo("q-1");
      assertThat(letter.at("/position").asText()).isEqualTo("list@1");
      assertThat(letter.at("/code").asText()).isEqualTo("unknown_program");
      assertThat(letter.at("/message").asText())
          .isEqualTo(
              "version \"v2\" of program \"new\" was not published within the 30,000 ms that the"
                  + " record waited: publish it with \"sglang publish\" and replay the record, or"
                  + " correct the name; the job has forked, one, three");
      assertThat(operator.takeDeadLetters()).isEmpty();
      operator.setTime(WAIT + 1_000);
      assertThat(operator.takeDeadLetters()).hasSize(1);
    }
  }

  @Test
  void nothingWaitsWithoutATopicOrWithoutATime() throws Exception {
    for (ProgramLibrary programs :
        new ProgramLibrary[] {
          TestPrograms.library(), TestPrograms.library().following(feed, Duration.ZERO)
        }) {
      try (DecodeHarness operator = DecodeHarness.open(programs)) {
        operator.ask(1, "new", "v2");
        assertThat(operator.takeDeadLetters().get(0).at("/message").asText())
            .isEqualTo(
                "the job has no version \"v2\" of program \"new\": it has forked, one, three");
      }
    }
  }

  @Test
  void whatWaitsWaitsOnAfterARestartWithWhatIsLeftOfItsTime() throws Exception {
    OperatorSubtaskState state;
    try (DecodeHarness operator = DecodeHarness.open(followed)) {
      operator.ask(1, "new");
      operator.ask(2, "late");
      operator.setTime(10_000);
      state = operator.snapshot();
    }
    assertThat(feed.readers()).isZero();
    feed.publish("new", one("x").replace("\"one\"", "\"new\""));

    long restart = 1_000_000;
    try (DecodeHarness operator = DecodeHarness.restore(followed, state, restart)) {
      assertThat(operator.takePrompts()).extracting(PromptEnvelope::id).containsExactly("q-1");
      operator.setTime(restart + 19_999);
      assertThat(operator.takeDeadLetters()).isEmpty();
      operator.setTime(restart + 20_000);
      assertThat(operator.takeDeadLetters())
          .singleElement()
          .satisfies(letter -> assertThat(letter.at("/id").asText()).isEqualTo("q-2"));
    }
  }

  @Test
  void aJobThatGoesOnWithoutATopicGivesUpWhatWaited() throws Exception {
    OperatorSubtaskState state;
    try (DecodeHarness operator = DecodeHarness.open(followed)) {
      operator.ask(1, "new");
      state = operator.snapshot();
    }
    try (DecodeHarness operator = DecodeHarness.restore(TestPrograms.library(), state, 5)) {
      assertThat(operator.takeDeadLetters()).hasSize(1);
    }
  }

  @Test
  void tooManyThatWaitHoldTheInputButNoCheckpoint() throws Exception {
    try (DecodeHarness operator = DecodeHarness.open(followed)) {
      for (int i = 1; i < WaitingRecords.MOST; i++) {
        operator.ask(i, "new");
      }
      operator.putForeignMail();
      operator.ask(0, "new");
      // It returned, for a checkpoint; at twice as many it would not.
      for (int i = 0; i < WaitingRecords.MOST - 1; i++) {
        operator.putForeignMail();
        operator.ask(i, "new");
      }
      operator.putMail(() -> feed.publish("new", one("x").replace("\"one\"", "\"new\"")));
      operator.ask(0, "new");
      assertThat(operator.takePrompts()).hasSize(2 * WaitingRecords.MOST);
    }
  }

  @Test
  void atTheEndOfTheInputWhatWaitsGetsAllItsTime() throws Exception {
    try (DecodeHarness operator = DecodeHarness.open(followed)) {
      operator.ask(1, "new");
      operator.ask(2, "late");
      operator.putMail(() -> feed.publish("new", one("x").replace("\"one\"", "\"new\"")));
      operator.putMail(() -> setTime(operator, WAIT));
      operator.endInput();
      assertThat(operator.takePrompts()).hasSize(1);
      assertThat(operator.takeDeadLetters()).hasSize(1);
    }
  }

  @Test
  void aFeedThatFailsFailsTheTask() throws Exception {
    try (DecodeHarness operator = DecodeHarness.open(followed)) {
      feed.fail(new IllegalStateException("no access"));
      assertThatThrownBy(operator::runMails).hasMessageContaining("no access");
    }
  }

  @Test
  void aBugIsTheRecordsAlone() throws Exception {
    for (Throwable bug :
        new Throwable[] {new IllegalStateException("a bug"), new StackOverflowError()}) {
      try (DecodeHarness operator =
          DecodeHarness.open(TestPrograms.library(), RunDefaults.DEFAULT, failing(bug))) {
        operator.ask(1, "one");
        operator.ask(2, "three");
        assertThat(operator.takePrompts()).extracting(PromptEnvelope::id).containsExactly("q-2");
        JsonNode letter = operator.takeDeadLetters().get(0);
        assertThat(letter.at("/id").asText()).isEqualTo("q-1");
        assertThat(letter.at("/code").asText()).isEqualTo("internal_error");
        assertThat(letter.at("/message").asText()).contains(bug.toString());
      }
    }
  }

  @Test
  void anErrorOfTheJvmIsNot() throws Exception {
    try (DecodeHarness operator =
        DecodeHarness.open(
            TestPrograms.library(), RunDefaults.DEFAULT, failing(new OutOfMemoryError("test")))) {
      assertThatThrownBy(() -> operator.ask(1, "one")).isInstanceOf(OutOfMemoryError.class);
    }
  }

  private static Router.Factory failing(Throwable bug) {
    return (keyGroups, slots) ->
        prompt -> {
          if (prompt.program().name().equals("one")) {
            if (bug instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) bug;
          }
          return 0;
        };
  }

  private static void setTime(DecodeHarness operator, long time) {
    try {
      operator.setTime(time);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String programOf(DecodeHarness operator, int number) throws Exception {
    operator.ask(number, "one");
    return new String(operator.takePrompts().get(0).program(), UTF_8);
  }

  private static String programOf(DecodeHarness operator, int number, String version)
      throws Exception {
    operator.ask(number, "one", version);
    return new String(operator.takePrompts().get(0).program(), UTF_8);
  }

  /** The program "one" with a variable of its own. */
  private static String one(String variable) {
    return TestPrograms.ONE_STEP.replace("answer", variable);
  }

  private static String hash(String json) {
    return ProgramHash.of(json.getBytes(UTF_8));
  }
}
