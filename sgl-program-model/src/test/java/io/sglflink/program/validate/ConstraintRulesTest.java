package io.sglflink.program.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.constraint.ByteState;
import io.sglflink.program.Expression;
import io.sglflink.program.GenBuilder;
import io.sglflink.program.Program;
import io.sglflink.program.ProgramBuilder;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ConstraintRulesTest {

  @Test
  void formatsThatAreNotAssertedAreNoted() {
    Program program = gen(g -> g.jsonSchema("{\"items\":{\"format\":\"color\"}}"));
    assertThat(ProgramValidator.notes(program))
        .extracting(Note::pointer, Note::kind)
        .containsExactly(tuple("/body/0/json_schema/items/format", Note.Kind.ANNOTATION));
  }

  @Test
  void whatALenientSchemaLeavesOutIsNoted() {
    String schema = "{\"type\":\"string\",\"pattern\":\"(?<=a)b\"}";
    assertThat(problems(g -> g.jsonSchema(schema)))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.UNSUPPORTED_JSON_SCHEMA);
    assertThat(ProgramValidator.notes(gen(g -> g.jsonSchema(schema).lenient(true))))
        .extracting(Note::pointer, Note::kind)
        .containsExactly(tuple("/body/0/json_schema/pattern", Note.Kind.LEFT_OUT));
  }

  @Test
  void choicesThatAnArgumentBringsAreNotJudged() {
    Program program = gen(g -> g.choices(Expression.arg("labels")).complete(true).maxTokens(0));
    assertThat(ProgramValidator.validate(program)).isEmpty();
  }

  @Test
  void aTokenMayWriteMuchSoFewTokensAreOnlyRefusedWhereNoVocabularyHelps() {
    assertThat(problems(g -> g.regex("a{5000}").complete(true).maxTokens(1)))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/body/0/max_tokens", ProblemCode.MAX_TOKENS_TOO_SMALL));
    assertThat(ProgramValidator.validate(gen(g -> g.regex("a{500}").complete(true).maxTokens(1))))
        .isEmpty();
    assertThat(ProgramValidator.validate(gen(g -> g.regex("a{5000}").maxTokens(1)))).isEmpty();
  }

  @Test
  void whereTokensAreKnownTooFewAreRefusedWithHowManyAreNeeded() {
    Program program = gen(g -> g.regex("\\d{20}").complete(true).maxTokens(3));
    assertThat(ProgramValidator.validate(program, ByteState::shortest))
        .extracting(Problem::message)
        .containsExactly(
            "the shortest output of regex needs at least 20 tokens, max_tokens is 3: raise"
                + " max_tokens, or leave complete out");
    assertThat(ProgramValidator.validate(program, start -> 3)).isEmpty();
  }

  @Test
  void aSchemaThatNestsTooDeepIsRefusedWithoutAStackOverflow() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    for (int depth = 0; depth < 100_000; depth++) {
      schema = JsonNodeFactory.instance.objectNode().set("not", schema);
    }
    ObjectNode tooDeep = schema;
    assertThat(problems(g -> g.jsonSchema(tooDeep)))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/body/0/json_schema", ProblemCode.TOO_DEEP));
  }

  @Test
  void aLongChainOfReferencesIsFollowedOrRefusedButBreaksNothing() {
    StringBuilder chain = new StringBuilder("{\"$ref\":\"#/$defs/0\",\"$defs\":{");
    int length = 10_000;
    for (int i = 0; i < length; i++) {
      chain.append("\"%d\":{\"$ref\":\"#/$defs/%d\"},".formatted(i, i + 1));
    }
    String schema = chain.append("\"%d\":{\"type\":\"null\"}}}".formatted(length)).toString();
    assertThat(problems(g -> g.jsonSchema(schema)))
        .extracting(Problem::code)
        .containsAnyOf(ProblemCode.TOO_LARGE)
        .hasSizeLessThan(2);
  }

  @Test
  void aProgramHasAThousandConstraintsAtMost() {
    ProgramBuilder builder = Program.builder("p");
    for (int i = 0; i <= ProgramLimits.MAX_CONSTRAINTS; i++) {
      String regex = "a{" + i + "}";
      builder.gen(g -> g.regex(regex));
    }
    assertThat(problems(builder))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/body/1000/regex", ProblemCode.TOO_LARGE));
  }

  @Test
  void textsOverTheirLimitsAreNotCompiled() {
    String blank = " ".repeat(ProgramLimits.MAX_SCHEMA_LENGTH);
    assertThat(problems(g -> g.jsonSchema(blank + "{}")))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.TOO_LARGE);
    assertThat(problems(g -> g.ebnf(blank)))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.TOO_LARGE);
  }

  private static Program gen(Consumer<GenBuilder> options) {
    return Program.builder("p").gen(options).build();
  }

  private static List<Problem> problems(Consumer<GenBuilder> options) {
    return problems(Program.builder("p").gen(options));
  }

  private static List<Problem> problems(ProgramBuilder builder) {
    return catchThrowableOfType(InvalidProgramException.class, builder::build).problems();
  }
}
