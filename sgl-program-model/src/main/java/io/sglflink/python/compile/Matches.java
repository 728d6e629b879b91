package io.sglflink.python.compile;

import io.sglflink.program.Expression;
import io.sglflink.program.IfNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.Literal;
import io.sglflink.program.MatchNode;
import io.sglflink.python.syntax.Literals;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compiles {@code match}. */
final class Matches {

  private final Statements statements;
  private final Expressions expressions;

  Matches(Statements statements, Expressions expressions) {
    this.statements = statements;
    this.expressions = expressions;
  }

  void compile(Syntax node, Block block) {
    List<Syntax> subjects = node.all("subject").toList();
    if (subjects.size() != 1) {
      throw new RefusedException(
          node, "match of several values is not known: match one, or use if");
    }
    List<Syntax> clauses =
        node.get("body").parts().stream().filter(each -> each.is("case_clause")).toList();
    Expression value = expressions.compile(subjects.get(0), block);
    boolean again = clauses.stream().anyMatch(each -> patterns(each).isEmpty());
    boolean hold = again && clauses.size() > 1 && !Values.simple(value);
    cases(node, clauses, hold ? block.hold("value", value, node) : value, block);
  }

  /** A case that takes any value under a condition is an if, with the cases behind it. */
  private void cases(Syntax node, List<Syntax> clauses, Expression value, Block block) {
    List<MatchNode.Case> cases = new ArrayList<>();
    Block otherwise = block.inner();
    for (int i = 0; i < clauses.size(); i++) {
      Syntax clause = clauses.get(i);
      List<Expression> is = patterns(clause);
      if (is.isEmpty()) {
        any(node, clauses.subList(i, clauses.size()), value, cases.isEmpty() ? block : otherwise);
        break;
      }
      Syntax guard = clause.get("guard");
      Expression when = guard == null ? null : expressions.compile(guard.part(0), block.perhaps());
      Block inner = block.inner();
      statements.all(clause.get("consequence").parts(), inner);
      cases.add(new MatchNode.Case(is, when, inner.nodes()));
    }
    if (!cases.isEmpty()) {
      block.add(new MatchNode(value, cases, otherwise.nodes()), node);
    }
  }

  private void any(Syntax node, List<Syntax> clauses, Expression value, Block block) {
    Syntax clause = clauses.get(0);
    String name = alternatives(clause).map(Matches::capture).findFirst().orElse("");
    if (!name.isEmpty()) {
      block.add(new LetNode(block.scope().declare(name), value), clause);
    }
    Syntax guard = clause.get("guard");
    if (guard == null) {
      if (clauses.size() > 1) {
        throw new RefusedException(
            clauses.get(1), "the case before takes everything: remove this one");
      }
      statements.all(clause.get("consequence").parts(), block);
      return;
    }
    Expression when = expressions.compile(guard.part(0), block);
    Block body = block.inner();
    statements.all(clause.get("consequence").parts(), body);
    Block otherwise = block.inner();
    cases(node, clauses.subList(1, clauses.size()), value, otherwise);
    block.add(new IfNode(List.of(new IfNode.Branch(when, body.nodes())), otherwise.nodes()), node);
  }

  private static Stream<Syntax> alternatives(Syntax clause) {
    List<Syntax> patterns =
        clause.parts().stream().filter(each -> each.is("case_pattern")).toList();
    if (patterns.size() != 1) {
      throw new RefusedException(
          clause, "a case of several values is not known: match one, or use if");
    }
    return alternatives(patterns.get(0), patterns.get(0));
  }

  private static Stream<Syntax> alternatives(Syntax pattern, Syntax whole) {
    Syntax only = pattern.parts().size() == 1 ? pattern.part(0) : null;
    if (only != null && only.is("union_pattern")) {
      return only.parts().stream();
    }
    return Stream.of(whole);
  }

  private static String capture(Syntax pattern) {
    boolean name =
        pattern.is("case_pattern")
            && pattern.parts().size() == 1
            && pattern.part(0).is("dotted_name")
            && pattern.part(0).parts().size() == 1;
    return name ? pattern.text() : "";
  }

  private List<Expression> patterns(Syntax clause) {
    List<Expression> is = new ArrayList<>();
    for (Syntax pattern : alternatives(clause).toList()) {
      if (pattern.text().equals("_") || !capture(pattern).isEmpty()) {
        if (alternatives(clause).count() > 1) {
          throw new RefusedException(pattern, "a name among several patterns is not known: use if");
        }
        return List.of();
      }
      is.add(literal(pattern, clause));
    }
    return is;
  }

  private static Expression literal(Syntax pattern, Syntax clause) {
    List<Syntax> parts = pattern.is("case_pattern") ? pattern.parts() : List.of(pattern);
    Syntax value = parts.size() == 1 ? parts.get(0) : pattern;
    boolean negative = clause.walk().anyMatch(each -> each.is("-") && each.isNextTo(value));
    switch (value.type()) {
      case "integer", "float" -> {
        Literal number = new Literal(Literals.number(value));
        return negative ? Operators.negative(number) : number;
      }
      case "true" -> {
        return Literal.of(true);
      }
      case "false" -> {
        return Literal.of(false);
      }
      case "none" -> {
        return Literal.ofNull();
      }
      case "string", "concatenated_string" -> {
        List<Literals.Piece> pieces = Literals.pieces(value);
        return Literal.of(pieces.isEmpty() ? "" : pieces.get(0).text());
      }
      default ->
          throw new RefusedException(
              pattern,
              "this pattern is not known: a case has texts, numbers, True, False, None, | and _; use if for others");
    }
  }
}
