package io.sglflink.constraint.grammar;

import io.sglflink.constraint.ConstraintException.Kind;
import io.sglflink.constraint.regex.Lexeme;
import io.sglflink.constraint.regex.LexemeAutomaton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Turns rules into lexemes, which need no stack, and nodes. */
final class GrammarCompiler {

  /** Rules that are lexemes of at most so many parts become part of the lexemes that call them. */
  private static final int INLINED = 200;

  /** Parts of all lexemes. */
  private static final int MAX_PARTS = 500_000;

  /** Rules that call each other one in the other while they are compiled. */
  private static final int MAX_DEPTH = 200;

  private final Map<String, Part> rules;
  private final Map<String, Regular> regular = new HashMap<>();
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Set<String> open = new HashSet<>();
  private final Deque<String> later = new ArrayDeque<>();
  private final Map<Lexeme, Integer> lexemes = new LinkedHashMap<>();
  private int parts;

  /** A part of a rule: a lexeme, or what becomes a node when all lexemes are known. */
  private sealed interface Draft {}

  private record Regular(Lexeme lexeme, int size) implements Draft {}

  private record Called(String rule) implements Draft {}

  private record Sequence(List<Draft> items) implements Draft {}

  private record Choice(List<Draft> alternatives) implements Draft {}

  private record Repetition(Draft body, int min, int max) implements Draft {}

  GrammarCompiler(Map<String, Part> rules) {
    this.rules = rules;
  }

  GrammarAutomaton compile(int budget) {
    later.add(GrammarParser.ROOT);
    while (!later.isEmpty()) {
      rule(later.remove());
    }
    drafts.values().forEach(this::collect);
    LexemeAutomaton automaton = new LexemeAutomaton(List.copyOf(lexemes.keySet()), budget);
    Nodes nodes = new Nodes(automaton);
    return new GrammarAutomaton(automaton, nodes.make(), budget);
  }

  /** The rule as its callers see it. */
  private Draft rule(String name) {
    Regular known = regular.get(name);
    if (known != null && known.size <= INLINED) {
      return known;
    }
    if (drafts.containsKey(name) || open.contains(name)) {
      return new Called(name);
    }
    if (open.size() >= MAX_DEPTH) {
      later.add(name);
      return new Called(name);
    }
    open.add(name);
    Draft draft = draft(rules.get(name));
    open.remove(name);
    drafts.put(name, draft);
    if (draft instanceof Regular made) {
      regular.put(name, made);
      return made.size <= INLINED ? made : new Called(name);
    }
    return new Called(name);
  }

  private Draft draft(Part part) {
    if (part instanceof Part.Terminal terminal) {
      return counted(() -> terminal.lexeme(), 1);
    }
    if (part instanceof Part.Call call) {
      return rule(call.rule());
    }
    if (part instanceof Part.Repetition repetition) {
      return repetition(draft(repetition.body()), repetition.min(), repetition.max());
    }
    if (part instanceof Part.Choice choice) {
      return choice(choice.alternatives().stream().map(this::draft).toList());
    }
    return sequence(part.items().stream().map(this::draft).toList());
  }

  private Draft repetition(Draft body, int min, int max) {
    if (body instanceof Regular one) {
      return counted(() -> Lexeme.repetition(one.lexeme, min, max), one.size + 1);
    }
    if (body instanceof Repetition inner && inner.min == 0) {
      long most = (long) inner.max * max;
      boolean unbounded = inner.max == Lexeme.UNBOUNDED || max == Lexeme.UNBOUNDED;
      return new Repetition(
          inner.body, 0, unbounded || most > Lexeme.UNBOUNDED ? Lexeme.UNBOUNDED : (int) most);
    }
    return new Repetition(body, min, max);
  }

  private Draft choice(List<Draft> alternatives) {
    List<Draft> others = new ArrayList<>();
    List<Regular> joined = new ArrayList<>();
    for (Draft alternative : alternatives) {
      if (alternative instanceof Regular one) {
        joined.add(one);
      } else {
        others.add(alternative);
      }
    }
    if (!joined.isEmpty()) {
      List<Lexeme> each = joined.stream().map(Regular::lexeme).toList();
      others.add(counted(() -> Lexeme.choice(each), size(joined)));
    }
    return others.size() == 1 ? others.get(0) : new Choice(others);
  }

  private Draft sequence(List<Draft> items) {
    List<Draft> joined = new ArrayList<>();
    List<Regular> run = new ArrayList<>();
    for (Draft item : items) {
      if (item instanceof Regular one) {
        run.add(one);
      } else {
        end(run, joined);
        joined.add(item);
      }
    }
    if (joined.isEmpty() || !run.isEmpty()) {
      end(run, joined);
    }
    return joined.size() == 1 ? joined.get(0) : new Sequence(joined);
  }

  private void end(List<Regular> run, List<Draft> to) {
    if (!run.isEmpty() || to.isEmpty()) {
      List<Lexeme> each = run.stream().map(Regular::lexeme).toList();
      to.add(counted(() -> Lexeme.sequence(each), size(run)));
      run.clear();
    }
  }

  private static int size(List<Regular> parts) {
    return 1 + parts.stream().mapToInt(Regular::size).sum();
  }

  private Regular counted(Supplier<Lexeme> lexeme, int size) {
    parts += size;
    if (parts > MAX_PARTS) {
      throw new Place(1, 1)
          .error(
              Kind.TOO_LARGE,
              String.format("the grammar has more than %,d parts: make it smaller", MAX_PARTS));
    }
    return new Regular(lexeme.get(), size);
  }

  private void collect(Draft draft) {
    if (draft instanceof Regular one) {
      lexemes.putIfAbsent(one.lexeme, lexemes.size());
    } else if (draft instanceof Sequence sequence) {
      sequence.items.forEach(this::collect);
    } else if (draft instanceof Choice choice) {
      choice.alternatives.forEach(this::collect);
    } else if (draft instanceof Repetition repetition) {
      collect(repetition.body);
    }
  }

  /** Makes the nodes of the drafts. */
  private final class Nodes {

    private final LexemeAutomaton automaton;
    private final Map<Integer, Node.Text> texts = new HashMap<>();
    private final Map<String, Node.Call> calls = new LinkedHashMap<>();
    private final List<Node> all = new ArrayList<>();

    Nodes(LexemeAutomaton automaton) {
      this.automaton = automaton;
    }

    /** The root. */
    Node make() {
      drafts.forEach((name, draft) -> call(name).body = node(draft));
      measure();
      LeftRecursion.refuse(calls.values());
      return call(GrammarParser.ROOT);
    }

    private void measure() {
      boolean changed = true;
      while (changed) {
        changed = false;
        for (Node node : all) {
          int shortest = node.measure();
          changed |= shortest != node.shortest;
          node.shortest = shortest;
        }
      }
    }

    private Node.Call call(String rule) {
      return calls.computeIfAbsent(rule, name -> add(new Node.Call(name)));
    }

    private <T extends Node> T add(T node) {
      all.add(node);
      return node;
    }

    private Node node(Draft draft) {
      if (draft instanceof Regular one) {
        return texts.computeIfAbsent(
            lexemes.get(one.lexeme),
            lexeme -> add(new Node.Text(lexeme, automaton.shortest(lexeme))));
      }
      if (draft instanceof Called called) {
        return call(called.rule);
      }
      if (draft instanceof Repetition repetition) {
        Node body = node(repetition.body);
        return add(new Node.Repetition(body, repetition.min, repetition.max));
      }
      if (draft instanceof Choice choice) {
        return add(new Node.Choice(choice.alternatives.stream().map(this::node).toList()));
      }
      List<Draft> items = ((Sequence) draft).items;
      Node last = node(items.get(items.size() - 1));
      for (int i = items.size() - 2; i >= 0; i--) {
        last = add(new Node.Pair(node(items.get(i)), last));
      }
      return last;
    }
  }
}
