package io.sglflink.python.compile;

import io.sglflink.python.syntax.RefusedException;
import io.sglflink.python.syntax.Syntax;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Second names. In Python a name is another name of the same state or list, whichever way the run
 * came; here a state's names are known before the run, and lists are values. What could tell the
 * difference is refused.
 */
final class Aliases {

  private static final Set<String> LOOPS = Set.of("for_statement", "while_statement");
  private static final Set<String> SOMETIMES =
      Set.of(
          "for_statement",
          "while_statement",
          "if_statement",
          "elif_clause",
          "else_clause",
          "case_clause");
  private static final Set<String> COMPREHENSIONS =
      Set.of("list_comprehension", "generator_expression");

  private Aliases() {}

  /** Of a list that has two names. */
  static RefusedException refused(Syntax at, String why) {
    return new RefusedException(
        at, why + ": in Python that is one list, so make a list of its own, " + at.text() + "[:]");
  }

  /**
   * Whether {@code right} is a second name for a list that grows.
   *
   * @throws RefusedException if it is
   */
  static void checkList(Syntax left, Syntax right, Block block) {
    boolean second =
        right.is("identifier")
            || (right.is("subscript")
                && right.all("subscript").noneMatch(each -> each.is("slice")));
    if (!second || !left.is("identifier")) {
      return;
    }
    for (String name : List.of(left.text(), right.text())) {
      if (grows(block.scope().body(), name)) {
        throw new RefusedException(
            right,
            String.format(
                "%s and %s are one list in Python, and one of them grows: copy it, %s = %s[:]",
                left.text(), right.text(), left.text(), right.text()));
      }
    }
  }

  private static boolean grows(Syntax body, String name) {
    return Mentions.appendedTo(body, name)
        || body.walk()
            .filter(each -> each.is("augmented_assignment") && each.get("left").isName(name))
            .anyMatch(each -> each.get("right").is("list"));
  }

  /**
   * Whether {@code left}, which becomes the name of a state, is read where it may be another one.
   *
   * @throws RefusedException if it is
   */
  static void checkState(Syntax left, Block block) {
    Syntax body = block.scope().body();
    List<Syntax> around =
        body.walk()
            .filter(each -> SOMETIMES.contains(each.type()))
            .filter(each -> each.start() <= left.start() && left.end() <= each.end())
            .toList();
    String name = left.text();
    for (Syntax loop : around) {
      if (LOOPS.contains(loop.type())
          && readNext(loop.get("body"), loop.get("body").start(), name)) {
        throw sometimes(left);
      }
    }
    if (!around.isEmpty() && readNext(body, around.get(around.size() - 1).end(), name)) {
      throw sometimes(left);
    }
  }

  /**
   * Whether the states that {@code right} names, which get {@code left} as a second name, lose the
   * first one to others behind it.
   *
   * @throws RefusedException if they do
   */
  static void checkAgain(Syntax left, Syntax right, Block block) {
    Syntax first = right.is("subscript") ? right.get("value") : right;
    boolean again =
        first.is("identifier")
            && block
                .scope()
                .body()
                .walk()
                .filter(each -> each.start() > left.end() && each.is("assignment"))
                .anyMatch(each -> each.get("left").isName(first.text()));
    if (again) {
      throw new RefusedException(
          left,
          String.format(
              "%s becomes the name of others while %s is one of these states: give the others a"
                  + " name of their own",
              first.text(), left.text()));
    }
  }

  private static RefusedException sometimes(Syntax left) {
    return new RefusedException(
        left,
        "the name "
            + left.text()
            + " is one state or another, as the run goes: keep the state's number, forks[best]");
  }

  /** Whether the next that is said of a name from {@code from} on is not that it is set. */
  static boolean readNext(Syntax body, int from, String name) {
    Set<Integer> own = new HashSet<>();
    body.walk()
        .filter(each -> COMPREHENSIONS.contains(each.type()))
        .filter(each -> binds(each, name))
        .forEach(each -> Mentions.names(each).forEach(said -> own.add(said.start())));
    Syntax next =
        Mentions.names(body)
            .filter(
                each -> each.start() >= from && each.isName(name) && !own.contains(each.start()))
            .findFirst()
            .orElse(null);
    return next != null && body.walk().noneMatch(each -> sets(each, next));
  }

  private static boolean binds(Syntax comprehension, String name) {
    return comprehension.parts().stream()
        .filter(part -> part.is("for_in_clause"))
        .anyMatch(part -> Mentions.count(part.get("left"), name) > 0);
  }

  /** Whether {@code name} stands where {@code node} sets names. */
  private static boolean sets(Syntax node, Syntax name) {
    Syntax target =
        node.is("assignment") || node.is("for_statement")
            ? node.get("left")
            : node.is("as_pattern_target") ? node : null;
    if (target == null || name.start() < target.start() || name.end() > target.end()) {
      return false;
    }
    Set<String> names = new HashSet<>();
    Mentions.targets(node.is("as_pattern_target") ? target.part(0) : target, names);
    return names.contains(name.text());
  }
}
