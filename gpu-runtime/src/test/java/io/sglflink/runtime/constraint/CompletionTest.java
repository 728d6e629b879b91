package io.sglflink.runtime.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.constraint.compile.CompiledConstraint;
import io.sglflink.model.Constraint;
import io.sglflink.runtime.constraint.Vocabularies.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Outputs that are to be completed come to no place from which their end is too far. */
class CompletionTest {

  private static final Vocabulary BYTES = Vocabularies.byteFallback();

  private static TokenState after(Constraint constraint, String text) {
    TokenState state = BYTES.constraints().start(CompiledConstraint.of(constraint).start());
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      state = state.next(token(value));
    }
    return state;
  }

  /** The token of a byte. */
  private static int token(int value) {
    return 3 + (value & 0xff);
  }

  private static Constraint schema(String schema, PropertyOrder order) {
    return new Constraint.JsonSchema(schema, new JsonStyle(Whitespace.COMPACT, order), false, true);
  }

  private static boolean mayCome(TokenState state, int tokensLeft, char value) {
    return BitSet.valueOf(state.mask(tokensLeft).words(true)).get(token(value));
  }

  @Test
  void aNameOfAMemberThatIsTooLongIsNotBegun() {
    String schema =
        """
        {"type": "object", "properties": {"a": {"type": "integer"}},
         "additionalProperties": {"type": "string", "minLength": 300}}""";
    for (PropertyOrder order : PropertyOrder.values()) {
      TokenState name = after(schema(schema, order), "{\"");
      assertThat(mayCome(name, 100, 'a')).isTrue();
      assertThat(mayCome(name, 100, 'z')).isFalse();
      assertThat(mayCome(name, 400, 'z')).isTrue();
    }
  }

  /** An array of two items that must differ: a or b, then {@code second} or 50 times c. */
  private static TokenState inFirstOfTwo(String second) {
    String schema =
        """
        {"type": "array", "uniqueItems": true, "minItems": 2,
         "prefixItems": [{"enum": ["a", "b"]}, {"enum": ["%s", "%s"]}]}"""
            .formatted(second, "c".repeat(50));
    return after(schema(schema, PropertyOrder.SCHEMA), "[\"");
  }

  @Test
  void anItemAfterWhichOnlyALongOneIsLeftIsNotBegun() {
    TokenState first = inFirstOfTwo("b");
    assertThat(mayCome(first, 30, 'a')).isTrue();
    assertThat(mayCome(first, 30, 'b')).isFalse();
    assertThat(mayCome(first, 80, 'b')).isTrue();
  }

  @Test
  void whereAnEndIsFartherThanItSeemsRoomIsLeftForTheWholeWay() {
    TokenState first = inFirstOfTwo("a");
    assertThat(mayCome(first, 30, 'a')).isFalse();
    assertThat(mayCome(first, 30, 'b')).isTrue();
    assertThat(mayCome(first, 80, 'a')).isTrue();
  }

  @Test
  void inTheMiddleOfAStringWhatComesAfterItIsLeftRoomFor() {
    String schema =
        """
        {"type": "object", "required": ["a", "b"], "properties": {
          "a": {"type": "string"}, "b": {"type": "string", "pattern": "^c{100}$"}}}""";
    TokenState text = after(schema(schema, PropertyOrder.SCHEMA), "{\"a\":\"x");
    int needed = 1;
    while (!text.fits(needed)) {
      needed++;
    }
    assertThat(mayCome(text, needed + 1, 'x')).isTrue();
    assertThat(mayCome(text, needed, 'x')).isFalse();
  }
}
