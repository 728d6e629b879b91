package io.sglflink.python.compile;

import io.sglflink.model.Role;
import io.sglflink.program.Expression;
import io.sglflink.program.IfNode;
import io.sglflink.program.ImageNode;
import io.sglflink.program.Literal;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.ReasoningFormat;
import io.sglflink.program.RoleBeginNode;
import io.sglflink.program.RoleEndNode;
import io.sglflink.program.RoleNode;
import io.sglflink.program.TextNode;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compiles what {@code s +=} appends to nodes of the level's state. */
final class Appends {

  private final Expressions expressions;
  private final Gens gens;

  Appends(Expressions expressions) {
    this.expressions = expressions;
    this.gens = new Gens(expressions);
  }

  /** Adds the nodes of {@code node} to {@code block}. */
  void append(Syntax node, Block block) {
    int before = block.nodes().size();
    Parts parts = new Parts(node, block);
    part(node, parts, block);
    parts.end();
    if (ReadOrder.isLate(block.nodes().subList(before, block.nodes().size()))) {
      throw new RefusedException(
          node,
          "this reads what the same statement appends, and Python reads before it appends: read it into a name in a statement before, or append in two statements");
    }
  }

  /** Texts until something else comes. */
  private static final class Parts {
    private final Syntax at;
    private final Block block;
    private final List<Expression> texts = new ArrayList<>();

    Parts(Syntax at, Block block) {
      this.at = at;
      this.block = block;
    }

    void add(Expression text) {
      if (text instanceof Operation operation && operation.operator() == Operator.CONCAT) {
        operation.operands().forEach(this::add);
        return;
      }
      int last = texts.size() - 1;
      String before = last < 0 ? null : literal(texts.get(last));
      String here = literal(text);
      if (before != null && here != null) {
        texts.set(last, Literal.of(before + here));
      } else {
        texts.add(text);
      }
    }

    private static String literal(Expression text) {
      return text instanceof Literal literal && literal.value().isTextual()
          ? literal.value().textValue()
          : null;
    }

    void flush() {
      if (!texts.isEmpty()) {
        block.add(new TextNode(texts), at);
        texts.clear();
      }
    }

    void end() {
      flush();
    }
  }

  private void part(Syntax node, Parts parts, Block block) {
    switch (node.type()) {
      case "parenthesized_expression" -> part(node.part(0), parts, block);
      case "string", "concatenated_string" -> {
        List<Expression> texts = expressions.texts().parts(node, block);
        if (texts.isEmpty()) {
          parts.add(Literal.of(""));
        }
        texts.forEach(parts::add);
      }
      case "binary_operator" -> sum(node, parts, block);
      case "conditional_expression" -> choice(node, parts, block);
      case "call" -> call(node, parts, block);
      default -> parts.add(expressions.compile(node, block));
    }
  }

  private void sum(Syntax node, Parts parts, Block block) {
    if (!node.get("operator").text().equals("+")) {
      parts.add(expressions.compile(node, block));
      return;
    }
    part(node.get("left"), parts, block);
    part(node.get("right"), parts, block);
  }

  private void choice(Syntax node, Parts parts, Block block) {
    boolean nodes =
        node.walk()
            .filter(each -> each.is("call"))
            .anyMatch(each -> expressions.calls().callee(each, block) instanceof Binding.Primitive);
    if (!nodes) {
      parts.add(expressions.compile(node, block));
      return;
    }
    parts.flush();
    Expression when = expressions.compile(node.part(1), block);
    Block yes = block.inner();
    append(node.part(0), yes);
    Block no = block.inner();
    append(node.part(2), no);
    block.add(new IfNode(List.of(new IfNode.Branch(when, yes.nodes())), no.nodes()), node);
  }

  private void call(Syntax node, Parts parts, Block block) {
    Binding callee = expressions.calls().callee(node, block);
    if (callee instanceof Binding.Helper helper) {
      new Helpers(expressions)
          .returned(node, helper, block, (value, inner) -> part(value, parts, inner));
    } else if (callee instanceof Binding.Primitive primitive) {
      parts.flush();
      primitive(node, primitive.name(), null, block);
    } else {
      parts.add(expressions.compile(node, block));
    }
  }

  private void primitive(Syntax call, String name, ReasoningFormat reasoning, Block block) {
    switch (name) {
      case "gen", "gen_int", "gen_string" ->
          block.add(gens.gen(call, name, reasoning, block), call);
      case "select" -> block.add(gens.select(call, block), call);
      case "image" -> {
        Syntax source = Arguments.bind(call, List.of("expr"), "sgl.image").get("expr");
        if (source == null) {
          throw new RefusedException(call, "sgl.image needs a path or URL: give one");
        }
        block.add(new ImageNode(expressions.compile(source, block)), call);
      }
      case "system", "user", "assistant" -> message(call, name, block);
      case "system_begin",
          "user_begin",
          "assistant_begin",
          "system_end",
          "user_end",
          "assistant_end" -> {
        Arguments.positions(call, 0, 0, "sgl." + name);
        mark(call, name, block);
      }
      case "separate_reasoning" -> separated(call, block);
      case "video" ->
          throw new RefusedException(call, "sgl.video is not known: no model here takes videos");
      default ->
          throw new RefusedException(
              call,
              "sgl."
                  + name
                  + " is no part of a program: there are gen, gen_int, gen_string, select, image, system, user, assistant and separate_reasoning");
    }
  }

  private void message(Syntax call, String name, Block block) {
    Syntax content = Arguments.bind(call, List.of("expr"), "sgl." + name).get("expr");
    Block inner = block.straight();
    if (content != null && !content.is("none")) {
      append(content, inner);
    }
    block.add(new RoleNode(role(name), inner.nodes()), call);
  }

  /** {@code user_begin} and its like. */
  void mark(Syntax at, String name, Block block) {
    int cut = name.indexOf('_');
    Role role = role(name.substring(0, cut));
    block.add(name.endsWith("_begin") ? new RoleBeginNode(role) : new RoleEndNode(role), at);
  }

  static Role role(String name) {
    return Role.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private void separated(Syntax call, Block block) {
    Map<String, Syntax> arguments =
        Arguments.bind(call, List.of("expr", "model_type"), "sgl.separate_reasoning");
    Syntax gen = arguments.get("expr");
    Syntax type = arguments.get("model_type");
    String label = type == null ? null : Values.text(expressions.compile(type, block));
    if (label == null) {
      throw new RefusedException(
          call, "sgl.separate_reasoning needs model_type as a constant: \"qwen3\", for example");
    }
    boolean one =
        gen != null
            && gen.is("call")
            && expressions.calls().callee(gen, block) instanceof Binding.Primitive primitive
            && primitive.name().startsWith("gen");
    if (!one) {
      throw new RefusedException(
          call,
          "sgl.separate_reasoning is of one sgl.gen: put what is around it into s += of its own");
    }
    String name = ((Binding.Primitive) expressions.calls().callee(gen, block)).name();
    primitive(gen, name, Gens.reasoning(label, type), block);
  }
}
