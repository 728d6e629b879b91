package io.sglflink.runtime.constraint;

import static io.sglflink.runtime.constraint.TestVocabulary.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.regex.CompiledRegex;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Which tokens may come; the pitfalls of tokenised text by name. */
class TokenMasksTest {

  private static TokenState start(TokenConstraints masks, String pattern) {
    return masks.start(CompiledRegex.compile(pattern).start());
  }

  private static List<Integer> allowed(TokenState state) {
    return tokens(state.mask().words(true));
  }

  @Test
  void aTokenMayBeginAndEndWithinACharacter() {
    // 中 is e4 b8 ad, 文 is e6 96 87.
    TokenConstraints masks =
        TestVocabulary.of("0xe4", "0xb8ad", "0xe4b8", "0xade6", "0x9687", "中文", "0xb8", "中", "a")
            .constraints(9);
    TokenState start = start(masks, "[中文]{2}");
    assertThat(allowed(start)).containsExactly(0, 2, 5, 7);
    assertThat(allowed(start.next(0))).containsExactly(1, 6);
    assertThat(allowed(start.next(2))).containsExactly(3);
    assertThat(allowed(start.next(2).next(3))).containsExactly(4);
    assertThat(start.next(2).next(3).next(4).complete()).isTrue();
    assertThat(start.next(5).complete()).isTrue();
  }

  @Test
  void surrogatesAndOverlongFormsAreNoText() {
    TokenConstraints masks =
        TestVocabulary.of("0xeda080", "0xed", "0xa0", "0xc080", "0xf490", "0x9f80").constraints(6);
    TokenState start = start(masks, "(?s).*");
    assertThat(allowed(start)).containsExactly(1);
    assertThat(allowed(start.next(1))).containsExactly(5);
  }

  @Test
  void aSpecialTokenNeverMatchesAsText() {
    TokenConstraints masks = TestVocabulary.of(null, "<|end|>", "<", "|").constraints(4, 0);
    assertThat(allowed(start(masks, "<\\|end\\|>"))).containsExactly(1, 2);
    TokenConstraints endsWithText = TestVocabulary.of("a", "ab", "</s>").constraints(3, 2);
    assertThat(allowed(start(endsWithText, "</s>|a"))).containsExactly(0);
  }

  @Test
  void endTokensComeWhereTheTextSatisfiesTheConstraintAndNowhereElse() {
    TokenConstraints masks = TestVocabulary.of(null, "1", "12", "a", null).constraints(5, 0, 4);
    TokenState start = start(masks, "[0-9]+");
    assertThat(allowed(start)).containsExactly(1, 2);
    TokenState number = start.next(2);
    assertThat(number.complete()).isFalse();
    assertThat(allowed(number)).containsExactly(0, 1, 2, 4);
    assertThat(tokens(number.mask().words(false))).containsExactly(1, 2);
    assertThat(number.next(4).complete()).isTrue();
    assertThat(number.next(4).ended()).isTrue();
    assertThatThrownBy(() -> start.next(0)).hasMessageContaining("token 0 is not one");
    assertThatThrownBy(() -> number.next(3)).hasMessageContaining("token 3 is not one");
  }

  @Test
  void whereNothingCanFollowTheOutputIsComplete() {
    TokenConstraints masks = TestVocabulary.of(null, "yes", "no").constraints(3, 0);
    TokenState start = start(masks, "yes|no");
    assertThat(start.complete()).isFalse();
    assertThat(start.next(1).complete()).isTrue();
    assertThat(start.next(1).ended()).isFalse();
    assertThat(start(masks, "").complete()).isTrue();
  }

  @Test
  void aTextThatIsDecodedAlreadyHasNoSpaceMoreToDrop() {
    byte[][] pieces = {{' '}, {'a'}, {'b'}};
    TokenConstraints masks = TestVocabulary.constraints(new TokenBytes(pieces, true, null), 3);
    assertThat(start(masks, " ab").satisfiedAfter(" ab")).isTrue();
    assertThat(start(masks, "ab").satisfiedAfter(" ab")).isFalse();
    assertThat(start(masks, "ab").satisfiedAfter("a")).isFalse();
    assertThat(start(masks, "ab").next(1).satisfiedAfter("b")).isTrue();
  }

  @Test
  void paddingAndHolesOfTheVocabularyAreNeverAllowed() {
    TokenConstraints masks = TestVocabulary.of("a", null, "b", "").constraints(200);
    assertThat(allowed(start(masks, ".*"))).containsExactly(0, 2);
    assertThat(start(masks, ".*").mask().words(true)).hasSize(4);
    TokenConstraints smallerModel = TestVocabulary.of("a", "b", "c").constraints(2, 7);
    assertThat(allowed(start(smallerModel, ".*"))).containsExactly(0, 1);
  }

  @Test
  void everySplitOfATextIsLegal() {
    TokenConstraints masks =
        TestVocabulary.of("h", "e", "l", "o", "he", "llo", "hello", "hel").constraints(8);
    TokenState start = start(masks, "hello");
    for (int[] split : new int[][] {{6}, {4, 5}, {0, 1, 5}, {7, 2, 3}, {0, 1, 2, 2, 3}}) {
      TokenState state = start;
      for (int token : split) {
        assertThat(allowed(state)).contains(token);
        state = state.next(token);
      }
      assertThat(state.complete()).isTrue();
    }
  }

  @Test
  void tokensThatWriteTheSameAreAllowedTogether() {
    TokenConstraints masks = TestVocabulary.of("a", "a", "ab", "a", "ab").constraints(5);
    assertThat(allowed(start(masks, "a"))).containsExactly(0, 1, 3);
    assertThat(allowed(start(masks, "ab"))).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void theSpaceThatASentencePieceDecoderDropsIsNotPartOfTheText() {
    byte[][] pieces = {{' '}, {' ', 'a'}, {'a'}, {' ', ' ', 'a'}, {'b'}};
    TokenConstraints masks = TestVocabulary.constraints(new TokenBytes(pieces, true, null), 5);
    TokenState start = start(masks, " ?ab");
    assertThat(allowed(start)).containsExactly(0, 1, 2, 3);
    assertThat(allowed(start.next(0))).as("the space came").containsExactly(0, 1, 2);
    assertThat(allowed(start.next(1))).containsExactly(4);
    assertThat(start.next(3).next(4).complete()).isTrue();
    assertThat(allowed(start(masks, "a"))).containsExactly(0, 1, 2);
    assertThat(start(masks, "a").next(0).complete()).isFalse();
    assertThat(start(masks, "").complete()).isTrue();
  }

  @Test
  void aVocabularyThatCannotWriteTheTextLeavesNothing() {
    TokenConstraints masks = TestVocabulary.of("a", null).constraints(2, 1);
    assertThat(allowed(start(masks, "ab").next(0))).isEmpty();
    TokenMask orEnd = start(masks, "ab?").next(0).mask();
    assertThat(tokens(orEnd.words(false))).as("nothing else is left").containsExactly(1);
  }

  @Test
  void longTokensAreHeldToTheExactCount() {
    TokenConstraints masks =
        TestVocabulary.of("a", "a".repeat(32), "a".repeat(33), "a".repeat(40)).constraints(4);
    TokenState start = start(masks, "a{0,40}b?");
    assertThat(allowed(start)).containsExactly(0, 1, 2, 3);
    assertThat(allowed(start.next(0))).containsExactly(0, 1, 2);
    TokenState eight = start;
    for (int i = 0; i < 8; i++) {
      eight = eight.next(0);
    }
    assertThat(allowed(eight)).containsExactly(0, 1);
    assertThat(allowed(eight.next(0))).containsExactly(0);
  }

  @Provide
  Arbitrary<List<byte[]>> vocabularies() {
    Arbitrary<byte[]> whole =
        Arbitraries.of("a", "b", "c", "é", "中", "\n")
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(parts -> String.join("", parts).getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> parts =
        Arbitraries.of(0x61, 0x62, 0xc3, 0xa9, 0xe4, 0xb8, 0xad, 0x80)
            .list()
            .ofMinSize(1)
            .ofMaxSize(5)
            .map(
                values -> {
                  byte[] bytes = new byte[values.size()];
                  for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (int) values.get(i);
                  }
                  return bytes;
                });
    return Arbitraries.oneOf(whole, parts).list().ofMinSize(1).ofMaxSize(70);
  }

  @Property(tries = 300)
  void aMaskIsWhatEveryTokenOnItsOwnSays(
      @ForAll("vocabularies") List<byte[]> vocabulary, @ForAll long seed) {
    TokenConstraints masks = TestVocabulary.of(vocabulary).constraints(vocabulary.size() + 3);
    for (String pattern :
        new String[] {"[ab]*c", "(é|中){2,3}a?", "(?s).{0,5}", "[^b]+b|\\w*", "(ab?){3,40}\\s"}) {
      ByteState state = CompiledRegex.compile(pattern).start();
      Random random = new Random(seed);
      for (int step = 0; step < 6; step++) {
        List<Integer> expected = new ArrayList<>();
        for (int token = 0; token < vocabulary.size(); token++) {
          if (after(state, vocabulary.get(token)) != null) {
            expected.add(token);
          }
        }
        assertThat(tokens(masks.start(state).mask().words(false))).as(pattern).isEqualTo(expected);
        if (expected.isEmpty()) {
          break;
        }
        state = after(state, vocabulary.get(expected.get(random.nextInt(expected.size()))));
      }
    }
  }

  private static ByteState after(ByteState from, byte[] bytes) {
    ByteState state = from;
    for (int i = 0; i < bytes.length && state != null; i++) {
      state = state.next(bytes[i] & 0xff);
    }
    return state;
  }
}
