package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_CHOICES;
import static io.sglflink.program.validate.ProgramLimits.MAX_PARTS;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Expression;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.TextNode;
import io.sglflink.program.VariableRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks expressions where text is needed, and where choices are. */
final class ExpressionRules {

  private final Scope scope;
  private final Problems problems;
  private long textLength;

  ExpressionRules(Scope scope, Problems problems) {
    this.scope = scope;
    this.problems = problems;
  }

  /** Characters of all literals that were checked. */
  long textLength() {
    return textLength;
  }

  void parts(TextNode node, String pointer) {
    String at = JsonPointers.child(pointer, "value");
    List<Expression> parts = node.parts();
    problems.limit(at, "parts of a text", parts.size(), MAX_PARTS, "split the text node");
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).accept(new InText(JsonPointers.item(at, i, parts.size())));
    }
  }

  void choices(Expression choices, String pointer) {
    choices.accept(new AsChoices(JsonPointers.child(pointer, "choices")));
  }

  private void choiceList(List<Expression> items, String at) {
    if (items.isEmpty()) {
      problems.add(at, ProblemCode.EMPTY_CHOICES, "choices is empty: give at least one choice");
    }
    problems.limit(at, "choices", items.size(), MAX_CHOICES, "give fewer");
    Set<Expression> seen = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String itemAt = JsonPointers.child(at, i);
      items.get(i).accept(new InText(itemAt));
      choice(items.get(i), !seen.add(items.get(i)), itemAt);
    }
  }

  private void choice(Expression choice, boolean again, String at) {
    JsonNode value = choice instanceof Literal literal ? literal.value() : null;
    if (value != null && !value.isTextual()) {
      problems.add(
          at,
          ProblemCode.INVALID_CHOICES,
          "choice " + value + " is not a text: write it in quotes");
    } else if (value != null && value.textValue().isEmpty()) {
      problems.add(
          at, ProblemCode.EMPTY_CHOICE, "a choice is empty and cannot be scored: leave it out");
    } else if (again) {
      String shown = value == null ? "the reference" : "choice " + value;
      problems.add(at, ProblemCode.DUPLICATE_CHOICE, shown + " is there twice: give it once");
    }
  }

  /** An expression that must give a string, a number or a boolean. */
  private final class InText implements Expression.Visitor<Void> {

    private final String pointer;

    InText(String pointer) {
      this.pointer = pointer;
    }

    @Override
    public Void literal(Literal expression) {
      if (expression.value().isTextual()) {
        String text = expression.value().textValue();
        textLength += text.length();
        TextRules.wellFormed("the text", text, pointer, problems);
      }
      return null;
    }

    @Override
    public Void argument(ArgumentRef expression) {
      scope.read(expression, pointer);
      return null;
    }

    @Override
    public Void variable(VariableRef expression) {
      scope.read(expression, pointer);
      return null;
    }

    @Override
    public Void list(ListExpression expression) {
      problems.add(
          pointer,
          ProblemCode.LIST_AS_TEXT,
          "a list stands where text is needed: give its items one by one");
      return null;
    }
  }

  /** An expression that must give a list of texts. */
  private final class AsChoices implements Expression.Visitor<Void> {

    private final String pointer;

    AsChoices(String pointer) {
      this.pointer = pointer;
    }

    @Override
    public Void literal(Literal expression) {
      problems.add(
          pointer,
          ProblemCode.INVALID_CHOICES,
          "choices is " + expression.value() + ": give a list of texts or a reference to one");
      return null;
    }

    @Override
    public Void argument(ArgumentRef expression) {
      scope.read(expression, pointer);
      return null;
    }

    @Override
    public Void variable(VariableRef expression) {
      scope.read(expression, pointer);
      return null;
    }

    @Override
    public Void list(ListExpression expression) {
      choiceList(expression.items(), pointer);
      return null;
    }
  }
}
