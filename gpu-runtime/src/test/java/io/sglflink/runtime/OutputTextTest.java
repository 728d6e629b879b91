package io.sglflink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.runtime.engine.TokenRequest.StopCheck.Stopped;
import io.sglflink.runtime.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pieces of text are tokenized apart, so that a test says where tokens end. */
class OutputTextTest {

  private static Tokenizer tokenizer;

  @BeforeAll
  @BeforeContainer
  static void open() {
    tokenizer = Tokenizer.open(ParityModels.directory("llama"));
  }

  @AfterAll
  @AfterContainer
  static void close() {
    tokenizer.close();
  }

  private static OutputText stoppingAt(String... stops) {
    return new OutputText(tokenizer.newDecoder(), List.of(stops), Map.of(), List.of());
  }

  /** Appends tokens up to the first that completes a stop string, which is the answer. */
  private static String feed(OutputText output, String... pieces) {
    for (String piece : pieces) {
      for (int token : tokenizer.encode(piece)) {
        Stopped stopped = output.append(token);
        if (stopped != null) {
          return stopped.matched();
        }
      }
    }
    return null;
  }

  private static OutputText stoppingAtPattern(String pattern, String... stops) {
    return new OutputText(
        tokenizer.newDecoder(),
        List.of(stops),
        Map.of(),
        new StopPatterns().compile(new RequestId("run", "/body/0"), List.of(pattern)));
  }

  @Test
  void aStopTellsTheTextBeforeIt() {
    OutputText output = stoppingAt("END");
    Stopped stopped = null;
    for (int token : tokenizer.encode("共享END前")) {
      stopped = stopped == null ? output.append(token) : stopped;
    }
    assertThat(stopped).isEqualTo(new Stopped("END", "共享"));
  }

  @Test
  void aPatternIsFoundOverTokenBoundariesAndCutOff() {
    OutputText output = stoppingAtPattern("x(At+)+e");
    assertThat(feed(output, "Radi", "x", "A", "t", "tention")).isEqualTo("x(At+)+e");
    assertThat(output.text()).isEqualTo("Radi");
  }

  @Test
  void aPatternMayCutWhatEarlierTokensGave() {
    OutputText output = stoppingAtPattern("前.*END");
    assertThat(feed(output, "共享", "前缀", "缓存", "END")).isEqualTo("前.*END");
    assertThat(output.text()).isEqualTo("共享");
  }

  @Test
  void ofAStringAndAPatternInOneTokenTheFirstStops() {
    OutputText output = stoppingAtPattern("t[a-z]", "ten");
    assertThat(feed(output, "Attention")).isEqualTo("t[a-z]");
    assertThat(output.text()).isEqualTo("A");
    output = stoppingAtPattern("n[a-z]?", "tt");
    assertThat(feed(output, "Attention")).isEqualTo("tt");
  }

  @Test
  void aPatternThatTakesTooMuchWorkFailsTheText() {
    // So many counts of so many kinds that no step through them is cheap.
    OutputText output =
        stoppingAtPattern(
            IntStream.range(400, 600)
                .mapToObj(count -> "R[RS]{" + count + "}" + (char) ('一' + count))
                .collect(Collectors.joining("|")));
    Random random = new Random(1);
    String stopped = null;
    for (int i = 0; i < 500 && stopped == null; i++) {
      stopped = feed(output, random.nextBoolean() ? "R" : "S");
    }
    assertThat(stopped).isNotNull();
    assertThatThrownBy(output::text)
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.CONSTRAINT_UNSUPPORTED))
        .hasMessageContaining("too much work");
  }

  @Test
  void withoutStopStringsTheTextIsWhole() {
    OutputText output = stoppingAt();
    assertThat(feed(output, "Radix", "Attention", " 前缀", "缓存")).isNull();
    assertThat(output.text()).isEqualTo("RadixAttention 前缀缓存");
  }

  @Test
  void nothingGivesTheEmptyText() {
    assertThat(stoppingAt("x").text()).isEmpty();
  }

  @Test
  void aStopStringThatNeverComesCutsNothing() {
    OutputText output = stoppingAt("token.", "tokens ");
    assertThat(feed(output, "token", "s", ".")).isNull();
    assertThat(output.text()).isEqualTo("tokens.");
  }

  @Test
  void aStopStringIsFoundOverTokenBoundaries() {
    OutputText output = stoppingAt("xAtt");
    assertThat(feed(output, "Radi", "x", "A", "t", "tention")).isEqualTo("xAtt");
    assertThat(output.text()).isEqualTo("Radi");
  }

  @Test
  void aStopStringInsideOneTokenCutsTheTokenApart() {
    assertThat(tokenizer.encode("Attention")).hasSize(1);
    OutputText output = stoppingAt("ten");
    assertThat(feed(output, "Radix", "Attention")).isEqualTo("ten");
    assertThat(output.text()).isEqualTo("RadixAt");
  }

  @Test
  void aStopStringAtTheVeryStartLeavesNothing() {
    OutputText output = stoppingAt("Ra");
    assertThat(feed(output, "R", "adix")).isEqualTo("Ra");
    assertThat(output.text()).isEmpty();
  }

  @Test
  void theStopStringThatBeginsFirstWinsWhateverTheirOrder() {
    for (List<String> stops : List.of(List.of("ten", "tt"), List.of("tt", "ten"))) {
      OutputText output = stoppingAt(stops.toArray(new String[0]));
      assertThat(feed(output, "Attention")).isEqualTo("tt");
      assertThat(output.text()).isEqualTo("A");
    }
  }

  @Test
  void ofTwoThatBeginTogetherTheLongerOneIsReported() {
    for (List<String> stops : List.of(List.of("tent", "ten"), List.of("ten", "tent"))) {
      OutputText output = stoppingAt(stops.toArray(new String[0]));
      assertThat(feed(output, "Attention")).isEqualTo("tent");
      assertThat(output.text()).isEqualTo("At");
    }
  }

  @Test
  void theFirstOccurrenceCuts() {
    OutputText output = stoppingAt("te");
    assertThat(feed(output, "Attention")).isEqualTo("te");
    assertThat(output.text()).isEqualTo("At");
  }

  @Test
  void overlappingStopStringsEndAtTheOneThatIsCompleteFirst() {
    OutputText output = stoppingAt("abab", "bab");
    assertThat(feed(output, "b", "a", "b")).isEqualTo("bab");
    assertThat(output.text()).isEmpty();

    output = stoppingAt("abac", "bab");
    assertThat(feed(output, "a", "b", "a", "b", "a", "c")).isEqualTo("bab");
    assertThat(output.text()).isEqualTo("a");
  }

  @Test
  void aFalseStartDoesNotHideTheRealOne() {
    OutputText output = stoppingAt("aab");
    assertThat(feed(output, "a", "a", "a", "b")).isEqualTo("aab");
    assertThat(output.text()).isEqualTo("a");
  }

  @Test
  void chineseStopStringsAreFoundThoughTheirBytesAreSpreadOverTokens() {
    int[] rare = tokenizer.encode("鑫");
    assertThat(rare).hasSizeGreaterThan(1);
    OutputText output = stoppingAt("鑫。");
    assertThat(feed(output, "共享", "鑫", "前缀", "鑫", "。", "缓存")).isEqualTo("鑫。");
    assertThat(output.text()).isEqualTo("共享鑫前缀");
  }

  @Test
  void anUnfinishedCharacterAtTheEndIsOneReplacement() {
    int[] rare = tokenizer.encode("鑫");
    OutputText output = stoppingAt("。");
    assertThat(feed(output, "前缀")).isNull();
    for (int token : Arrays.copyOf(rare, rare.length - 1)) {
      assertThat(output.append(token)).isNull();
    }
    assertThat(output.text()).isEqualTo("前缀\uFFFD");
  }

  @Test
  void anUnfinishedCharacterDoesNotHideTheStopStringAfterIt() {
    int[] rare = tokenizer.encode("鑫");
    OutputText output = stoppingAt("END");
    assertThat(output.append(rare[0])).isNull();
    assertThat(feed(output, "E", "N", "D")).isEqualTo("END");
    assertThat(output.text()).isEqualTo("\uFFFD");
  }

  @Test
  void charactersOutsideTheBasicPlaneAreNotBroken() {
    OutputText output = stoppingAt("😀!");
    assertThat(feed(output, "好", "😀", "?", "😀", "!")).isEqualTo("😀!");
    assertThat(output.text()).isEqualTo("好😀?");
  }

  @Test
  void whatMayYetBeTheBeginOfAStopIsNotCertain() {
    OutputText output = stoppingAt("END", "。前");
    feed(output, "共享", "E", "N");
    assertThat(output.certain()).isEqualTo(2);
    feed(output, "E");
    assertThat(output.certain()).as("EN was no stop").isEqualTo(4);
    feed(output, "x。");
    assertThat(output.certain()).isEqualTo(6);
    assertThat(feed(output, "前缀")).isEqualTo("。前");
    assertThat(output.certain()).isEqualTo(6);
    assertThat(output.text()).isEqualTo("共享ENEx");
  }

  @Test
  void textOfWhichAPatternMayHaveTheBeginIsNotCertain() {
    OutputText output = stoppingAtPattern("t(ok|en)+s");
    feed(output, "共享", "to", "ken");
    assertThat(output.certain()).isEqualTo(2);
    feed(output, "ize");
    assertThat(output.certain()).isEqualTo(output.text().length());
  }

  @Test
  void halfACharacterIsNotCertainThoughAStopBeginsInIt() {
    OutputText output = stoppingAt("😀".charAt(1) + "!");
    feed(output, "好", "😀");
    assertThat(output.certain()).isEqualTo(1);
    feed(output, "?");
    assertThat(output.certain()).isEqualTo(4);
  }

  /** Tokens of few texts, so that stops are met, in part or whole, again and again. */
  @Property(tries = 300)
  void certainTextIsABeginOfTheTextAndAllThatNoStopCanReach(
      @ForAll Random random, @ForAll @IntRange(max = 40) int length) {
    String[] pieces = {"a", "b", "ab", "c", "é", "中", "鑫", "😀", "\n", "ba"};
    String[] stops = {"abab", "c中", "ba\n", "鑫鑫", "b😀", "aé", "cc"};
    String[] patterns = {"a+c", "b[ac]{2}", "中.?中", "a.*é", "(ab|ba)+\n"};
    List<String> strings =
        random.ints(random.nextInt(3), 0, stops.length).mapToObj(i -> stops[i]).toList();
    List<String> regexes =
        random.ints(random.nextInt(2), 0, patterns.length).mapToObj(i -> patterns[i]).toList();
    OutputText output =
        new OutputText(
            tokenizer.newDecoder(),
            strings,
            Map.of(),
            new StopPatterns().compile(new RequestId("run", "/body/0"), regexes));
    StringBuilder told = new StringBuilder();
    StringBuilder seen = new StringBuilder();
    boolean stopped = false;
    for (int i = 0; i < length && !stopped; i++) {
      String piece = pieces[random.nextInt(pieces.length)];
      for (int token : tokenizer.encode(piece)) {
        stopped = stopped || output.append(token) != null;
      }
      seen.append(piece);
      int certain = output.certain();
      assertThat(certain).isGreaterThanOrEqualTo(told.length());
      told.append(output.part(told.length(), certain));
      assertThat(seen.toString()).startsWith(told.toString());
      if (!stopped) {
        assertThat(told.length()).isEqualTo(reach(seen.toString(), strings, regexes));
      }
    }
    String text = output.text();
    assertThat(text).startsWith(told.toString());
    if (stopped) {
      assertThat(told.toString()).isEqualTo(text);
    }
  }

  /** Where the first text begins that could still become a stop, tried out end by end. */
  private static int reach(String text, List<String> stops, List<String> patterns) {
    for (int begin = 0; begin < text.length(); begin++) {
      String end = text.substring(begin);
      boolean open = stops.stream().anyMatch(stop -> stop.startsWith(end));
      for (String pattern : patterns) {
        Matcher matcher = Pattern.compile(pattern).matcher(end);
        open |= !Character.isLowSurrogate(end.charAt(0)) && !matcher.matches() && matcher.hitEnd();
      }
      if (open) {
        return begin;
      }
    }
    return text.length();
  }

  @Test
  void specialTokensHaveNoTextThatCouldStop() {
    OutputText output = stoppingAt("<|im_end|>");
    assertThat(feed(output, "前缀", "<|im_end|>", "缓存")).isNull();
    assertThat(output.text()).isEqualTo("前缀缓存");
  }

  @Test
  void aStopThatIsASpecialTokenIsFoundByItsId() {
    int end = tokenizer.encode("<|im_end|>")[0];
    OutputText output =
        new OutputText(
            tokenizer.newDecoder(), List.of("<|im_end|>"), Map.of(end, "<|im_end|>"), List.of());
    assertThat(feed(output, "前缀", "<|im_end|>", "缓存")).isEqualTo("<|im_end|>");
    assertThat(output.text()).isEqualTo("前缀");
  }

  @Test
  void anUnfinishedCharacterBeforeASpecialStopIsKept() {
    int end = tokenizer.encode("<|im_end|>")[0];
    int[] rare = tokenizer.encode("鑫");
    OutputText output =
        new OutputText(tokenizer.newDecoder(), List.of(), Map.of(end, "<|im_end|>"), List.of());
    assertThat(output.append(rare[0])).isNull();
    assertThat(output.append(end).text()).isEqualTo("\uFFFD");
    assertThat(output.text()).isEqualTo("\uFFFD");
  }
}
