package io.sglflink.operators.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.operators.Prompt;
import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Expression;
import io.sglflink.program.GenNode;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.Node;
import io.sglflink.program.RoleNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.TextNode;
import io.sglflink.program.VariableRef;
import io.sglflink.program.validate.Arguments;
import java.util.List;
import java.util.Map;

/**
 * A prompt's text up to its first step, as far as it is known without a model: a role block's
 * prefix, which the chat format writes, is stood for by the role's name.
 */
final class LeadingText implements Node.Visitor<Boolean>, Expression.Visitor<Boolean> {

  private final Map<String, JsonNode> args;
  private final int maxLength;
  private final StringBuilder text = new StringBuilder();
  private int constantLength = -1;

  private LeadingText(Map<String, JsonNode> args, int maxLength) {
    this.args = args;
    this.maxLength = maxLength;
  }

  /** Renders about {@code maxLength} characters. */
  static LeadingText of(Prompt prompt, int maxLength) {
    Map<String, JsonNode> args = Arguments.bind(prompt.program(), prompt.request().args()).values();
    LeadingText leading = new LeadingText(args, maxLength);
    leading.nodes(prompt.program().body());
    return leading;
  }

  String text() {
    return text.toString();
  }

  /** The part before the first argument: every prompt of the program has it. */
  String constant() {
    return constantLength < 0 ? text() : text.substring(0, constantLength);
  }

  /** Whether rendering goes on after {@code nodes}. */
  private boolean nodes(List<Node> nodes) {
    for (Node node : nodes) {
      if (!node.accept(this)) {
        return false;
      }
    }
    return true;
  }

  private boolean append(String part) {
    text.append(part, 0, Math.min(part.length(), maxLength - text.length()));
    return text.length() < maxLength;
  }

  @Override
  public Boolean text(TextNode node) {
    for (Expression part : node.parts()) {
      if (!part.accept(this)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Boolean gen(GenNode node) {
    return false;
  }

  @Override
  public Boolean select(SelectNode node) {
    return false;
  }

  @Override
  public Boolean role(RoleNode node) {
    return append("\n" + node.role().label() + "\n") && nodes(node.body());
  }

  @Override
  public Boolean literal(Literal expression) {
    return append(expression.value().asText());
  }

  @Override
  public Boolean argument(ArgumentRef expression) {
    if (constantLength < 0) {
      constantLength = text.length();
    }
    JsonNode value = args.get(expression.name());
    return append(value.isTextual() ? value.textValue() : value.toString());
  }

  @Override
  public Boolean variable(VariableRef expression) {
    return false;
  }

  @Override
  public Boolean list(ListExpression expression) {
    return false;
  }
}
