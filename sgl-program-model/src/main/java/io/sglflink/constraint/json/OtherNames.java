package io.sglflink.constraint.json;

import io.sglflink.constraint.value.ObjectShape.NameClass;
import io.sglflink.constraint.value.TextSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members of a shape whose names are not known, and how many there are left of them. */
final class OtherNames {

  /** Names of a class that are looked at one by one. */
  private static final int FEW = 256;

  private final List<NameClass> classes;
  private final boolean required;

  OtherNames(List<NameClass> classes) {
    this.classes = classes.stream().filter(one -> !one.value().isEmpty()).toList();
    this.required = this.classes.stream().anyMatch(NameClass::required);
    if (this.classes.size() > Long.SIZE) {
      throw new IllegalArgumentException(
          "an object has " + classes.size() + " classes of other names, at most 64 can be told");
    }
  }

  boolean isEmpty() {
    return classes.isEmpty();
  }

  int size() {
    return classes.size();
  }

  NameClass get(int index) {
    return classes.get(index);
  }

  boolean anyRequired() {
    return required;
  }

  /** The bit that says that a class came, none where that does not matter. */
  long bit(int index) {
    return classes.get(index).required() ? 1L << index : 0;
  }

  /** Classes that must still come. */
  int unmet(Members members) {
    return required ? unmetClasses(members).size() : 0;
  }

  List<Integer> unmetClasses(Members members) {
    List<Integer> unmet = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      if ((bit(i) & ~members.met()) != 0) {
        unmet.add(i);
      }
    }
    return unmet;
  }

  /** The names of class {@code index} that did not come. */
  TextSet left(Members members, int index) {
    TextSet names = classes.get(index).names();
    return members.names().isEmpty() ? names : names.without(members.names());
  }

  /** The texts, or null when they are many. */
  List<String> few(TextSet names) {
    return names.size() <= FEW ? names.texts() : null;
  }

  /** Whether there are names for all classes that must come, a different one for each. */
  boolean canMeet(Members members) {
    List<Integer> unmet = required ? unmetClasses(members) : List.of();
    Map<String, Integer> taken = new HashMap<>();
    for (int index : unmet) {
      if (!assign(index, members, taken, new HashSet<>())) {
        return false;
      }
    }
    return true;
  }

  /** Finds a name for a class, perhaps another one for a class that has one (Kuhn's algorithm). */
  private boolean assign(
      int index, Members members, Map<String, Integer> taken, Set<String> tried) {
    List<String> few = few(left(members, index));
    if (few == null) {
      return true;
    }
    for (String name : few) {
      if (tried.add(name)) {
        Integer owner = taken.get(name);
        if (owner == null || assign(owner, members, taken, tried)) {
          taken.put(name, index);
          return true;
        }
      }
    }
    return false;
  }

  /** Whether at least {@code count} names did not come. */
  boolean has(Members members, int count) {
    Set<String> union = new HashSet<>();
    for (int i = 0; i < classes.size(); i++) {
      TextSet left = left(members, i);
      List<String> few = few(left);
      if (few == null) {
        if (left.size() >= count) {
          return true;
        }
      } else {
        union.addAll(few);
      }
    }
    return union.size() >= count;
  }
}
