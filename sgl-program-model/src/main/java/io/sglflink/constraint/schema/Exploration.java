package io.sglflink.constraint.schema;

import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.ObjectShape;
import io.sglflink.constraint.value.ValueSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Looks at the sets inside a set before any text is written, so that what is refused is so now. */
final class Exploration {

  /** Sets that are looked at; what lies behind more of them is met when it is reached. */
  private static final int MAX_SETS = 2_000;

  private final Set<ValueSet> seen = new HashSet<>();
  private final Deque<ValueSet> open = new ArrayDeque<>();

  private Exploration() {}

  /**
   * @throws ConstraintException when part of it cannot be said exactly
   */
  static void of(ValueSet root) {
    Exploration exploration = new Exploration();
    exploration.reach(root);
    while (!exploration.open.isEmpty() && exploration.seen.size() < MAX_SETS) {
      exploration.look(exploration.open.poll());
    }
  }

  private void look(ValueSet set) {
    set.numbers();
    set.texts();
    for (ArrayShape shape : set.arrays()) {
      shape.prefix().forEach(this::reach);
      reach(shape.rest());
    }
    for (ObjectShape shape : set.objects()) {
      shape.properties().forEach(property -> reach(property.value()));
      shape.others().forEach(others -> reach(others.value()));
    }
  }

  private void reach(ValueSet set) {
    if (seen.add(set)) {
      open.add(set);
    }
  }
}
