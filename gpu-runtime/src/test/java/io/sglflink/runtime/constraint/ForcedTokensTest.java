package io.sglflink.runtime.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.constraint.compile.CompiledConstraint;
import io.sglflink.model.Constraint;
import io.sglflink.runtime.constraint.Vocabularies.Vocabulary;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tokens that are taken without a draw are those that the tokenizer would write. */
class ForcedTokensTest {

  private static final Vocabulary BYTE_LEVEL = Vocabularies.byteLevel();

  /** Token i writes {@code texts[i]}; the tokenizer takes the longest one every time. */
  private static TokenConstraints greedy(String... texts) {
    return greedyAfter("", texts);
  }

  /**
   * @param prefix what the tokenizer puts before every text
   */
  private static TokenConstraints greedyAfter(String prefix, String... texts) {
    byte[][] bytes =
        Arrays.stream(texts)
            .map(text -> text == null ? null : text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    TextSplitter longestFirst =
        text -> {
          List<Integer> tokens = new ArrayList<>();
          String rest = prefix + text;
          while (!rest.isEmpty()) {
            int best = -1;
            for (int token = 0; token < texts.length; token++) {
              boolean fits = texts[token] != null && rest.startsWith(texts[token]);
              if (fits && (best < 0 || texts[token].length() > texts[best].length())) {
                best = token;
              }
            }
            if (best < 0) {
              return new int[0];
            }
            tokens.add(best);
            rest = rest.substring(texts[best].length());
          }
          return tokens.stream().mapToInt(Integer::intValue).toArray();
        };
    return new TokenConstraints(
        new TokenVocabulary(new TokenBytes(bytes, false, null), Set.of(), texts.length),
        longestFirst);
  }

  private static TokenState start(TokenConstraints constraints, String pattern) {
    return constraints.start(CompiledConstraint.of(new Constraint.Regex(pattern)).start());
  }

  private static int[] forced(TokenState state, int... tokens) {
    return state.forced(tokens, tokens.length);
  }

  @Test
  void aTokenThatALongerOneCouldSpanIsLeftToTheModel() {
    TokenConstraints constraints = greedy("\"", "order", "Id", "orderId", "Name", "s", "\":");
    // order + Id would be forced by who takes bytes one way; the model writes orderId.
    TokenState two = start(constraints, "\"order(Id|Name)\":");
    assertThat(forced(two)).containsExactly(0);
    assertThat(forced(two.next(0), 0)).isEmpty();
    assertThat(forced(two.next(0).next(1), 0, 1)).isEmpty();
    TokenState one = start(constraints, "\"orderId\":");
    assertThat(forced(one)).containsExactly(0, 3, 6);
  }

  @Test
  void nothingIsForcedBehindASplitThatTheTokenizerWouldNotMake() {
    TokenConstraints constraints = greedy("\"", "order", "Id", "orderId", "x", "\":", " ");
    TokenState state = start(constraints, "\"orderIdx\": x");
    assertThat(forced(state)).containsExactly(0, 3, 4, 5, 6, 4);
    TokenState drawn = state.next(0).next(1);
    assertThat(forced(drawn, 0, 1)).isEmpty();
    assertThat(forced(drawn.next(2), 0, 1, 2)).isEmpty();
  }

  @Test
  void whatThePromptEndsWithIsSplitTogetherWithWhatComes() {
    TokenConstraints constraints = greedy("a", " ", "yes", " yes", ":");
    TokenState state = start(constraints, "yes");
    assertThat(forced(state, 0, 4)).containsExactly(2);
    // The tokenizer writes the prompt's last space with the word.
    assertThat(forced(state, 0, 4, 1)).isEmpty();
  }

  @Test
  void aSpecialTokenIsWhereTextBegins() {
    TokenConstraints constraints = greedy((String) null, " ", "yes", " yes");
    TokenState state = start(constraints, "yes");
    assertThat(forced(state, 1, 0)).containsExactly(2);
  }

  @Test
  void nothingIsForcedPastWhereTheOutputMayEnd() {
    TokenConstraints constraints = greedy("a", "b", "c");
    TokenState state = start(constraints, "ab(cc)?");
    assertThat(forced(state)).containsExactly(0, 1);
    assertThat(forced(state.next(0).next(1), 0, 1)).isEmpty();
    assertThat(forced(state.next(0).next(1).next(2), 0, 1, 2)).containsExactly(2);
  }

  @Test
  void whatIsForcedEndsWithAWholeCharacter() {
    // 中 and 丰 begin with e4 b8.
    TokenConstraints constraints = greedy("a", "中", "丰");
    TokenState state = start(constraints, "a[中丰]");
    assertThat(forced(state)).containsExactly(0);
    assertThat(forced(state.next(0), 0)).isEmpty();
  }

  @Test
  void specialTokensAreNotForcedAsText() {
    byte[][] bytes = {
      "<".getBytes(StandardCharsets.UTF_8), "e>".getBytes(StandardCharsets.UTF_8), null
    };
    TokenConstraints constraints =
        new TokenConstraints(
            new TokenVocabulary(new TokenBytes(bytes, false, null), Set.of(), 3),
            text -> text.equals("<e>") ? new int[] {2} : new int[0]);
    assertThat(forced(start(constraints, "<e>"))).isEmpty();
  }

  @Test
  void theSpaceThatATokenizerPutsBeforeATextIsNotForced() {
    TokenConstraints constraints = greedyAfter(" ", " ", "a", " a", "b", " b", "ab", " ab");
    TokenState state = start(constraints, " ?b ab!?");
    assertThat(forced(state.next(4), 4)).containsExactly(6);
    assertThat(forced(state.next(3), 1, 3)).as("no space before them").isEmpty();
  }

  @Test
  void forcedTokensAndDrawnOnesTogetherAreTheTokenizersOwn() {
    List<String> texts =
        List.of(
            "{\"orderId\": 12345, \"orderName\": \"first\", \"delivered\": false}",
            "{\"orderId\": 12345, \"orderedItems\": [\"a\", \"b\"], \"deliverable\": true}",
            "{\"order\": {\"identifier\": \"x-12\"}, \"naïve\": \"中文 text\"}",
            "{\"orderIdentification\":\n  [1, 2, 3]}");
    TokenConstraints constraints = BYTE_LEVEL.constraints();
    int taken = 0;
    for (String text : texts) {
      TokenState state =
          constraints.start(CompiledConstraint.of(new Constraint.Choices(texts, false)).start());
      int[] canonical = BYTE_LEVEL.splitter().split(text);
      int known = 0;
      while (known < canonical.length) {
        int[] forced = state.forced(canonical, known);
        int[] next = forced.length > 0 ? forced : new int[] {canonical[known]};
        assertThat(next).isEqualTo(Arrays.copyOfRange(canonical, known, known + next.length));
        for (int token : next) {
          state = state.next(token);
        }
        taken += forced.length;
        known += next.length;
      }
      assertThat(state.complete()).isTrue();
    }
    assertThat(taken).isGreaterThan(40);
  }
}
