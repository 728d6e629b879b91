package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.program.Expression;
import io.sglflink.program.Operation;
import io.sglflink.program.Program;
import io.sglflink.program.TextNode;
import io.sglflink.program.json.ProgramJson;
import java.util.List;
import java.util.Map;

/** Evaluates expressions in tests. */
final class Expressions {

  private Expressions() {}

  /** The value of an expression in its JSON form. */
  static JsonNode evaluate(String json) {
    Program program =
        ProgramJson.read(
            """
            {"sglang": 1, "name": "p", "body": [{"type": "text", "value": {"str": %s}}]}
            """
                .formatted(json));
    TextNode node = (TextNode) program.body().get(0);
    return evaluate(((Operation) node.parts().get(0)).operands().get(0));
  }

  static JsonNode evaluate(Expression expression) {
    RunContext context =
        new RunContext(
            new Program("p", List.of(), List.of()),
            Runs.request("{}"),
            new FakeLanguageModel().chatFormat());
    RunBudget budget = new RunBudget(RunLimits.DEFAULT, () -> 0);
    Strands strands = new Strands(context, budget, Map.of(), RunListener.NONE);
    strands.root().advanceOnce();
    return new ExpressionEvaluator(strands.root()).value(expression);
  }
}
