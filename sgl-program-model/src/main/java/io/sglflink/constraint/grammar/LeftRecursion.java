package io.sglflink.constraint.grammar;

import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds rules that come back to themselves before a character is written. */
final class LeftRecursion {

  private final Map<Node.Call, Set<Node.Call>> first = new LinkedHashMap<>();
  private final Set<Node.Call> done = new HashSet<>();

  private LeftRecursion() {}

  static void refuse(Collection<Node.Call> rules) {
    LeftRecursion recursion = new LeftRecursion();
    for (Node.Call rule : rules) {
      Set<Node.Call> calls = new LinkedHashSet<>();
      collect(rule.body, calls);
      recursion.first.put(rule, calls);
    }
    rules.forEach(rule -> recursion.follow(rule, new ArrayList<>()));
  }

  /** Adds the rules that {@code node} can begin with. */
  private static void collect(Node node, Set<Node.Call> to) {
    if (node instanceof Node.Call call) {
      to.add(call);
    } else if (node instanceof Node.Pair pair) {
      collect(pair.head, to);
      if (pair.head.shortest == 0) {
        collect(pair.tail, to);
      }
    } else if (node instanceof Node.Choice choice) {
      choice.alternatives.forEach(alternative -> collect(alternative, to));
    } else if (node instanceof Node.Repetition repetition) {
      collect(repetition.body, to);
    }
  }

  private void follow(Node.Call rule, List<Node.Call> path) {
    if (done.contains(rule)) {
      return;
    }
    int before = path.indexOf(rule);
    path.add(rule);
    if (before >= 0) {
      List<String> names = path.subList(before, path.size()).stream().map(one -> one.rule).toList();
      throw new ConstraintException(
          Kind.UNSUPPORTED,
          "rule " + rule.rule,
          String.format(
              "rule %s can begin with itself (%s) through another rule or after something empty:"
                  + " begin it with what must come first, as in a ::= b (\"+\" b)*",
              rule.rule, String.join(" > ", names)));
    }
    first.get(rule).forEach(next -> follow(next, path));
    path.remove(path.size() - 1);
    done.add(rule);
  }
}
