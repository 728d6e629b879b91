package io.sglflink.python.compile;

import io.sglflink.python.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the statements that can be given to another state as a whole. */
final class Grouping {

  private static final Set<String> PASSIVE =
      Set.of("if_statement", "for_statement", "while_statement", "pass_statement");

  private final Expressions expressions;

  Grouping(Expressions expressions) {
    this.expressions = expressions;
  }

  /** Statements that touch one other state alone. */
  record Run(Handle state, int end) {}

  /** The longest run from {@code from} on, or null where there is none. */
  Run longest(List<Syntax> statements, int from, Block block) {
    int first = from;
    while (first < statements.size() && isPassive(statements.get(first), block)) {
      first++;
    }
    Handle state =
        first == statements.size() ? null : only(statements.subList(first, first + 1), block);
    if (state == null || !prepares(statements, from, first, state, block)) {
      return null;
    }
    StateUse use = StateUse.of(statements.subList(from, first), block, expressions);
    List<Integer> ends = new ArrayList<>();
    for (int end = first; end < statements.size(); end++) {
      Syntax statement = statements.get(end);
      boolean touches = use.add(statement);
      boolean passive = isPassive(statement, block) && readsOnly(List.of(statement), state, block);
      if (!use.touched().equals(Set.of(state)) || !(touches || passive)) {
        break;
      }
      if (touches) {
        ends.add(0, end + 1);
      }
    }
    for (int last : ends) {
      if (movable(statements.subList(from, last), state, block)) {
        return new Run(state, last);
      }
    }
    return null;
  }

  /** Whether all of the statements can be given to {@code state}. */
  boolean whole(List<Syntax> statements, Handle state, Block block) {
    for (Syntax statement : statements) {
      boolean passive = isPassive(statement, block);
      if (passive && !readsOnly(List.of(statement), state, block)) {
        return false;
      }
    }
    return movable(statements, state, block);
  }

  /** Whether a statement does nothing but set locals. */
  private boolean isPassive(Syntax statement, Block block) {
    boolean kind =
        statement.is("expression_statement")
            ? statement.part(0).is("assignment")
                || statement.part(0).is("augmented_assignment")
                || starts(statement.part(0), block)
            : PASSIVE.contains(statement.type());
    return kind && StateUse.of(List.of(statement), block, expressions).touched().isEmpty();
  }

  private boolean starts(Syntax call, Block block) {
    return call.is("call")
        && expressions.calls().callee(call, block) instanceof Binding.SglFunction;
  }

  private boolean readsOnly(List<Syntax> statements, Handle state, Block block) {
    return StateUse.of(statements, block, expressions).readsNoOther(state);
  }

  /**
   * Whether each of the statements up to {@code to} reads the state, or begins what a later one
   * goes on with.
   */
  private boolean prepares(List<Syntax> statements, int from, int to, Handle state, Block block) {
    for (int i = from; i < to; i++) {
      List<Syntax> one = statements.subList(i, i + 1);
      Set<String> later = Mentions.assigned(statements.subList(i + 1, statements.size()));
      boolean goesOn = Mentions.assigned(one).stream().anyMatch(later::contains);
      boolean reads = StateUse.of(one, block, expressions).reads(state);
      if (!(reads || goesOn) || !readsOnly(one, state, block)) {
        return false;
      }
    }
    return true;
  }

  /** The one state of this level that the statements touch, if it is not the level's own. */
  private Handle only(List<Syntax> statements, Block block) {
    Set<Handle> touched = StateUse.of(statements, block, expressions).touched();
    Handle state = touched.size() == 1 ? touched.iterator().next() : null;
    boolean one = state != null && state.level() == block.level() && state.ref() != null;
    return one && !anyOfFork(state, block) ? state : null;
  }

  /** A loop over a fork's states is a loop, which gives to each of them. */
  private static boolean anyOfFork(Handle state, Block block) {
    return state.ref().at() == null
        && block.scope().get(state.ref().name()) instanceof Binding.Group;
  }

  /** Whether nothing outside of the statements can tell that they run later. */
  private boolean movable(List<Syntax> run, Handle state, Block block) {
    StateUse use = StateUse.of(run, block, expressions);
    if (use.leaves() || !use.touched().equals(Set.of(state))) {
      return false;
    }
    if ((run.size() > 1 || compound(run)) && use.readsGroupOf(state)) {
      return false;
    }
    Set<String> assigned = Mentions.assigned(run);
    assigned.removeIf(name -> isState(name, block));
    Set<String> others = use.namesOfOthers(state);
    boolean at =
        state.ref() != null
            && state.ref().at() != null
            && Values.locals(state.ref().at()).stream().anyMatch(assigned::contains);
    return !at
        && assigned.stream().noneMatch(others::contains)
        && assigned.stream().allMatch(name -> inside(name, run, block));
  }

  private static boolean compound(List<Syntax> run) {
    return run.stream().anyMatch(statement -> !statement.is("expression_statement"));
  }

  /** A target of {@code +=} that is a state is no local. */
  private static boolean isState(String name, Block block) {
    Binding binding = block.scope().get(name);
    return binding instanceof Binding.One || binding instanceof Binding.Group;
  }

  private static boolean inside(String name, List<Syntax> run, Block block) {
    return Mentions.count(block.scope().body(), name) == Mentions.count(run, name)
        && startsAnew(name, run);
  }

  /** Whether each way through the statements sets the name before it reads it. */
  private static boolean startsAnew(String name, List<Syntax> statements) {
    List<Syntax> mention =
        statements.stream()
            .flatMap(each -> straight(each, name))
            .filter(each -> Mentions.count(each, name) > 0)
            .toList();
    if (mention.isEmpty()) {
      return true;
    }
    Syntax first = mention.get(0);
    if (first.is("expression_statement") && first.part(0).is("assignment")) {
      Syntax right = first.part(0).get("right");
      return right != null && Mentions.count(right, name) == 0;
    }
    if (namesCopy(first, name)) {
      return true;
    }
    if (mention.size() > 1) {
      return false;
    }
    if (first.is("for_statement")) {
      boolean target =
          Mentions.count(first.get("left"), name) > 0
              && Mentions.count(first.get("right"), name) == 0;
      if (target) {
        return true;
      }
    }
    List<Syntax> blocks = first.walk().filter(each -> each.is("block")).toList();
    List<Syntax> holding = blocks.stream().filter(each -> Mentions.count(each, name) > 0).toList();
    boolean only =
        !holding.isEmpty() && Mentions.count(holding.get(0), name) == Mentions.count(first, name);
    boolean with =
        first.is("with_statement") && !Mentions.assigned(first.get("body")).contains(name);
    return with || (only && startsAnew(name, holding.get(0).parts()));
  }

  /** Whether a with begins by giving the name to a copy. */
  private static boolean namesCopy(Syntax first, String name) {
    return first.is("with_statement")
        && first.children().stream()
            .filter(part -> part.is("with_clause"))
            .allMatch(
                clause ->
                    Mentions.assigned(clause).contains(name) && Mentions.count(clause, name) == 1);
  }

  /** The statements of a with come one behind the other, as if there were none. */
  private static Stream<Syntax> straight(Syntax statement, String name) {
    boolean with = statement.is("with_statement");
    boolean inHead =
        with && Mentions.count(statement, name) != Mentions.count(statement.get("body"), name);
    return with && !inHead
        ? statement.get("body").parts().stream().flatMap(each -> straight(each, name))
        : Stream.of(statement);
  }
}
