package io.sglflink.constraint.grammar;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.regex.LexemeAutomaton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** An automaton with stacks whose states are made when they are first asked for. */
final class GrammarAutomaton {

  /** States, or stacks in them, after which those so far are forgotten and made again. */
  private static final int MAX_STATES = 8_192;

  private static final int MAX_STACKS = 65_536;

  private final LexemeAutomaton lexemes;
  private final int budget;
  private final Map<Key, GrammarState> states = new HashMap<>();
  private final Map<Pushed, Stack> stacks = new HashMap<>();
  private final GrammarState start;
  private int left;

  private record Key(Set<Branch> branches, boolean accepting) {}

  private record Pushed(Node node, Stack below) {}

  /** In the middle of a lexeme, and what comes after it. */
  record Branch(ByteState leaf, Stack rest) {}

  /**
   * @param budget stacks that may be looked at between two calls of {@link #refill}
   */
  GrammarAutomaton(LexemeAutomaton lexemes, Node root, int budget) {
    this.lexemes = lexemes;
    this.budget = budget;
    this.left = budget;
    Closure closure = new Closure();
    closure.open(push(root, null));
    this.start = state(closure);
  }

  GrammarState start() {
    return start;
  }

  int classOf(int value) {
    return lexemes.classOf(value);
  }

  int classes() {
    return lexemes.classes();
  }

  void refill() {
    left = budget;
    lexemes.refill();
  }

  /** The state after {@code value}, null where it cannot come. */
  GrammarState after(GrammarState state, int value) {
    Closure closure = new Closure();
    for (Branch branch : state.branches()) {
      ByteState leaf = branch.leaf.next(value);
      if (leaf != null) {
        closure.enter(leaf, branch.rest);
      }
    }
    return closure.isEmpty() ? null : state(closure);
  }

  private GrammarState state(Closure closure) {
    closure.run();
    Key key = new Key(closure.branches, closure.accepting);
    GrammarState known = states.get(key);
    if (known != null) {
      return known;
    }
    if (states.size() >= MAX_STATES || stacks.size() >= MAX_STACKS) {
      // Whoever holds a state keeps it; it only loses its way to the others.
      states.values().forEach(GrammarState::forget);
      states.clear();
      stacks.clear();
      if (start != null) {
        states.put(new Key(Set.copyOf(start.branches()), start.accepting()), start);
      }
    }
    GrammarState made = new GrammarState(this, key.branches, key.accepting);
    states.put(key, made);
    return made;
  }

  private Stack push(Node node, Stack below) {
    if (below != null
        && node == below.node
        && node instanceof Node.Repetition repetition
        && repetition.fewer() == repetition) {
      // Any number of times, twice, is any number of times.
      return below;
    }
    return stacks.computeIfAbsent(new Pushed(node, below), key -> new Stack(node, below));
  }

  /**
   * Makes the states that are the fewest bytes away.
   *
   * @throws ConstraintBudgetException when even these take too much work
   */
  void explore(int count) {
    refill();
    Set<GrammarState> seen = new HashSet<>(Set.of(start));
    Deque<GrammarState> open = new ArrayDeque<>(seen);
    while (!open.isEmpty() && seen.size() < count) {
      GrammarState state = open.remove();
      for (int value = 0; value < 256; value++) {
        GrammarState next = state.next(value);
        if (next != null && seen.add(next)) {
          open.add(next);
        }
      }
    }
  }

  /** Finds the lexemes that can come next. */
  private final class Closure {

    private final Set<Branch> branches = new LinkedHashSet<>();
    private final Set<Stack> seen = new HashSet<>();
    private final Deque<Stack> open = new ArrayDeque<>();
    private boolean accepting;

    boolean isEmpty() {
      return branches.isEmpty() && open.isEmpty() && !accepting;
    }

    void enter(ByteState leaf, Stack rest) {
      if (leaf.hasNext()) {
        branches.add(new Branch(leaf, rest));
      }
      if (leaf.accepting()) {
        open(rest);
      }
    }

    void open(Stack stack) {
      if (stack == null) {
        accepting = true;
      } else if (seen.add(stack)) {
        open.add(stack);
      }
    }

    void run() {
      while (!open.isEmpty()) {
        if (--left < 0) {
          throw new ConstraintBudgetException(
              "the grammar takes too much work here: make what may follow less ambiguous");
        }
        Stack stack = open.remove();
        expand(stack.node, stack.below);
      }
    }

    private void expand(Node node, Stack below) {
      if (node instanceof Node.Text text) {
        enter(lexemes.start(text.lexeme), below);
      } else if (node instanceof Node.Call call) {
        open(push(call.body, below));
      } else if (node instanceof Node.Pair pair) {
        open(push(pair.head, push(pair.tail, below)));
      } else if (node instanceof Node.Choice choice) {
        choice.alternatives.forEach(alternative -> open(push(alternative, below)));
      } else if (node instanceof Node.Repetition repetition) {
        if (repetition.min == 0) {
          open(below);
        }
        Node.Repetition fewer = repetition.fewer();
        open(push(repetition.body, fewer == null ? below : push(fewer, below)));
      }
    }
  }
}
