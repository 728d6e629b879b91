package io.sglflink.python.compile;

import io.sglflink.program.BreakNode;
import io.sglflink.program.ContinueNode;
import io.sglflink.program.Expression;
import io.sglflink.program.IfNode;
import io.sglflink.program.Literal;
import io.sglflink.program.OnNode;
import io.sglflink.program.ReturnNode;
import io.sglflink.program.WhileNode;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles statements to nodes. */
final class Statements {

  private static final Pattern LIMIT = Pattern.compile(":\\s*#\\s*at most (\\d{1,9}) times\\s*$");

  private final Expressions expressions;
  private final Grouping grouping;
  private final Assignments assignments;
  private final Withs withs;
  private final Matches matches;

  Statements(Expressions expressions) {
    this.expressions = expressions;
    this.grouping = new Grouping(expressions);
    this.assignments = new Assignments(this, expressions);
    this.withs = new Withs(this, expressions);
    this.matches = new Matches(this, expressions);
  }

  /**
   * Compiles statements one behind the other; each one's problem is kept and the next one goes on.
   */
  void all(List<Syntax> statements, Block block) {
    int at = 0;
    while (at < statements.size()) {
      Syntax first = statements.get(at);
      try {
        Grouping.Run run = grouping.longest(statements, at, block);
        if (run == null) {
          at++;
          one(first, block);
        } else {
          List<Syntax> given = statements.subList(at, run.end());
          at = run.end();
          give(run.state(), first, block, inner -> all(given, inner));
        }
      } catch (RefusedException e) {
        block.frame().refuse(e);
        at = Math.max(at, statements.indexOf(first) + 1);
      }
    }
  }

  /** Gives nodes to another state. */
  void give(Handle state, Syntax at, Block block, Consumer<Block> body) {
    if (state.level() != block.level()) {
      throw new RefusedException(
          at,
          "this changes a state inside of statements for another one: put it before or behind them");
    }
    Block inner = block.on(state);
    body.accept(inner);
    if (!inner.nodes().isEmpty()) {
      block.add(new OnNode(state.ref(), inner.nodes()), at);
    }
  }

  /** Compiles {@code body} for a state, which may be the level's own. */
  void on(Handle state, Syntax at, Block block, Consumer<Block> body) {
    if (block.level().owns(state)) {
      body.accept(block);
    } else {
      give(state, at, block, body);
    }
  }

  private void one(Syntax node, Block block) {
    switch (node.type()) {
      case "expression_statement" -> expression(node, block);
      case "if_statement" -> when(node, block);
      case "for_statement" -> loop(node, block);
      case "while_statement" -> whileTrue(node, block);
      case "with_statement" -> withs.compile(node, block);
      case "match_statement" -> matches.compile(node, block);
      case "return_statement" -> end(node, block);
      case "break_statement" -> leave(node, block, "break");
      case "continue_statement" -> leave(node, block, "continue");
      case "pass_statement" -> {}
      default -> throw new RefusedException(node, Hints.ofStatement(node));
    }
  }

  private void expression(Syntax node, Block block) {
    List<Syntax> parts = node.parts();
    Syntax part = parts.get(0);
    if (parts.size() == 1 && (part.is("assignment") || part.is("augmented_assignment"))) {
      assignments.compile(part, block);
    } else if (parts.size() == 1 && part.is("call")) {
      assignments.call(part, block);
    } else if (!part.is("ellipsis") && !Texts.isString(part)) {
      throw new RefusedException(
          part,
          "the value of this expression is not used: append it with s +=, assign it, or remove it");
    }
  }

  private void when(Syntax node, Block block) {
    List<Syntax> clauses = new ArrayList<>(List.of(node));
    node.all("alternative").forEach(clauses::add);
    when(node, clauses, block);
  }

  /** Conditions that need nodes before them go into an else of their own. */
  private void when(Syntax at, List<Syntax> clauses, Block block) {
    List<IfNode.Branch> branches = new ArrayList<>();
    Block otherwise = block.inner();
    for (int i = 0; i < clauses.size(); i++) {
      Syntax clause = clauses.get(i);
      if (clause.is("else_clause")) {
        all(clause.get("body").parts(), otherwise);
        continue;
      }
      Block prepared = i == 0 ? block : block.inner();
      Expression condition = expressions.compile(clause.get("condition"), prepared);
      if (i > 0 && !prepared.nodes().isEmpty()) {
        when(clause, clauses.subList(i, clauses.size()), otherwise);
        break;
      }
      Block body = block.inner();
      all(clause.get("consequence").parts(), body);
      branches.add(new IfNode.Branch(condition, body.nodes()));
    }
    block.add(new IfNode(branches, otherwise.nodes()), at);
  }

  private void loop(Syntax node, Block block) {
    if (node.children().get(0).is("async")) {
      throw new RefusedException(node, "async is not known: leave it out");
    }
    withoutElse(node);
    new Loops(expressions)
        .loop(node.get("left"), node.get("right"), node, block, inner -> loopBody(node, inner));
  }

  /** What a loop does with each state of a fork is given to them as a whole, if it can be. */
  private void loopBody(Syntax node, Block inner) {
    List<Syntax> body = node.get("body").parts();
    boolean each = expressions.states().group(node.get("right"), inner) != null;
    Handle state = each ? expressions.states().one(node.get("left"), inner) : null;
    if (state != null && state.level() == inner.level() && grouping.whole(body, state, inner)) {
      give(state, node, inner, given -> all(body, given));
    } else {
      all(body, inner);
    }
  }

  private static void withoutElse(Syntax node) {
    Syntax otherwise = node.get("alternative");
    if (otherwise != null) {
      throw new RefusedException(
          otherwise,
          "an else of a loop is not known: set a name before break and test it behind the loop");
    }
  }

  private void whileTrue(Syntax node, Block block) {
    withoutElse(node);
    Block body = block.loop();
    Expression condition = expressions.compile(node.get("condition"), body);
    if (!body.nodes().isEmpty()) {
      body.add(
          new IfNode(
              List.of(
                  new IfNode.Branch(
                      Expression.not(condition),
                      List.of(block.frame().place(new BreakNode(), node)))),
              List.of()),
          node);
      condition = Literal.of(true);
    }
    all(node.get("body").parts(), body);
    Matcher limit = LIMIT.matcher(node.restOfLine(node.get("condition").end()));
    Integer most = limit.find() ? Integer.valueOf(limit.group(1)) : null;
    block.add(new WhileNode(condition, most, body.nodes()), node);
  }

  private void end(Syntax node, Block block) {
    if (!block.returns()) {
      throw new RefusedException(
          node, "return does not end what runs on another state: return behind it");
    }
    if (block.frame().inHelper()) {
      throw new RefusedException(
          node, "a function that is called with a state returns at its end only: use if and else");
    }
    Expression value = node.parts().isEmpty() ? null : expressions.compile(node.part(0), block);
    block.add(new ReturnNode(value), node);
  }

  private static void leave(Syntax node, Block block, String word) {
    if (!block.inLoop()) {
      throw new RefusedException(node, word + " has no loop around it: remove it");
    }
    block.add(word.equals("break") ? new BreakNode() : new ContinueNode(), node);
  }
}
