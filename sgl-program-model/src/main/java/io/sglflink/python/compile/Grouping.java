package io.sglflink.python.compile;

import io.sglflink.python.syntax.Syntax;
import java.util.List;
import java.util.Set;

/** Finds the statements that can be given to another state as a whole. */
final class Grouping {

  private final Expressions expressions;

  Grouping(Expressions expressions) {
    this.expressions = expressions;
  }

  /** Statements that touch one other state alone. */
  record Run(Handle state, int end) {}

  /** The longest run from {@code from} on, or null where there is none. */
  Run longest(List<Syntax> statements, int from, Block block) {
    Handle state = only(statements.subList(from, from + 1), block);
    if (state == null) {
      return null;
    }
    int end = from + 1;
    while (end < statements.size() && follows(statements.get(end), state, block)) {
      end++;
    }
    for (; end > from; end--) {
      List<Syntax> run = statements.subList(from, end);
      if (touches(run.get(run.size() - 1), state, block) && movable(run, state, block)) {
        return new Run(state, end);
      }
    }
    return null;
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

  private boolean touches(Syntax statement, Handle state, Block block) {
    return StateUse.of(List.of(statement), block, expressions).touched().contains(state);
  }

  private boolean follows(Syntax statement, Handle state, Block block) {
    Set<Handle> touched =
        StateUse.of(List.of(statement), block, expressions).touched();
    if (touched.isEmpty()) {
      return statement.is("expression_statement")
          && (statement.part(0).is("assignment") || statement.part(0).is("augmented_assignment"));
    }
    return touched.equals(Set.of(state));
  }

  /** Whether nothing outside of the statements can tell that they run later. */
  private boolean movable(List<Syntax> run, Handle state, Block block) {
    StateUse use = StateUse.of(run, block, expressions);
    if (use.leaves() || !use.touched().equals(Set.of(state))) {
      return false;
    }
    if (run.size() > 1 && use.readsGroupOf(state) || compound(run) && use.readsGroupOf(state)) {
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
        statements.stream().filter(each -> Mentions.count(each, name) > 0).toList();
    if (mention.isEmpty()) {
      return true;
    }
    Syntax first = mention.get(0);
    if (first.is("expression_statement") && first.part(0).is("assignment")) {
      Syntax right = first.part(0).get("right");
      return right != null && Mentions.count(right, name) == 0;
    }
    if (mention.size() > 1) {
      return false;
    }
    if (first.is("for_statement")) {
      boolean target =
          Mentions.count(first.get("left"), name) > 0 && Mentions.count(first.get("right"), name) == 0;
      if (target) {
        return true;
      }
    }
    List<Syntax> blocks = first.walk().filter(each -> each.is("block")).toList();
    List<Syntax> holding = blocks.stream().filter(each -> Mentions.count(each, name) > 0).toList();
    boolean only =
        !holding.isEmpty() && Mentions.count(holding.get(0), name) == Mentions.count(first, name);
    boolean with = first.is("with_statement") && !Mentions.assigned(first.get("body")).contains(name);
    return with || only && startsAnew(name, holding.get(0).parts());
  }
}
