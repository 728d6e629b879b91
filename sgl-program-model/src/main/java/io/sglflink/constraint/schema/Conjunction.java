package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sglflink.constraint.text.TextSets;
import io.sglflink.constraint.value.ArrayShape;
import io.sglflink.constraint.value.NumberSet;
import io.sglflink.constraint.value.ObjectShape;
import io.sglflink.constraint.value.TextSet;
import io.sglflink.constraint.value.ValueSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values for which all of some literals hold. */
final class Conjunction implements ValueSet {

  /** Sets of so many texts are merged. */
  private static final int FEW = 1000;

  private final Sets sets;
  private final List<Literal> literals;
  private final Map<Conjunction, Conjunction> intersections = new HashMap<>(4);
  private List<NumberSet> numbers;
  private List<TextSet> texts;
  private List<ArrayShape> possibleArrays;
  private List<ObjectCandidate> objectCandidates;
  private List<ObjectShape> possibleObjects;
  private List<ArrayShape> arrays;
  private List<ObjectShape> objects;
  private Boolean obviouslyEmpty;

  /** Of {@link Shortest}: the best known, and whether it is final. */
  int shortest = NEVER;

  boolean shortestKnown;

  /** Of {@link Sizes}: negative while unknown. */
  long size = -1;

  /** What is counted while it is unknown. */
  long growing;

  boolean sizeExact = true;

  Conjunction(Sets sets, List<Literal> literals) {
    this.sets = sets;
    this.literals = literals;
  }

  Sets sets() {
    return sets;
  }

  boolean isAny() {
    return literals.isEmpty();
  }

  boolean isNone() {
    return this == sets.none();
  }

  /** All values, canonical; null when they are not to be listed. */
  List<JsonNode> values() {
    return literals.size() == 1 ? literals.get(0).values() : null;
  }

  /** The set of one value, canonical. */
  Conjunction only(JsonNode value) {
    return sets.only(value, true);
  }

  /** Whether {@code value}, canonical, is in this set. */
  boolean contains(JsonNode value) {
    return literals.stream().allMatch(literal -> literal.holds(value));
  }

  /** Whether all values of {@code other} are surely in this set. */
  boolean contains(Conjunction other) {
    return this == other
        || isAny()
        || other.isNone()
        || (!isNone() && other.literals.containsAll(literals));
  }

  Conjunction and(Conjunction other) {
    if (this == other || other.isAny() || isNone()) {
      return this;
    }
    if (isAny() || other.isNone()) {
      return other;
    }
    Conjunction known = intersections.get(other);
    if (known == null) {
      List<Literal> all = new ArrayList<>(literals);
      all.addAll(other.literals);
      known = sets.of(all);
      intersections.put(other, known);
    }
    return known;
  }

  @Override
  public ValueSet and(ValueSet other) {
    return and((Conjunction) other);
  }

  @Override
  public ValueSet without(JsonNode value) {
    return and(sets.only(Values.canonical(value), false));
  }

  @Override
  public boolean hasNull() {
    return contains(NullNode.instance);
  }

  @Override
  public boolean hasTrue() {
    return contains(BooleanNode.TRUE);
  }

  @Override
  public boolean hasFalse() {
    return contains(BooleanNode.FALSE);
  }

  @Override
  public List<NumberSet> numbers() {
    if (numbers == null) {
      Set<NumberSet> all = new LinkedHashSet<>();
      for (Candidate candidate : candidates(Kind.NUMBER)) {
        all.add(((NumberCandidate) candidate).numbers());
      }
      numbers = List.copyOf(all);
    }
    return numbers;
  }

  @Override
  public List<TextSet> texts() {
    if (texts == null) {
      Set<TextSet> all = new LinkedHashSet<>();
      Set<String> few = new LinkedHashSet<>();
      for (Candidate candidate : candidates(Kind.TEXT)) {
        TextSet set = ((TextCandidate) candidate).texts();
        if (set.size() <= FEW) {
          few.addAll(set.texts());
        } else {
          all.add(set);
        }
      }
      if (!few.isEmpty()) {
        all.add(TextSets.of(few));
      }
      texts = List.copyOf(all);
    }
    return texts;
  }

  /** Arrays as far as can be told without looking into what they require. */
  List<ArrayShape> possibleArrays() {
    if (possibleArrays == null) {
      Set<ArrayShape> all = new LinkedHashSet<>();
      for (Candidate candidate : candidates(Kind.ARRAY)) {
        ((ArrayCandidate) candidate).shapes(all);
      }
      possibleArrays = List.copyOf(all);
    }
    return possibleArrays;
  }

  /** Objects as far as can be told without looking into what they require. */
  List<ObjectShape> possibleObjects() {
    if (possibleObjects == null) {
      List<String> order = new ArrayList<>();
      literals.forEach(literal -> literal.names().forEach(order::add));
      Set<ObjectShape> all = new LinkedHashSet<>();
      objectCandidates().forEach(candidate -> ObjectShapes.of(candidate, order, all));
      possibleObjects = List.copyOf(all);
    }
    return possibleObjects;
  }

  @Override
  public List<ArrayShape> arrays() {
    if (arrays == null) {
      arrays = possibleArrays().stream().filter(shape -> Shortest.of(shape) != NEVER).toList();
    }
    return arrays;
  }

  @Override
  public List<ObjectShape> objects() {
    if (objects == null) {
      objects = possibleObjects().stream().filter(shape -> Shortest.of(shape) != NEVER).toList();
    }
    return objects;
  }

  @Override
  public int shortest() {
    return Shortest.of(this);
  }

  @Override
  public long size() {
    return Sizes.of(this);
  }

  /** Whether it is empty, as far as can be told without looking into arrays and objects. */
  boolean obviouslyEmpty() {
    if (obviouslyEmpty == null) {
      obviouslyEmpty =
          !possible(Kind.ARRAY)
              && !possible(Kind.OBJECT)
              && !hasNull()
              && !hasTrue()
              && !hasFalse()
              && numbers().isEmpty()
              && texts().isEmpty();
    }
    return obviouslyEmpty;
  }

  boolean possible(Kind kind) {
    return literals.stream().noneMatch(literal -> literal.formula(kind).equals(Formula.FALSE));
  }

  /** Kept, because what is left of a set without some values is made of what the set is. */
  private List<ObjectCandidate> objectCandidates() {
    if (objectCandidates == null) {
      List<Literal> rest = new ArrayList<>(literals);
      Literal not = null;
      for (Literal literal : literals) {
        if (literal instanceof ValuesLiteral && literal.negative()) {
          rest.remove(literal);
          not = literal;
        }
      }
      List<Candidate> found = new ArrayList<>();
      if (not == null) {
        found.addAll(candidates(Kind.OBJECT));
      } else if (possible(Kind.OBJECT)) {
        for (ObjectCandidate candidate : sets.of(rest).objectCandidates()) {
          found.addAll(Expansion.of(Kind.OBJECT, candidate.copy(), List.of(not)));
        }
      }
      objectCandidates = Merging.of(found.stream().map(ObjectCandidate.class::cast).toList());
    }
    return objectCandidates;
  }

  private List<Candidate> candidates(Kind kind) {
    if (!possible(kind)) {
      return List.of();
    }
    Candidate start =
        switch (kind) {
          case NUMBER -> new NumberCandidate();
          case TEXT -> new TextCandidate();
          case ARRAY -> new ArrayCandidate(sets);
          case OBJECT -> new ObjectCandidate(sets);
        };
    return Expansion.of(kind, start, literals);
  }
}
