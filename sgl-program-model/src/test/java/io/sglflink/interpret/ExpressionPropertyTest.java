package io.sglflink.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.program.Expression;
import io.sglflink.program.Node;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.Program;
import io.sglflink.program.ProgramArbitraries;
import io.sglflink.program.TextNode;
import io.sglflink.program.ValueKind;
import io.sglflink.program.json.ProgramJson;
import io.sglflink.program.validate.ProgramValidator;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExpressionPropertyTest {

  @Provide
  Arbitrary<Expression> operations() {
    return ProgramArbitraries.operations();
  }

  @Property(tries = 2_000)
  void anOperationGivesWhatItsOperatorSaysOrARequestFailure(
      @ForAll("operations") Expression expression) {
    try {
      JsonNode value = Expressions.evaluate(expression);
      Operator operator = ((Operation) expression).operator();
      assertThat(operator.gives()).contains(ValueKind.of(value));
      assertThat(ValueBudget.size(value)).isLessThanOrEqualTo(ValueBudget.MAX_SIZE);
      assertThat(value.isIntegralNumber() ? value.bigIntegerValue().bitLength() : 0)
          .isLessThanOrEqualTo(ValueBudget.MAX_BITS);
      assertThat(Values.isFinite(value)).isTrue();
    } catch (RequestFailedException e) {
      assertThat(e.code()).isIn(FailureCode.EVALUATION_FAILED, FailureCode.BUDGET_EXCEEDED);
    }
  }

  @Property(tries = 1_000)
  void anOperationIsReadAsItWasWritten(@ForAll("operations") Expression expression) {
    Node text = new TextNode(List.of(new Operation(Operator.STR, List.of(expression))));
    Program program = new Program("p", List.of(), List.of(text));

    assertThat(ProgramValidator.validate(program)).isEmpty();
    assertThat(ProgramJson.read(ProgramJson.writeString(program))).isEqualTo(program);
  }
}
