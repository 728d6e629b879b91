package io.sglflink.program.json;

import static io.sglflink.program.validate.ProblemCode.MALFORMED_JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProblemCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One program per way to be wrong: what the reader says, where, and whether the schema knows. */
class ProblemExamplesTest {

  static List<ProblemExample> examples() {
    return Stream.of(
            DocumentProblems.examples(),
            ExpressionProblems.examples(),
            StepProblems.examples(),
            ConstraintProblems.examples(),
            ControlProblems.examples(),
            StateProblems.examples())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theProblemIsFoundWhereItIs(ProblemExample example) throws JsonProcessingException {
    List<Problem> problems = problems(example.json());

    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(example.code());
              assertThat(problem.pointer()).isEqualTo(example.pointer());
              assertThat(problem.message()).contains(example.says());
            });
    assertThat(ProgramSchema.accepts(new JsonMapper().readTree(example.json())))
        .isEqualTo(example.schemaAccepts());
  }

  @Test
  void thereIsAnExampleOfEveryCodeThatAProgramCanHave() {
    Set<ProblemCode> shown =
        examples().stream()
            .map(ProblemExample::code)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ProblemCode.class)));

    assertThat(EnumSet.complementOf(EnumSet.copyOf(shown)))
        .as("the code of texts that are not JSON")
        .containsExactly(MALFORMED_JSON);
  }

  static List<Problem> problems(String json) {
    InvalidProgramException e =
        catchThrowableOfType(InvalidProgramException.class, () -> ProgramJson.read(json));
    assertThat(e).isNotNull();
    return e.problems();
  }
}
