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
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Outputs that are to be completed come to no place from which their end is too far. */
class CompletionTest {

  private static final Vocabulary BYTES = Vocabularies.byteFallback();
  private static final List<Vocabulary> VOCABULARIES = List.of(Vocabularies.byteLevel(), BYTES);

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
  void whatItemsTakeIsCountedForTheWorstOfThoseBeforeThem() {
    TokenState first = inFirstOfTwo("a");
    assertThat(first.fits(30)).isFalse();
    assertThat(first.fits(80)).isTrue();
    assertThat(mayCome(first, 80, 'a')).isTrue();
    assertThat(mayCome(first, 80, 'b')).isTrue();
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

  @Test
  void whiteSpaceThatMayComeIsNotCounted() {
    String schema =
        """
        {"type": "object", "required": ["l"], "additionalProperties": false, "properties": {"l":
         {"type": "array", "minItems": 2, "uniqueItems": true, "items": {"type": "object",
          "properties": {"k": {"type": "string"}}, "required": ["k"],
          "additionalProperties": false}}}}""";
    JsonStyle style = new JsonStyle(Whitespace.BOUNDED, PropertyOrder.SCHEMA);
    Constraint bounded = new Constraint.JsonSchema(schema, style, false, true);
    Vocabulary bytes = Vocabularies.byteFallback();
    TokenState start = bytes.constraints().start(CompiledConstraint.of(bounded).start());
    Constraint compact = schema(schema, PropertyOrder.SCHEMA);
    TokenState least = bytes.constraints().start(CompiledConstraint.of(compact).start());
    assertThat(start.needed()).isEqualTo(least.needed());
  }

  static Stream<Constraint> kinds() {
    Stream<String> schemas =
        Stream.of(
            "{'type':'object','additionalProperties':{'type':'number'},'minProperties':2}",
            "{'type':'object','minProperties':3,'required':['zip'],'properties':{'a':{}},"
                + "'propertyNames':{'minLength':2,'maxLength':12}}",
            "{'type':'object','minProperties':2,'propertyNames':{'pattern':'^x-[a-z]{3,9}$'}}",
            "{'type':'array','minItems':3,'items':{'type':'string','format':'date'}}",
            "{'oneOf':[{'type':'object','properties':{'kind':{'const':'circle'},'r':{}},"
                + "'required':['kind','r']},{'type':'object','properties':{'kind':{'const':'box'},"
                + "'sides':{'type':'array','minItems':2}},'required':['kind','sides']}]}",
            "{'type':'array','uniqueItems':true,'minItems':4,'prefixItems':[{'enum':['a','b']},"
                + "{'enum':['b','c']},{'type':'integer'}]}",
            "{'type':'array','uniqueItems':true,'minItems':4,'contains':{'minimum':100,"
                + "'type':'integer'},'minContains':2,'items':{'type':['integer','string']}}",
            "{'type':'array','uniqueItems':true,'minItems':3,'items':{'type':'object',"
                + "'properties':{'x':{'type':'integer'}},'required':['x'],"
                + "'additionalProperties':false}}",
            "{'type':'object','required':['v','l'],'properties':{'v':{'type':'integer'},"
                + "'l':{'anyOf':[{'type':'null'},{'$ref':'#'}]}},'additionalProperties':false}");
    Stream<Constraint> others =
        Stream.of(
            new Constraint.Regex("(ab|cde){20,40}"),
            new Constraint.Grammar("root ::= \"a\" root \"b\" | [0-9]{3,5} (\",\" root)*", true),
            new Constraint.Choices(
                List.of("order", "orderId", "floccinaucinihilipilification"), true));
    return Stream.concat(
        schemas.flatMap(
            text ->
                Stream.of(PropertyOrder.values())
                    .map(order -> schema(text.replace('\'', '"'), order))),
        others);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyWalkEndsInTimeHoweverFewTokensItHas(Constraint constraint) {
    for (Vocabulary vocabulary : VOCABULARIES) {
      TokenState start = vocabulary.constraints().start(CompiledConstraint.of(constraint).start());
      int needed = start.needed();
      assertThat(start.fits(needed - 1)).isFalse();
      for (int most : new int[] {needed, needed + 1, needed + 5, 2 * needed}) {
        walk(vocabulary, start, most);
      }
    }
  }

  private static void walk(Vocabulary vocabulary, TokenState start, int most) {
    Random random = new Random(most);
    TokenState state = start;
    for (int left = most; left > 0 && !state.complete(); left--) {
      int[] may = BitSet.valueOf(state.mask(left).words(false)).stream().toArray();
      assertThat(may).as("%s with %d of %d left", vocabulary, left, most).isNotEmpty();
      int token = may[random.nextInt(may.length)];
      if (vocabulary.ends().contains(token)) {
        break;
      }
      state = state.next(token);
    }
    assertThat(state.satisfied()).as("%s in %d", vocabulary, most).isTrue();
  }
}
