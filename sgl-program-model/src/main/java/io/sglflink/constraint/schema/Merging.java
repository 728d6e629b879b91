package io.sglflink.constraint.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes fewer alternatives that together hold the same objects: what the rest would otherwise be
 * multiplied with. Two that are equal but for one property, which one requires and the other
 * forbids, are one in which it is optional; what another one contains is dropped.
 */
final class Merging {

  /** Alternatives up to which each is compared with each other. */
  private static final int COMPARED = 1_000;

  private Merging() {}

  static List<ObjectCandidate> of(List<ObjectCandidate> candidates) {
    if (candidates.size() < 2) {
      return candidates;
    }
    Set<String> names = new LinkedHashSet<>();
    candidates.forEach(candidate -> names.addAll(candidate.required()));
    List<ObjectCandidate> merged = candidates;
    boolean again = true;
    while (again) {
      // What merges most goes first: it depends on others, not others on it.
      List<ObjectCandidate> best = merged;
      for (String name : names) {
        List<ObjectCandidate> fewer = merged(merged, name);
        best = fewer.size() < best.size() ? fewer : best;
      }
      again = best.size() < merged.size();
      merged = best;
    }
    return merged.size() <= COMPARED ? widest(merged) : merged;
  }

  /** Merges those that only differ in whether {@code name} is there. */
  private static List<ObjectCandidate> merged(List<ObjectCandidate> candidates, String name) {
    Map<Integer, List<ObjectCandidate>> groups = new HashMap<>();
    List<ObjectCandidate> merged = new ArrayList<>();
    for (ObjectCandidate candidate : candidates) {
      ObjectCandidate kept = candidate;
      List<ObjectCandidate> group =
          groups.computeIfAbsent(candidate.hashWithout(name), key -> new ArrayList<>(2));
      for (int i = 0; i < group.size() && kept != null; i++) {
        ObjectCandidate either = group.get(i).or(candidate, name);
        if (either != null) {
          merged.set(merged.indexOf(group.get(i)), either);
          group.set(i, either);
          kept = null;
        }
      }
      if (kept != null) {
        group.add(kept);
        merged.add(kept);
      }
    }
    return merged;
  }

  private static List<ObjectCandidate> widest(List<ObjectCandidate> candidates) {
    List<ObjectCandidate> kept = new ArrayList<>(candidates);
    for (ObjectCandidate candidate : candidates) {
      if (kept.stream().anyMatch(other -> other != candidate && other.contains(candidate))) {
        kept.remove(candidate);
      }
    }
    return kept;
  }
}
