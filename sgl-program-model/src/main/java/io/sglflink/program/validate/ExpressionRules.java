package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_CHOICES;
import static io.sglflink.program.validate.ProgramLimits.MAX_FORK;
import static io.sglflink.program.validate.ProgramLimits.MAX_PARTS;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.Expression;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.StateRef;
import io.sglflink.program.TextNode;
import io.sglflink.program.ValueKind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks expressions by what is needed where they stand. */
final class ExpressionRules {

  private final Scope scope;
  private final ExpressionWalk walk;
  private final Problems problems;

  ExpressionRules(Scope scope, Problems problems) {
    this.scope = scope;
    this.walk = new ExpressionWalk(scope, problems);
    this.problems = problems;
  }

  /** Characters of all literals that were checked. */
  long textLength() {
    return walk.textLength();
  }

  void parts(TextNode node, String at) {
    List<Expression> parts = node.parts();
    problems.limit(at, "parts of a text", parts.size(), MAX_PARTS, "split the text node");
    for (int i = 0; i < parts.size(); i++) {
      text(parts.get(i), JsonPointers.item(at, i, parts.size()));
    }
  }

  void choices(Expression choices, String at) {
    if (choices instanceof Literal literal) {
      problems.add(
          at,
          ProblemCode.INVALID_CHOICES,
          "choices is " + literal.value() + ": give a list of texts or a reference to one");
    } else if (choices instanceof ListExpression list) {
      choiceList(list.items(), at);
    } else {
      walk.needed("choices", Set.of(ValueKind.LIST), walk.kinds(choices, at), at);
    }
  }

  /** The name of a variable. */
  void variable(Expression name, String at) {
    if (!(name instanceof Literal literal)) {
      walk.needed("name", ValueKind.SCALAR, walk.kinds(name, at), at);
    } else if (literal.value().isTextual()) {
      scope.variable(literal.value().textValue(), at);
    } else {
      problems.add(
          at,
          ProblemCode.WRONG_TYPE,
          "name is " + literal.value() + ": give a text, or leave the field out");
    }
  }

  /** Any value. */
  void value(Expression value, String at) {
    Set<ValueKind> unused = walk.kinds(value, at);
  }

  /** How many states a fork makes. */
  void count(Expression count, String at) {
    walk.needed("count", Set.of(ValueKind.INTEGER), walk.kinds(count, at), at);
    if (count instanceof Literal literal
        && literal.value().isIntegralNumber()
        && !(literal.value().doubleValue() >= 0 && literal.value().doubleValue() <= MAX_FORK)) {
      problems.add(
          at,
          ProblemCode.OUT_OF_RANGE,
          String.format(
              Locale.ROOT, "count is %s: it must be 0 to %,d", literal.value(), MAX_FORK));
    }
  }

  /** The states that a node uses. */
  void states(StateRef state, String pointer) {
    walk.states(state, pointer);
  }

  /** The states that a join names. */
  void joined(String state, String pointer) {
    walk.joined(state, pointer);
  }

  /** The list of a loop or a fork. */
  void list(Expression list, String at) {
    if (list instanceof Literal literal) {
      problems.add(
          at,
          ProblemCode.WRONG_TYPE,
          "in is " + literal.value() + ": give a list or a reference to one");
    } else {
      walk.needed("in", Set.of(ValueKind.LIST), walk.kinds(list, at), at);
    }
  }

  /** The source of an image. */
  void source(Expression source, String at) {
    if (source instanceof Literal literal && !literal.value().isTextual()) {
      problems.add(
          at,
          ProblemCode.WRONG_TYPE,
          "source is " + literal.value() + ": give a path, a URL or a data: URI");
    } else {
      text(source, at);
    }
  }

  /**
   * A condition: whatever has a truth, and can have two.
   *
   * @param thing what has it
   */
  void condition(Expression condition, String thing, String at) {
    if (isNull(condition)) {
      problems.add(
          at, ProblemCode.WRONG_TYPE, "when is null, which is never true: drop the " + thing);
    } else {
      value(condition, at);
    }
  }

  private static boolean isNull(Expression expression) {
    return expression instanceof Literal literal && literal.value().isNull();
  }

  /** An expression that must give a string, a number or a boolean. */
  private void text(Expression expression, String at) {
    if (expression instanceof ListExpression) {
      problems.add(
          at,
          ProblemCode.LIST_AS_TEXT,
          "a list stands where text is needed: give its items one by one");
    } else {
      walk.needed("the value", ValueKind.SCALAR, walk.kinds(expression, at), at);
    }
  }

  private void choiceList(List<Expression> items, String at) {
    if (items.isEmpty()) {
      problems.add(at, ProblemCode.EMPTY_CHOICES, "choices is empty: give at least one choice");
    }
    problems.limit(at, "choices", items.size(), MAX_CHOICES, "give fewer");
    Set<Expression> seen = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String itemAt = JsonPointers.child(at, i);
      Expression item = items.get(i);
      if (!isNull(item)) {
        text(item, itemAt);
      }
      // hashing an expression recurses as deep as it is
      choice(item, !walk.tooDeep() && !seen.add(item), itemAt);
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
      problems.add(at, ProblemCode.EMPTY_CHOICE, "a choice is empty: leave it out");
    } else if (again) {
      String shown = value == null ? "the expression" : "choice " + value;
      problems.add(at, ProblemCode.DUPLICATE_CHOICE, shown + " is there twice: give it once");
    }
  }
}
