package io.sglflink.python.compile;

import static io.sglflink.program.Expression.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.Expression;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.ObjectExpression;
import io.sglflink.program.Operator;
import io.sglflink.program.StateRead.Aspect;
import io.sglflink.python.syntax.Literals;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles expressions to expressions. */
final class Expressions {

  private final States states = new States(this);
  private final Texts texts = new Texts(this);
  private final Operators operators = new Operators(this);
  private final ValueCalls values = new ValueCalls(this);
  private final Calls calls = new Calls(this);
  private final Comprehensions comprehensions = new Comprehensions(this);

  States states() {
    return states;
  }

  Texts texts() {
    return texts;
  }

  Calls calls() {
    return calls;
  }

  Comprehensions comprehensions() {
    return comprehensions;
  }

  /**
   * The expression of {@code node}; what it needs before it goes to {@code block}.
   *
   * @throws RefusedException for what no expression of a program says
   */
  Expression compile(Syntax node, Block block) {
    return switch (node.type()) {
      case "identifier" -> name(node, block);
      case "string", "concatenated_string" -> texts.value(node, block);
      case "integer", "float" -> new Literal(Literals.number(node));
      case "true" -> Literal.of(true);
      case "false" -> Literal.of(false);
      case "none" -> Literal.ofNull();
      case "parenthesized_expression" -> compile(node.part(0), block);
      case "list", "tuple", "expression_list" ->
          new ListExpression(node.parts().stream().map(item -> item(item, block)).toList());
      case "dictionary" -> object(node, block);
      case "subscript" -> subscript(node, block);
      case "attribute" -> attribute(node, block);
      case "call" -> values.compile(node, block);
      case "comparison_operator" -> operators.comparison(node, block);
      case "not_operator", "unary_operator" -> operators.unary(node, block);
      case "boolean_operator" -> operators.logic(node, block);
      case "binary_operator" -> operators.binary(node, block);
      case "conditional_expression" ->
          operation(
              Operator.IF,
              compile(node.part(1), block),
              compile(node.part(0), block.perhaps()),
              compile(node.part(2), block.perhaps()));
      case "list_comprehension" -> comprehensions.list(node, block);
      default -> throw new RefusedException(node, Hints.ofExpression(node));
    };
  }

  /** A constant of JSON, or null where the expression depends on the run. */
  JsonNode constant(Syntax node, Block block) {
    return Values.constant(compile(node, block));
  }

  private Expression item(Syntax item, Block block) {
    if (item.is("list_splat")) {
      throw new RefusedException(item, "a list in a list with * is not known: write [a] + b");
    }
    return compile(item, block);
  }

  private static Expression name(Syntax node, Block block) {
    String name = node.text();
    Binding binding = block.scope().get(name);
    if (binding instanceof Binding.Value value) {
      return value.expression();
    }
    if (binding instanceof Binding.Dumped dumped) {
      return Literal.of(PythonJson.dumps(dumped.value()));
    }
    if (binding instanceof Binding.Found found) {
      return Expression.ne(
          operation(Operator.SEARCH, found.pattern(), found.text()), Literal.ofNull());
    }
    if (binding instanceof Binding.One) {
      throw new RefusedException(
          node,
          name
              + " is a state and no value: read "
              + name
              + "[\"variable\"] or "
              + name
              + ".text()");
    }
    if (binding instanceof Binding.Group) {
      throw new RefusedException(
          node,
          name
              + " are the states of a fork and no value: read "
              + name
              + "[0][\"variable\"], or each in a loop");
    }
    if (binding instanceof Binding.Unknown unknown) {
      throw new RefusedException(node, name + " " + unknown.why());
    }
    throw new RefusedException(
        node,
        binding == null
            ? "the name "
                + name
                + " is not known: it is no parameter, no variable of the function and no constant of the file"
            : name + " is a function or module and no value: call it");
  }

  private Expression object(Syntax node, Block block) {
    Map<String, Expression> fields = new LinkedHashMap<>();
    for (Syntax pair : node.parts()) {
      if (!pair.is("pair")) {
        throw new RefusedException(pair, "a dict in a dict with ** is not known: write its fields");
      }
      String key = Values.text(compile(pair.get("key"), block));
      if (key == null) {
        throw new RefusedException(
            pair, "a dict needs constant texts as keys: a list of pairs may do");
      }
      fields.put(key, compile(pair.get("value"), block));
    }
    return new ObjectExpression(fields);
  }

  private Expression subscript(Syntax node, Block block) {
    List<Syntax> indexes = node.all("subscript").toList();
    if (indexes.size() != 1) {
      throw new RefusedException(
          node, "an index of several values is not known: index step by step");
    }
    Syntax index = indexes.get(0);
    Syntax container = node.get("value");
    Handle state = states.one(container, block);
    if (state != null) {
      return states.read(state, Aspect.VAR, index, node, block);
    }
    Expression value = compile(container, block);
    return index.is("slice")
        ? slice(value, index, block)
        : operation(Operator.GET, value, compile(index, block));
  }

  private Expression slice(Expression value, Syntax slice, Block block) {
    Expression[] bounds = {value, Literal.ofNull(), Literal.ofNull(), Literal.ofNull()};
    int at = 1;
    for (Syntax child : slice.children()) {
      if (child.is(":")) {
        at++;
      } else {
        bounds[at] = compile(child, block);
      }
    }
    int used = bounds.length;
    while (used > 2 && bounds[used - 1].equals(Literal.ofNull())) {
      used--;
    }
    return operation(Operator.SLICE, Arrays.copyOf(bounds, used));
  }

  private Expression attribute(Syntax node, Block block) {
    String name = node.get("attribute").text();
    Handle state = states.one(node.get("object"), block);
    if (state != null && name.equals("ret_value")) {
      return states.read(state, Aspect.RET_VALUE, null, node, block);
    }
    if (state == null && node.get("object").is("call")) {
      compile(node.get("object"), block); // what is called is perhaps not known
    }
    throw new RefusedException(
        node,
        state == null
            ? "the attribute "
                + name
                + " is not known: a field of a dict is read with [\""
                + name
                + "\"]"
            : "a state has no "
                + name
                + " here: it has [\"variable\"], text(), messages(), get_meta_info() and ret_value");
  }
}
