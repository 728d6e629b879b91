package io.sglflink.python.compile;

import static io.sglflink.program.Expression.operation;

import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.Node;
import io.sglflink.program.OnNode;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.StateRef;
import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a for goes over: lists, ranges, states of forks, and several of them at once. */
final class Loops {

  private final Expressions expressions;

  Loops(Expressions expressions) {
    this.expressions = expressions;
  }

  /** The list of a loop, the names of item and index, and what its body begins with. */
  private static final class Head {
    private Expression in;
    private String item;
    private String index;
    private Binding.Group group;
    private boolean hidden;
    private final List<LetNode> lets = new ArrayList<>();
  }

  /** Adds the loop to {@code block}; {@code body} fills what is repeated. */
  void loop(Syntax target, Syntax iterable, Syntax at, Block block, Consumer<Block> body) {
    if (iterable.is("identifier") && Mentions.appendedTo(at, iterable.text())) {
      throw Aliases.refused(iterable, "the loop appends to the list that it goes over");
    }
    Head head = head(target, iterable, block);
    Block inner = block.loop();
    block.level().made(head.item);
    if (head.index != null) {
      block.level().made(head.index);
    }
    head.lets.forEach(let -> inner.add(let, at));
    body.accept(inner);
    boolean after = Aliases.readNext(block.scope().body(), at.end(), target.text());
    Node all = after ? null : forAllStates(head, inner.nodes());
    if (all == null || all.children().isEmpty()) {
      block.prepare(new ForNode(head.item, head.index, head.in, inner.nodes()), at);
    } else {
      block.prepare(all, at);
    }
  }

  /** One node on all states, where the loop does nothing but give each its nodes. */
  private static Node forAllStates(Head head, List<Node> body) {
    if (head.group == null
        || !head.hidden
        || body.size() != 1
        || !(body.get(0) instanceof OnNode on)) {
      return null;
    }
    LocalRef index = new LocalRef(head.item);
    boolean its = on.state().name().equals(head.group.name()) && index.equals(on.state().at());
    boolean reads = on.body().stream().anyMatch(node -> Reads.of(node).contains(head.item));
    return its && !reads ? new OnNode(new StateRef(head.group.name(), null), on.body()) : null;
  }

  private Head head(Syntax target, Syntax iterable, Block block) {
    String function = function(iterable, block);
    if (function.equals("enumerate")) {
      return enumerated(target, iterable, block);
    }
    if (function.equals("zip")) {
      return zipped(unpacked(target, 2), iterable, null, block);
    }
    Syntax object = function.startsWith(".") ? iterable.get("function").get("object") : null;
    if (function.equals(".items") || function.equals(".values")) {
      return fields(target, iterable, expressions.compile(object, block), function, block);
    }
    Binding.Group group = expressions.states().group(iterable, block);
    if (group != null) {
      return states(target, group, null, iterable, block);
    }
    Head head = new Head();
    head.in = expressions.compile(iterable, block);
    item(target, head, block);
    return head;
  }

  private static String function(Syntax node, Block block) {
    if (!node.is("call")) {
      return "";
    }
    Syntax function = node.get("function");
    if (function.is("identifier") && block.scope().get(function.text()) == null) {
      return function.text();
    }
    return function.is("attribute") ? "." + function.get("attribute").text() : "";
  }

  private Head enumerated(Syntax target, Syntax call, Block block) {
    List<Syntax> targets = unpacked(target, 2);
    var arguments = Arguments.bind(call, List.of("iterable", "start"), "enumerate");
    Syntax iterable = arguments.get("iterable");
    if (iterable == null) {
      throw new RefusedException(call, "enumerate needs a list: give one");
    }
    Syntax start = arguments.get("start");
    String index = name(targets.get(0), block);
    String counter = start == null ? index : block.frame().fresh(index + "_from_0");
    Head head;
    Binding.Group group = expressions.states().group(iterable, block);
    if (group != null) {
      head = states(targets.get(1), group, counter, iterable, block);
    } else if (function(iterable, block).equals("zip")) {
      head = zipped(unpacked(targets.get(1), 2), iterable, counter, block);
    } else {
      head = head(targets.get(1), iterable, block);
      if (head.index != null || head.group != null) {
        throw new RefusedException(call, "enumerate of enumerate is not known: one is enough");
      }
      head.index = counter;
    }
    if (start != null) {
      Expression from = expressions.compile(start, block);
      head.lets.add(0, new LetNode(index, operation(Operator.ADD, new LocalRef(counter), from)));
    }
    return head;
  }

  private Head states(Syntax target, Binding.Group group, String counter, Syntax at, Block block) {
    Head head = new Head();
    head.group = group;
    head.item = counter;
    if (counter == null) {
      head.item = block.frame().fresh(identifier(target).text() + "_index");
      head.hidden = true;
    } else {
      head.hidden = Mentions.count(block.scope().body(), counter) == 1;
    }
    head.in = operation(Operator.RANGE, new ValueCalls(expressions).size(group, at, block));
    bind(target, group, new LocalRef(head.item), block);
    return head;
  }

  private Head zipped(List<Syntax> targets, Syntax call, String counter, Block block) {
    List<Syntax> lists = Arguments.list(call);
    if (lists.size() != targets.size()) {
      throw new RefusedException(
          call, "zip of " + lists.size() + " goes into as many names: write one for each");
    }
    Head head = new Head();
    head.item = counter == null ? block.frame().fresh("index") : counter;
    LocalRef index = new LocalRef(head.item);
    List<Expression> sizes = new ArrayList<>();
    for (int i = 0; i < lists.size(); i++) {
      Binding.Group group = expressions.states().group(lists.get(i), block);
      if (group != null) {
        sizes.add(new ValueCalls(expressions).size(group, call, block));
        bind(targets.get(i), group, index, block);
      } else {
        Expression list = held(expressions.compile(lists.get(i), block), "list", call, block);
        sizes.add(operation(Operator.LEN, list));
        unpack(targets.get(i), Expression.get(list, index), head, block);
      }
    }
    head.in =
        operation(
            Operator.RANGE, sizes.size() == 1 ? sizes.get(0) : new Operation(Operator.MIN, sizes));
    return head;
  }

  private Head fields(Syntax target, Syntax call, Expression object, String function, Block block) {
    Arguments.positions(call, 0, 0, function.substring(1));
    Expression held = held(object, "fields", call, block);
    Head head = new Head();
    head.in = operation(Operator.KEYS, held);
    Syntax value = target;
    if (function.equals(".items")) {
      List<Syntax> targets = unpacked(target, 2);
      head.item = name(targets.get(0), block);
      value = targets.get(1);
    } else {
      head.item = block.frame().fresh("key");
    }
    unpack(value, Expression.get(held, new LocalRef(head.item)), head, block);
    return head;
  }

  private static Expression held(Expression list, String name, Syntax at, Block block) {
    return Values.simple(list) ? list : block.hold(name, list, at);
  }

  private void item(Syntax target, Head head, Block block) {
    if (target.is("identifier")) {
      head.item = name(target, block);
    } else {
      head.item = block.frame().fresh("item");
      unpack(target, new LocalRef(head.item), head, block);
    }
  }

  private void unpack(Syntax target, Expression value, Head head, Block block) {
    if (target.is("identifier")) {
      head.lets.add(new LetNode(name(target, block), value));
      return;
    }
    List<Syntax> targets = unpacked(target, 1);
    for (int i = 0; i < targets.size(); i++) {
      unpack(targets.get(i), Expression.get(value, Literal.of(i)), head, block);
    }
  }

  private static List<Syntax> unpacked(Syntax target, int least) {
    boolean names =
        target.is("pattern_list") || target.is("tuple_pattern") || target.is("list_pattern");
    if (!names || target.parts().size() < least) {
      throw new RefusedException(
          target, "this goes into several names: write one for each, for a, b in …");
    }
    return target.parts();
  }

  private static void bind(Syntax target, Binding.Group group, LocalRef index, Block block) {
    Handle state = new Handle(group.level(), new StateRef(group.name(), index));
    block.scope().put(identifier(target).text(), new Binding.One(state));
  }

  private static Syntax identifier(Syntax target) {
    if (!target.is("identifier")) {
      throw new RefusedException(
          target, "a loop's name is a plain name: assign to others in its body");
    }
    return target;
  }

  private static String name(Syntax target, Block block) {
    return block.scope().declare(identifier(target).text());
  }
}
