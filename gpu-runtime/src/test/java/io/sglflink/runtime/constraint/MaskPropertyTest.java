package io.sglflink.runtime.constraint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.constraint.compile.CompiledConstraint;
import io.sglflink.model.Constraint;
import io.sglflink.runtime.constraint.Vocabularies.Vocabulary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Random walks through constraints: masks are exact, never empty, and the past stays as it was. */
class MaskPropertyTest {

  private static final List<Vocabulary> VOCABULARIES =
      List.of(Vocabularies.byteLevel(), Vocabularies.byteFallback(), Vocabularies.padded());

  /** Objects whose strings are counted, free, matched and told apart, in several branches. */
  private static final String SCHEMA =
      """
      {"type": "object", "required": ["id", "tags"], "properties": {
        "id": {"type": "string", "minLength": 2, "maxLength": 12},
        "tags": {"type": "array", "maxItems": 3, "uniqueItems": true,
                 "items": {"enum": ["a", "ab", "中文", 1, 12.5, null]}},
        "name": {"type": "string"},
        "code": {"anyOf": [{"type": "string", "pattern": "^[a-c]+$"},
                           {"type": "string", "maxLength": 5}, {"type": "integer"}]},
        "next": {"$ref": "#"}},
       "additionalProperties": {"type": ["string", "boolean", "number"]}}
      """;

  private static final List<Constraint> CONSTRAINTS =
      List.of(
          new Constraint.Regex("\\{\"name\": \"[^\"\\n]{1,20}\", \"age\": \\d{1,3}(\\.\\d+)?\\}"),
          new Constraint.Regex("(?s).*"),
          new Constraint.Regex("[^\\n]{0,9}"),
          new Constraint.Regex("(ab|\\w{3,40} ?){2,}!"),
          new Constraint.Regex("[a-f\\d]{8}-[a-f\\d]{4}|(é|中|文){2,}"),
          new Constraint.Choices(List.of("order", "orderId", "或者", "oder"), false),
          new Constraint.JsonSchema(SCHEMA, JsonStyle.DEFAULT, false, false),
          new Constraint.JsonSchema(
              "{}", new JsonStyle(Whitespace.ANY, PropertyOrder.ANY), false, false));

  @Provide
  Arbitrary<Vocabulary> vocabularies() {
    return Arbitraries.of(VOCABULARIES);
  }

  @Provide
  Arbitrary<Constraint> constraints() {
    return Arbitraries.of(CONSTRAINTS);
  }

  @Property(tries = 30)
  void theFastMaskIsTheNaiveOne(
      @ForAll("vocabularies") Vocabulary vocabulary,
      @ForAll("constraints") Constraint constraint,
      @ForAll Random random) {
    ByteState start = CompiledConstraint.of(constraint).start();
    TokenVocabulary tokens = vocabulary.all();
    ByteState bytes = tokens.first(start);
    TokenState state = vocabulary.constraints().start(start);
    for (int step = 0; step < 12; step++) {
      BitSet mask = BitSet.valueOf(state.mask().words(true));
      assertThat(mask).as("%s after %d tokens", constraint, step).isEqualTo(naive(tokens, bytes));
      assertThat(mask.isEmpty()).isFalse();
      int token = pick(mask, vocabulary, random);
      if (vocabulary.ends().contains(token)) {
        assertThat(state.satisfied()).isTrue();
        return;
      }
      assertThat(state.mask().has(token, true)).isTrue();
      bytes = tokens.after(bytes, token);
      state = state.next(token);
      if (state.complete()) {
        return;
      }
    }
  }

  @Test
  void aStringLikeAnyButSomeNamesIsExactAllTheWayAlongThem() {
    String schema =
        """
        {"type": "object", "required": ["zip"],
         "properties": {"name": {"type": "integer"}, "names é": {"const": 1}},
         "patternProperties": {"^x-": {"type": "string", "pattern": "^(?!no|none)"}},
         "additionalProperties": {"type": "string", "not": {"enum": ["", "no", "non\\ne"]}}}
        """;
    Constraint constraint =
        new Constraint.JsonSchema(
            schema, new JsonStyle(Whitespace.BOUNDED, PropertyOrder.ANY), false, false);
    List<String> texts =
        List.of(
            "{\"names é\": 1, \"x-n\": \"nab\"",
            "{\"zip\": \"non\\ne!\"",
            "{\"zip\": \"non\\u000ae");
    for (Vocabulary vocabulary : VOCABULARIES) {
      for (String text : texts) {
        ByteState bytes = vocabulary.all().first(CompiledConstraint.of(constraint).start());
        TokenMasks masks = new TokenMasks(vocabulary.all(), leaves(vocabulary));
        int written = 0;
        for (byte value : text.getBytes(UTF_8)) {
          assertThat(BitSet.valueOf(masks.mask(bytes).words(true)))
              .as("%s after %d bytes of %s", vocabulary.name(), written++, text)
              .isEqualTo(naive(vocabulary.all(), bytes));
          bytes = bytes.next(value & 0xff);
        }
      }
    }
  }

  private static LeafMasks leaves(Vocabulary vocabulary) {
    return new LeafMasks(vocabulary.all(), true, 1 << 24);
  }

  /** What every token on its own says. */
  private static BitSet naive(TokenVocabulary tokens, ByteState state) {
    BitSet mask = new BitSet();
    for (int token = 0; token < 64 * tokens.words(); token++) {
      mask.set(token, tokens.isEnd(token) ? state.accepting() : tokens.after(state, token) != null);
    }
    return mask;
  }

  /** Mostly one of the longer of some tokens, which cross from part to part. */
  private static int pick(BitSet mask, Vocabulary vocabulary, Random random) {
    int[] tokens = mask.stream().toArray();
    int picked = tokens[random.nextInt(tokens.length)];
    for (int i = 0; i < 3; i++) {
      int other = tokens[random.nextInt(tokens.length)];
      if (length(other, vocabulary) > length(picked, vocabulary)) {
        picked = other;
      }
    }
    return picked;
  }

  private static int length(int token, Vocabulary vocabulary) {
    byte[][] bytes = vocabulary.tokens().bytes();
    return token < bytes.length && bytes[token] != null ? bytes[token].length : 0;
  }

  @Property(tries = 20)
  void anEarlierStateGivesTheMaskItGave(
      @ForAll("vocabularies") Vocabulary vocabulary,
      @ForAll("constraints") Constraint constraint,
      @ForAll Random random) {
    TokenState state = vocabulary.constraints().start(CompiledConstraint.of(constraint).start());
    List<TokenState> states = new ArrayList<>();
    List<BitSet> masks = new ArrayList<>();
    while (states.size() < 10 && !state.complete()) {
      states.add(state);
      masks.add(BitSet.valueOf(state.mask().words(true)));
      BitSet text = BitSet.valueOf(state.mask().words(false));
      state = state.next(pick(text, vocabulary, random));
    }
    for (int i = states.size() - 1; i >= 0; i--) {
      assertThat(BitSet.valueOf(states.get(i).mask().words(true))).isEqualTo(masks.get(i));
    }
  }

  @Property(tries = 30)
  void whatIsToBeCompletedIsCompleteBeforeItsTokensRunOut(
      @ForAll("vocabularies") Vocabulary vocabulary,
      @ForAll("constraints") Constraint constraint,
      @ForAll Random random) {
    TokenState state = vocabulary.constraints().start(CompiledConstraint.of(constraint).start());
    int left = random.nextInt(40);
    while (!state.fits(left)) {
      left++;
    }
    for (; left > 0 && !state.complete(); left--) {
      assertThat(state.fits(left)).isTrue();
      BitSet mask = BitSet.valueOf(state.mask(left).words(false));
      assertThat(mask.isEmpty()).as("%s with %d left", constraint, left).isFalse();
      int token = pick(mask, vocabulary, random);
      if (vocabulary.ends().contains(token)) {
        break;
      }
      state = state.next(token);
    }
    assertThat(state.satisfied()).isTrue();
  }
}
