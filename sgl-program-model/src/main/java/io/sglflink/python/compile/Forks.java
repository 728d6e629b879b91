package io.sglflink.python.compile;

import io.sglflink.program.Expression;
import io.sglflink.program.ForkNode;
import io.sglflink.program.Literal;
import io.sglflink.program.StateRef;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compiles {@code forks = s.fork(n)} and its like. */
final class Forks {

  private final Expressions expressions;

  Forks(Expressions expressions) {
    this.expressions = expressions;
  }

  /** Whether it is an assignment of a fork, which is then compiled. */
  boolean assign(Syntax left, Syntax right, Block block) {
    boolean one = right.is("subscript");
    Syntax call = one ? right.get("value") : right;
    if (!isFork(call, block)) {
      return false;
    }
    Handle parent = expressions.states().one(call.get("function").get("object"), block);
    if (!block.level().owns(parent)) {
      throw new RefusedException(
          call,
          "a fork of another state is used beside the statements for that state only: put what uses it directly behind");
    }
    Map<String, Syntax> arguments =
        Arguments.bind(call, List.of("size", "position_ids_offset"), "fork");
    Expression count =
        arguments.containsKey("size")
            ? expressions.compile(arguments.get("size"), block)
            : Literal.of(1);
    if (one) {
      Expression at = expressions.compile(right.all("subscript").findFirst().orElseThrow(), block);
      fork(name(left), count, call, block);
      Handle state = new Handle(block.level(), new StateRef(stateName(left, block), at));
      block.scope().put(left.text(), new Binding.One(state));
    } else if (left.is("identifier")) {
      fork(left, count, call, block);
      block.scope().put(left.text(), new Binding.Group(block.level(), stateName(left, block)));
    } else {
      several(left, count, call, block);
    }
    return true;
  }

  private boolean isFork(Syntax call, Block block) {
    if (!call.is("call") || !call.get("function").is("attribute")) {
      return false;
    }
    Syntax function = call.get("function");
    boolean fork = function.get("attribute").text().equals("fork");
    return fork && expressions.states().one(function.get("object"), block) != null;
  }

  private static Syntax name(Syntax left) {
    if (!left.is("identifier")) {
      throw new RefusedException(left, "the states of a fork get a plain name: forks = s.fork(n)");
    }
    return left;
  }

  private static String stateName(Syntax left, Block block) {
    return block.scope().local(left.text());
  }

  private static void fork(Syntax left, Expression count, Syntax call, Block block) {
    block.add(new ForkNode(stateName(left, block), count), call);
  }

  private static void several(Syntax left, Expression count, Syntax call, Block block) {
    List<Syntax> targets = left.parts();
    if (!Literal.of(targets.size()).equals(count)
        || !targets.stream().allMatch(each -> each.is("identifier"))) {
      throw new RefusedException(
          left, "the fork's states go into as many plain names: a, b = s.fork(2)");
    }
    String name =
        block.frame().fresh(targets.stream().map(Syntax::text).collect(Collectors.joining("_")));
    block.add(new ForkNode(name, count), call);
    for (int i = 0; i < targets.size(); i++) {
      StateRef ref = new StateRef(name, Literal.of(i));
      block.scope().put(targets.get(i).text(), new Binding.One(new Handle(block.level(), ref)));
    }
  }
}
