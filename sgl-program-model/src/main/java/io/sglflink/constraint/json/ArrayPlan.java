package io.sglflink.constraint.json;

import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.ArrayShape.Contains;
import io.sglflink.constraint.value.ValueSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which items an array of one shape may have next, and whether it can be completed then. */
final class ArrayPlan {

  static final int UNBOUNDED = Integer.MAX_VALUE;

  private final Plans plans;
  private final ArrayShape shape;
  private final ArrayCosts costs;

  /** The choices at places where no values need to be known. */
  private final Map<Items, List<Choice>> known = new HashMap<>();

  ArrayPlan(Plans plans, ArrayShape shape) {
    this.plans = plans;
    this.shape = shape;
    this.costs = new ArrayCosts(this, shape);
  }

  /** One way to take the next item: what it is, and what the array has then. */
  record Choice(ValueSet set, Items after) {}

  /** Adds what is after the bracket that opens an array; {@code parent} is after its last one. */
  void start(Point parent, Steps steps) {
    Items none =
        new Items(0, Collections.nCopies(shape.contains().size(), 0), List.of(), shape.rest());
    steps.gap(new ArrayPoint(this, none, ArrayPoint.Stage.FIRST, 0, parent));
  }

  ValuePlan plan(ValueSet set) {
    return plans.plan(set);
  }

  boolean unique() {
    return shape.unique();
  }

  ArrayCosts costs() {
    return costs;
  }

  /** Whether the array may be closed. */
  boolean complete(Items items) {
    if (items.index() < shape.min()) {
      return false;
    }
    for (int i = 0; i < items.counts().size(); i++) {
      if (items.counts().get(i) < shape.contains().get(i).min()) {
        return false;
      }
    }
    return true;
  }

  /** The ways to go on that can be completed. */
  List<Choice> choices(Items items) {
    if (unique()) {
      return Distinct.enough(shape, items) ? make(items) : List.of();
    }
    List<Choice> choices = known.get(items);
    if (choices == null) {
      choices = make(items);
      known.put(items, choices);
    }
    return choices;
  }

  private List<Choice> make(Items items) {
    return steps(items).stream()
        .filter(choice -> costs.rest(choice.after) != ValueSet.NEVER)
        .toList();
  }

  /** The ways to take one more item, whether or not the array can be completed then. */
  List<Choice> steps(Items items) {
    if (items.index() == shape.max()) {
      return List.of();
    }
    ValueSet item = shape.item(items.index());
    boolean inRest = items.index() >= shape.prefix().size();
    ValueSet left = inRest ? items.rest() : items.left(item);
    List<Choice> choices =
        List.of(new Choice(left, items.next(after(items.index()), items.counts())));
    for (int i = 0; i < shape.contains().size(); i++) {
      List<Choice> refined = new ArrayList<>();
      for (Choice choice : choices) {
        refine(choice, i, refined);
      }
      choices = refined;
    }
    return choices.stream().filter(choice -> !choice.set.isEmpty()).toList();
  }

  /** Splits a choice by whether the item is taken for one that must be among the items. */
  private void refine(Choice choice, int index, List<Choice> refined) {
    Contains contains = shape.contains().get(index);
    int count = choice.after.counts().get(index);
    boolean counted = contains.max() != UNBOUNDED;
    if (count >= contains.min() && !counted) {
      refined.add(choice);
      return;
    }
    if (count < contains.max()) {
      List<Integer> counts = new ArrayList<>(choice.after.counts());
      counts.set(index, count + 1);
      refined.add(
          new Choice(
              choice.set.and(contains.matching()),
              choice.after.next(choice.after.index(), List.copyOf(counts))));
    }
    // Where nothing is counted, an item that matches may be passed over.
    boolean apart = counted || unique();
    refined.add(apart ? new Choice(choice.set.and(contains.others()), choice.after) : choice);
  }

  private int after(int index) {
    int most =
        shape.max() == UNBOUNDED ? Math.max(shape.prefix().size(), shape.min()) : shape.max();
    return Math.min(index + 1, most);
  }
}
