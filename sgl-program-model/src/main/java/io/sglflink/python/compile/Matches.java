package io.sglflink.python.compile;

import io.sglflink.program.Expression;
import io.sglflink.program.IfNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.MatchNode;
import io.sglflink.program.Node;
import io.sglflink.python.syntax.Literals;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    Expression value = expressions.compile(subjects.get(0), block);
    List<MatchNode.Case> cases = new ArrayList<>();
    List<Node> otherwise = List.of();
    List<Syntax> clauses =
        node.get("body").parts().stream().filter(each -> each.is("case_clause")).toList();
    boolean ended = false;
    for (Syntax clause : clauses) {
      if (ended) {
        throw new RefusedException(clause, "the case before takes everything: remove this one");
      }
      value = captured(clause, value, block);
      List<Expression> is = patterns(clause);
      Syntax guard = clause.get("guard");
      Block inner = block.inner();
      Expression when = guard == null ? null : expressions.compile(guard.part(0), block.perhaps());
      statements.all(clause.get("consequence").parts(), inner);
      if (is.isEmpty() && when == null) {
        ended = true;
        otherwise = inner.nodes();
      } else {
        cases.add(new MatchNode.Case(is, when, inner.nodes()));
      }
    }
    if (!cases.isEmpty()) {
      block.add(new MatchNode(value, cases, otherwise), node);
    } else {
      Expression always = Literal.of(true);
      block.add(new IfNode(List.of(new IfNode.Branch(always, otherwise)), List.of()), node);
    }
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
    return name ? pattern.text() : null;
  }

  /** A name that takes the whole value. */
  private Expression captured(Syntax clause, Expression value, Block block) {
    String name =
        alternatives(clause)
            .map(Matches::capture)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (name == null) {
      return value;
    }
    String local = block.scope().declare(name);
    block.add(new LetNode(local, value), clause);
    return value instanceof LocalRef ? value : new LocalRef(local);
  }

  private List<Expression> patterns(Syntax clause) {
    List<Expression> is = new ArrayList<>();
    for (Syntax pattern : alternatives(clause).toList()) {
      if (pattern.text().equals("_") || capture(pattern) != null) {
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
