package io.sglflink.python.show;

import io.sglflink.program.ArgumentRef;
import io.sglflink.program.CallNode;
import io.sglflink.program.CopyNode;
import io.sglflink.program.ForNode;
import io.sglflink.program.ForkNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.Node;
import io.sglflink.python.compile.Reads;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which names the nodes of a function set, and where. */
final class Uses {

  private final Map<String, Integer> locals = new HashMap<>();
  private final Map<String, Integer> states = new HashMap<>();

  Uses(List<Node> body) {
    count(body, locals, states);
  }

  private static void count(
      List<Node> nodes, Map<String, Integer> locals, Map<String, Integer> states) {
    for (Node node : nodes) {
      if (node instanceof LetNode let) {
        add(let.name(), locals);
      } else if (node instanceof ForNode each) {
        add(each.item(), locals);
        add(each.index(), locals);
      } else if (node instanceof ForkNode fork) {
        add(fork.name(), states);
        add(fork.item(), locals);
      } else if (node instanceof CopyNode copy) {
        add(copy.name(), states);
      } else if (node instanceof CallNode call) {
        add(call.state(), states);
      }
      count(node.children(), locals, states);
    }
  }

  private static void add(String name, Map<String, Integer> counts) {
    if (name != null) {
      counts.merge(name, 1, Integer::sum);
    }
  }

  /** The locals that nodes for another state set, where the rest of the function sets them, too. */
  Set<String> localsOf(List<Node> body, String item) {
    Map<String, Integer> inside = new HashMap<>();
    count(body, inside, new HashMap<>());
    add(item, inside);
    return shared(inside, locals);
  }

  /**
   * The states that nodes for another state make, where the rest of the function makes them, too.
   */
  Set<String> statesOf(List<Node> body) {
    Map<String, Integer> inside = new HashMap<>();
    count(body, new HashMap<>(), inside);
    return shared(inside, states);
  }

  private static Set<String> shared(Map<String, Integer> inside, Map<String, Integer> all) {
    Set<String> names = new HashSet<>();
    inside.forEach(
        (name, count) -> {
          if (!count.equals(all.get(name))) {
            names.add(name);
          }
        });
    return names;
  }

  /** How often nodes set the local. */
  static int sets(List<Node> body, String local) {
    Map<String, Integer> counts = new HashMap<>();
    count(body, counts, new HashMap<>());
    return counts.getOrDefault(local, 0);
  }

  /** How often nodes read the argument. */
  static long reads(List<Node> body, String argument) {
    return body.stream().flatMap(Reads::all).filter(new ArgumentRef(argument)::equals).count();
  }
}
