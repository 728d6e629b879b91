package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.JsonStyle;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the branches after one byte. */
final class Steps {

  /** Branches up to which each is compared with each other. */
  private static final int COMPARED = 8;

  private final JsonAutomaton automaton;
  private final int value;
  private final List<Branch> few = new ArrayList<>(2);
  private Set<Branch> many;

  private Tape before;

  /** One tape after each one before, so that branches that read the same can be equal. */
  private IdentityHashMap<Tape, Tape> tapes;

  Steps(JsonAutomaton automaton, int value) {
    this.automaton = automaton;
    this.value = value;
  }

  /** Adds what is after {@code branch}. */
  void follow(Branch branch) {
    before = branch.tape();
    ByteState leaf = branch.leaf();
    Point point = branch.point();
    ByteState next = leaf.next(value);
    if (next != null) {
      if (next instanceof StringBody body && body.closed()) {
        point.closed(body, this);
      } else if (next instanceof Literal && next.accepting()) {
        gap(point);
      } else {
        add(next, point);
      }
    } else if (leaf.accepting()) {
      if (leaf instanceof Gap) {
        point.step(value, this);
      } else {
        afterNumber(point);
      }
    }
  }

  private void afterNumber(Point point) {
    Gap blank = gapBefore(point).next(value);
    if (blank != null) {
      add(blank, point);
    } else {
      point.step(value, this);
    }
  }

  private Gap gapBefore(Point point) {
    JsonStyle.Whitespace whitespace = automaton.style().whitespace();
    return point instanceof EndPoint ? Gap.around(whitespace) : Gap.inside(whitespace);
  }

  /** Bytes on the tape before this one, for a branch that has one. */
  int mark() {
    return Tape.length(before);
  }

  /** What was read before this byte, from {@code mark} on. */
  byte[] read(int mark) {
    return Tape.bytes(before, mark);
  }

  /** The one object for points that are equal. */
  Point known(Point point) {
    return automaton.known(point);
  }

  void add(ByteState leaf, Point at) {
    Point point = automaton.known(at);
    Tape tape = null;
    if (point.recording) {
      if (tapes == null) {
        tapes = new IdentityHashMap<>(2);
      }
      tape = tapes.computeIfAbsent(before, key -> new Tape(key, value));
    }
    add(new Branch(leaf, point, tape));
  }

  private void add(Branch branch) {
    if (many == null && few.size() == COMPARED) {
      many = new LinkedHashSet<>(few);
    }
    if (many != null) {
      many.add(branch);
    } else if (!few.contains(branch)) {
      few.add(branch);
    }
    automaton.spend();
  }

  /** Adds the white space before {@code point}. */
  void gap(Point point) {
    add(gapBefore(point), point);
  }

  /** Adds the rest of a literal, where the set has it. */
  void literal(boolean has, String rest, Point point) {
    if (has) {
      add(new Literal(rest), point);
    }
  }

  List<Branch> found() {
    List<Branch> found = many == null ? few : List.copyOf(many);
    int values = 0;
    for (Branch branch : found) {
      values += branch.point() instanceof ValuePoint ? 1 : 0;
    }
    return values > 1 ? joined(found) : found;
  }

  /** Makes one branch of those that only differ in what is after the same value. */
  private List<Branch> joined(List<Branch> branches) {
    Map<Branch, Set<Point>> ways = new LinkedHashMap<>();
    for (Branch branch : branches) {
      Branch inner = branch;
      if (branch.point() instanceof ValuePoint value) {
        inner = new Branch(branch.leaf(), automaton.known(value.under(null)), branch.tape());
      }
      ways.computeIfAbsent(inner, key -> new LinkedHashSet<>(2)).add(branch.point().parent);
    }
    if (ways.size() == branches.size()) {
      return branches;
    }
    List<Branch> joined = new ArrayList<>(ways.size());
    ways.forEach(
        (inner, after) -> {
          if (inner.point() instanceof ValuePoint value) {
            Point parent =
                after.size() == 1
                    ? after.iterator().next()
                    : automaton.known(new AnyPoint(Set.copyOf(after)));
            joined.add(
                new Branch(inner.leaf(), automaton.known(value.under(parent)), inner.tape()));
          } else {
            joined.add(inner);
          }
        });
    return joined;
  }
}
