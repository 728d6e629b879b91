package io.sglflink.constraint.schema;

import io.sglflink.constraint.value.TextSet;
import java.util.List;
import java.util.Set;

/** Names of members. */
sealed interface NameSet {

  boolean contains(String name);

  /** What has to be known of a name, besides the name itself, to tell whether it is in the set. */
  List<TextSet> patterns();

  /** Whether a name is in the set that is none of those it lists. */
  boolean contains(Set<TextSet> matching);

  /** Names of one pattern. */
  record Matching(TextSet pattern) implements NameSet {

    @Override
    public boolean contains(String name) {
      return pattern.contains(name);
    }

    @Override
    public List<TextSet> patterns() {
      return List.of(pattern);
    }

    @Override
    public boolean contains(Set<TextSet> matching) {
      return matching.contains(pattern);
    }
  }

  /** Names that are not listed and are of none of the patterns. */
  record Outside(Set<String> names, List<TextSet> patterns) implements NameSet {

    @Override
    public boolean contains(String name) {
      return !names.contains(name) && patterns.stream().noneMatch(p -> p.contains(name));
    }

    @Override
    public boolean contains(Set<TextSet> matching) {
      return patterns.stream().noneMatch(matching::contains);
    }
  }
}
