package io.sglflink.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Random expressions that the validator takes; they refer only to what is known. */
record RandomExpressions(Draw draw, KnownNames known) {

  private static final List<String> PATTERNS = List.of("\\w+", "(a*)*", "[^\\s]", "(?P<k>x){2,}$");
  private static final List<String> SPECS = List.of("", ".2f", "010,", "*^7", "x", "%", "e");

  List<Expression> parts() {
    List<Expression> parts = new ArrayList<>();
    for (int i = draw.below(4); i > 0; i--) {
      parts.add(scalar());
    }
    return parts;
  }

  /** What gives a text, a number or a boolean, if the run comes so far. */
  Expression scalar() {
    return switch (draw.below(9)) {
      case 0 -> condition(3);
      case 1 -> Expression.get(Expression.list(List.of(plain())), -1);
      case 2 -> read();
      default -> plain();
    };
  }

  /** A literal or a reference. */
  Expression plain() {
    return switch (draw.below(6)) {
      case 0 -> Literal.of(draw.random().nextLong());
      case 1 -> Literal.of(draw.random().nextGaussian() * Math.pow(10, draw.below(40) - 20));
      case 2 -> Literal.of(draw.coin());
      case 3 -> reference();
      default -> Literal.of(draw.text());
    };
  }

  Expression choices() {
    if (draw.once(20) && !known.parameters().isEmpty()) {
      return Expression.arg(draw.oneOf(known.parameters()));
    }
    Set<Expression> items = new LinkedHashSet<>();
    for (int i = draw.below(3); i >= 0; i--) {
      items.add(draw.once(4) ? reference() : Literal.of(draw.text() + i));
    }
    return Expression.list(List.copyOf(items));
  }

  Expression reference() {
    if (draw.once(3) && !known.locals().isEmpty()) {
      return Expression.local(draw.oneOf(known.locals()));
    }
    if (draw.coin() && !known.parameters().isEmpty()) {
      return Expression.arg(draw.oneOf(known.parameters()));
    }
    return known.variables().isEmpty()
        ? Literal.of("none")
        : Expression.var(draw.oneOf(known.variables()));
  }

  Expression list() {
    if (draw.once(20) && !known.parameters().isEmpty()) {
      return Expression.arg(draw.oneOf(known.parameters()));
    }
    if (draw.once(8)) {
      return new Operation(Operator.RANGE, List.of(Literal.of(draw.below(4))));
    }
    List<Expression> list = new ArrayList<>();
    for (int i = draw.below(4); i > 0; i--) {
      list.add(plain());
    }
    return Expression.list(list);
  }

  /** An operation, few of which fail when they are evaluated. */
  Expression condition(int depth) {
    return switch (draw.below(depth == 0 ? 1 : 10)) {
      case 0 -> plain();
      case 1 -> Expression.and(condition(depth - 1), condition(depth - 1));
      case 2 -> Expression.or(condition(depth - 1), condition(depth - 1), condition(depth - 1));
      case 3 -> Expression.not(condition(depth - 1));
      case 4 -> Expression.ne(condition(depth - 1), list());
      case 5 -> Expression.in(condition(depth - 1), list());
      case 6 -> Expression.ne(Literal.ofNull(), operation(depth));
      case 7 -> Expression.lt(Literal.of(draw.below(9)), Literal.of(draw.random().nextGaussian()));
      case 8 -> Expression.eq(Literal.ofNull(), whatever());
      default -> Expression.eq(condition(depth - 1), condition(depth - 1));
    };
  }

  /** The name of a variable, seldom a computed one; null for none where that is allowed. */
  Expression variable(String name) {
    return draw.once(15)
        ? new Operation(Operator.CONCAT, List.of(Literal.of(name), Literal.of(draw.below(3))))
        : Literal.of(name);
  }

  /** A state, one of a fork's. */
  StateRef one(String state) {
    Integer size = known.states().get(state);
    return new StateRef(state, size == null ? null : Literal.of(draw.below(2 * size) - size));
  }

  /** Names of states of which there is one at least. */
  List<String> states() {
    return known.states().keySet().stream()
        .filter(state -> known.states().get(state) == null || known.states().get(state) > 0)
        .toList();
  }

  /** A read of a state that gives a text, a number or a boolean. */
  private Expression read() {
    List<String> states = states();
    StateRef state = states.isEmpty() ? null : one(draw.oneOf(states));
    return switch (draw.below(4)) {
      case 0 -> new StateRead(StateRead.Aspect.TEXT, null, state);
      case 1 -> new StateRead(StateRead.Aspect.HAS, variable(draw.name()), state);
      case 2 ->
          state == null || state.at() == null
              ? new Operation(
                  Operator.LEN, List.of(new StateRead(StateRead.Aspect.MESSAGES, null, state)))
              : new StateRead(StateRead.Aspect.SIZE, null, new StateRef(state.name(), null));
      default -> Expression.and(Literal.of(false), whatever());
    };
  }

  /** A read of a state that gives any value. */
  private Expression whatever() {
    List<String> names = List.copyOf(known.states().keySet());
    if (names.isEmpty()) {
      return new StateRead(StateRead.Aspect.META, variable(draw.name()), null);
    }
    StateRef all = new StateRef(draw.oneOf(names), null);
    return switch (draw.below(3)) {
      case 0 -> new StateRead(StateRead.Aspect.RET_VALUE, null, all);
      case 1 -> new StateRead(StateRead.Aspect.HAS, Literal.of(draw.name()), all);
      default -> new StateRead(StateRead.Aspect.META, Literal.of(draw.name()), all);
    };
  }

  Expression operation(int depth) {
    Operator operator = draw.oneOf(List.of(Operator.values()));
    int count = 1;
    while (!operator.takes(count) || (operator.takes(count + 1) && draw.coin())) {
      count++;
    }
    List<Expression> operands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operands.add(operand(operator, i, depth - 1));
    }
    return new Operation(operator, operands);
  }

  private Expression operand(Operator operator, int index, int depth) {
    if (operator == Operator.SEARCH && index != 1) {
      return index == 0 ? Literal.of(draw.oneOf(PATTERNS)) : Literal.of(0);
    }
    if (operator == Operator.FORMAT && index == 1) {
      return Literal.of(draw.oneOf(SPECS));
    }
    Set<ValueKind> taken = operator.takesAt(index);
    Expression nested = depth <= 0 ? null : operation(depth);
    boolean fits =
        nested instanceof Operation operation
            && !Collections.disjoint(operation.operator().gives(), taken);
    return fits ? nested : constant(draw.oneOf(List.copyOf(taken)), depth);
  }

  private Expression constant(ValueKind kind, int depth) {
    return switch (kind) {
      case NULL -> Literal.ofNull();
      case BOOLEAN -> Literal.of(draw.coin());
      case INTEGER -> Literal.of(draw.once(4) ? draw.random().nextLong() : draw.below(9));
      case FLOAT -> Literal.of(draw.random().nextGaussian() * Math.pow(10, draw.below(600) - 300));
      case TEXT -> Literal.of(draw.text());
      case LIST -> Expression.list(List.of(Literal.of(draw.text()), plain()));
      case OBJECT -> Expression.object(Map.of(draw.name(), plain(), "", Literal.of(depth)));
    };
  }
}
