package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.value.ValueSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The automaton of the JSON texts of a set of values: a state is the ways to understand the text so
 * far, a way is the token that it is in and the stack of what is open around it. States are made
 * when they are first asked for.
 */
public final class JsonAutomaton {

  /** States, or points, after which those so far are forgotten and made again. */
  private static final int MAX_STATES = 32_768;

  /** Branches of one state. */
  private static final int MAX_BRANCHES = 4_096;

  /** Branches that may be made between two calls of {@link #refill}: some tenths of a second. */
  private static final int BUDGET = 1_000_000;

  private final JsonStyle style;
  private final Plans plans;
  private final Map<Point, Point> points = new HashMap<>();
  private final Map<Branch, JsonState> single = new HashMap<>();
  private final Map<List<Branch>, JsonState> several = new HashMap<>();
  private final List<JsonState> made = new ArrayList<>();
  private final JsonState start;
  private int left = BUDGET;

  private JsonAutomaton(ValueSet root, JsonStyle style) {
    this.style = style;
    this.plans = new Plans(style);
    Point value = new ValuePoint(plans.plan(root), new EndPoint());
    this.start =
        new JsonState(this, new Branch[] {new Branch(Gap.around(style.whitespace()), value, null)});
  }

  /**
   * Where the empty text stands, in an automaton over the UTF-8 texts of exactly the values of
   * {@code root}.
   *
   * @throws ConstraintException when there are none
   */
  public static ByteState start(ValueSet root, JsonStyle style) {
    if (root.isEmpty()) {
      throw new ConstraintException(
          ConstraintException.Kind.UNSATISFIABLE, "", "no JSON value satisfies the constraint");
    }
    return new JsonAutomaton(root, style).start;
  }

  JsonStyle style() {
    return style;
  }

  void refill() {
    left = BUDGET;
  }

  void spend() {
    if (--left < 0) {
      throw new ConstraintBudgetException(
          "the constraint takes too much work here: give it fewer alternatives");
    }
  }

  JsonState after(JsonState state, int value) {
    Steps steps = new Steps(this, value);
    for (Branch branch : state.branches()) {
      steps.follow(branch);
    }
    List<Branch> found = steps.found();
    if (found.size() > MAX_BRANCHES) {
      throw new ConstraintBudgetException(
          "the constraint has more than "
              + MAX_BRANCHES
              + " ways to understand a text: give it fewer alternatives");
    }
    return state(found);
  }

  private JsonState state(List<Branch> branches) {
    if (branches.size() == 1 && branches.get(0).tape() == null) {
      Branch branch = branches.get(0);
      JsonState known = single.get(branch);
      if (known == null) {
        known = made(branches);
        single.put(branch, known);
      }
      return known;
    }
    JsonState known = several.get(branches);
    if (known == null) {
      known = made(branches);
      several.put(List.copyOf(branches), known);
    }
    return known;
  }

  private JsonState made(List<Branch> branches) {
    if (made.size() >= MAX_STATES || points.size() >= MAX_STATES) {
      // Whoever holds a state keeps it; it only loses its way to the others.
      made.forEach(JsonState::forget);
      made.clear();
      single.clear();
      several.clear();
      points.clear();
      start.forget();
    }
    JsonState state = new JsonState(this, branches.toArray(Branch[]::new));
    made.add(state);
    return state;
  }

  /** The one object for points that are equal. */
  Point known(Point point) {
    Point known = points.putIfAbsent(point, point);
    return known == null ? point : known;
  }
}
