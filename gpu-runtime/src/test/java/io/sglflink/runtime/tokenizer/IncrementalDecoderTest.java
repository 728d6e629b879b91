package io.sglflink.runtime.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class IncrementalDecoderTest {

  private static final String REPLACEMENT = "\uFFFD";

  private static Tokenizer byteLevel;
  private static Tokenizer sentencePiece;
  private static Tokenizer metaspace;

  @BeforeContainer
  static void openTokenizers() throws IOException {
    byteLevel = Tokenizer.open(TokenizerFiles.PARITY.resolve("llama"));
    sentencePiece = TokenizerFiles.pieces(temporary(), TokenizerFiles.SENTENCEPIECE);
    metaspace = TokenizerFiles.pieces(temporary(), TokenizerFiles.METASPACE);
  }

  @AfterContainer
  static void closeTokenizers() {
    byteLevel.close();
    sentencePiece.close();
    metaspace.close();
  }

  @Property(tries = 300)
  void incrementsOfTextTogetherAreTheText(@ForAll("texts") String text) {
    int[] ids = byteLevel.encode(text);
    List<String> increments = increments(byteLevel, ids);

    assertThat(String.join("", increments)).isEqualTo(text);
    assertThat(increments).noneMatch(increment -> increment.contains(REPLACEMENT));
  }

  @Property(tries = 500)
  void incrementsOfAnyTokensTogetherAreTheirDecodedText(@ForAll("ids") List<Integer> ids) {
    assertEqualsWhole(byteLevel, ids);
  }

  @Property(tries = 500)
  void incrementsOfSentencePieceTokensTogetherAreTheirDecodedText(
      @ForAll("pieceIds") List<Integer> ids) {
    assertEqualsWhole(sentencePiece, ids);
  }

  @Property(tries = 500)
  void incrementsOfMetaspaceTokensTogetherAreTheirDecodedText(
      @ForAll("pieceIds") List<Integer> ids) {
    assertEqualsWhole(metaspace, ids);
  }

  @Property(tries = 100)
  void incrementsOfSentencePieceTextTogetherAreTheText(@ForAll("texts") String text) {
    assertThat(String.join("", increments(sentencePiece, sentencePiece.encode(text))))
        .isEqualTo(sentencePiece.decode(sentencePiece.encode(text)));
  }

  @Example
  void aCharacterComesWithTheLastOfItsTokens() {
    int[] ids = byteLevel.encode("😀a");
    IncrementalDecoder decoder = byteLevel.newDecoder();

    assertThat(ids).hasSize(5);
    assertThat(decoder.append(ids[0])).isEmpty();
    assertThat(decoder.append(ids[1])).isEmpty();
    assertThat(decoder.append(ids[2])).isEmpty();
    assertThat(decoder.append(ids[3])).isEqualTo("😀");
    assertThat(decoder.append(ids[4])).isEqualTo("a");
    assertThat(decoder.finish()).isEmpty();
  }

  @Example
  void anUnfinishedCharacterEndsAsAReplacement() {
    int[] ids = byteLevel.encode("a😀");
    IncrementalDecoder decoder = byteLevel.newDecoder();

    assertThat(decoder.append(ids[0])).isEqualTo("a");
    assertThat(decoder.append(ids[1])).isEmpty();
    assertThat(decoder.finish()).isEqualTo(REPLACEMENT);
  }

  @Example
  void specialTokensAndIdsOutsideTheVocabularyHaveNoTextAndBreakNoCharacter() {
    int[] ids = byteLevel.encode("😀");
    IncrementalDecoder decoder = byteLevel.newDecoder();

    assertThat(decoder.append(3)).isEmpty();
    decoder.append(ids[0]);
    decoder.append(639);
    decoder.append(ids[1]);
    decoder.append(1);
    decoder.append(ids[2]);
    assertThat(decoder.append(ids[3])).isEqualTo("😀");
  }

  @Example
  void aLeadingSpaceIsDroppedOnceAndKeptLater() {
    int word = 3 + 256 + 6;
    IncrementalDecoder decoder = sentencePiece.newDecoder();

    assertThat(sentencePiece.tokenText(word)).isEqualTo("ab");
    assertThat(decoder.append(1)).isEmpty();
    assertThat(decoder.append(word)).isEqualTo("ab");
    for (int i = 0; i < 50; i++) {
      assertThat(decoder.append(2)).isEmpty();
      assertThat(decoder.append(word)).isEqualTo(" ab");
    }
  }

  @Example
  void textThatNeverFormsACharacterStillComesOut() {
    IncrementalDecoder decoder = byteLevel.newDecoder();
    int continuation = byteLevel.encode("😀")[3];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      text.append(decoder.append(continuation));
      assertThat(text).hasSize(i);
    }
    assertThat(text.append(decoder.finish())).hasToString(REPLACEMENT.repeat(1_000));
  }

  @Example
  void aLongGenerationComesOutWhole() {
    Random random = new Random(7);
    int[] ids = random.ints(20_000, 0, byteLevel.vocabSize()).toArray();

    assertThat(String.join("", increments(byteLevel, ids))).isEqualTo(byteLevel.decode(ids));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> chinese = Arbitraries.strings().withCharRange('一', '龥').ofMaxLength(8);
    Arbitrary<String> emoji =
        Arbitraries.of("😀", "👩‍👩‍👧", "🇨🇳", "🤦🏽", "é", "e\u0301", "\u00A0", "\u3000", "⦃");
    Arbitrary<String> ascii = Arbitraries.strings().ascii().ofMaxLength(8);
    return Arbitraries.oneOf(chinese, emoji, ascii)
        .list()
        .ofMaxSize(20)
        .map(p -> String.join("", p));
  }

  @Provide
  Arbitrary<List<Integer>> ids() {
    // Ids past the end have no text; the first tokens after the special ones are single bytes.
    Arbitrary<Integer> any = Arbitraries.integers().between(0, byteLevel.vocabSize() + 10);
    Arbitrary<Integer> bytes = Arbitraries.integers().between(4, 260);
    return Combinators.combine(
            any.list().ofMaxSize(30), Arbitraries.oneOf(any, bytes).list().ofMaxSize(60))
        .as((first, second) -> concat(first, second));
  }

  @Provide
  Arbitrary<List<Integer>> pieceIds() {
    int bytes = 3;
    int pieces = bytes + 256;
    Arbitrary<Integer> special = Arbitraries.integers().between(0, bytes - 1);
    Arbitrary<Integer> anyByte = Arbitraries.integers().between(bytes, pieces - 1);
    Arbitrary<Integer> piece =
        Arbitraries.integers().between(pieces, sentencePiece.vocabSize() + 1);
    Arbitrary<List<Integer>> character =
        Arbitraries.of("你", "😀", "é").map(IncrementalDecoderTest::byteTokens);
    Arbitrary<List<Integer>> single =
        Arbitraries.oneOf(special, piece, piece, piece, anyByte).map(List::of);
    return Arbitraries.oneOf(single, single, character)
        .list()
        .ofMaxSize(50)
        .map(parts -> parts.stream().flatMap(List::stream).toList());
  }

  private static List<Integer> byteTokens(String text) {
    List<Integer> ids = new ArrayList<>();
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      ids.add(3 + (value & 0xFF));
    }
    return ids;
  }

  private static List<Integer> concat(List<Integer> first, List<Integer> second) {
    List<Integer> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static void assertEqualsWhole(Tokenizer tokenizer, List<Integer> list) {
    int[] ids = list.stream().mapToInt(Integer::intValue).toArray();
    assertThat(String.join("", increments(tokenizer, ids))).isEqualTo(tokenizer.decode(ids));
  }

  private static List<String> increments(Tokenizer tokenizer, int[] ids) {
    IncrementalDecoder decoder = tokenizer.newDecoder();
    List<String> increments = new ArrayList<>();
    for (int id : ids) {
      increments.add(decoder.append(id));
    }
    increments.add(decoder.finish());
    return increments;
  }

  private static Path temporary() throws IOException {
    return Files.createTempDirectory(Path.of("target"), "tokenizer");
  }
}
