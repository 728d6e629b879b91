package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Chooses the automata whose masks many states share: the insides of strings. */
final class Leaves {

  /** Bytes that nearly all tokens have at most. */
  private static final int HORIZON = 64;

  private Leaves() {}

  /** What {@link ByteState#leaves} says of {@code state}. */
  static List<ByteState> of(JsonState state) {
    List<NameState> names = new ArrayList<>();
    List<StringBody> bodies = new ArrayList<>();
    for (Branch branch : state.branches()) {
      if (!(branch.leaf() instanceof StringBody body)) {
        return List.of(state);
      }
      if (!(body.text() instanceof NameState name)) {
        bodies.add(body);
      } else if (body.place() == StringBody.Place.TEXT) {
        names.add(name);
      } else {
        return List.of(state);
      }
    }
    Set<ByteState> leaves = new LinkedHashSet<>();
    boolean ends = false;
    for (StringBody body : bodies) {
      boolean whole = names.isEmpty() && body.text().lookAhead(HORIZON).equals(body.text());
      leaves.add(whole ? body : body.open());
      ends |= !whole && body.place() == StringBody.Place.TEXT && body.text().accepting();
    }
    for (NameState name : names) {
      if (!covered(name, bodies)) {
        return List.of(state);
      }
      ends |= name.accepting();
    }
    if (ends) {
      leaves.add(ClosingQuote.BEFORE);
    }
    return List.copyOf(leaves);
  }

  /** Whether what {@code name} goes on with, some body follows for a character at least. */
  private static boolean covered(NameState name, Collection<StringBody> bodies) {
    for (int codePoint : name.nextCharacters()) {
      boolean found =
          codePoint >= 0
              && bodies.stream().anyMatch(body -> CodePoints.after(body.text(), codePoint) != null);
      if (!found) {
        return false;
      }
    }
    return true;
  }
}
