package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.sglflink.constraint.value.TextSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code unevaluatedProperties} or {@code unevaluatedItems}.
 *
 * <p>What is evaluated depends on which schemas of {@code anyOf}, {@code oneOf}, {@code if} and
 * {@code dependentSchemas} hold. All the cases are told apart; in each one the keyword says what
 * {@code additionalProperties} or {@code items} could say.
 */
final class Unevaluated implements Keyword {

  private static final int MAX_CASES = 64;

  private final Schemas schemas;
  private final Schema owner;
  private final Schema rest;
  private final boolean members;
  private List<Case> cases;

  /**
   * @param owner the schema that has the keyword
   * @param rest what unevaluated members or items are
   */
  Unevaluated(Schemas schemas, Schema owner, Schema rest, boolean members) {
    this.schemas = schemas;
    this.owner = owner;
    this.rest = rest;
    this.members = members;
  }

  private String pointer() {
    return owner.place().at(members ? "unevaluatedProperties" : "unevaluatedItems");
  }

  /** A keyword that holds, or does not. */
  private record Condition(Keyword keyword, boolean positive) {}

  /** What is evaluated where conditions hold. */
  private record Evaluated(
      List<Condition> conditions,
      Set<String> names,
      Set<TextSet> patterns,
      int items,
      List<Schema> contains,
      boolean all) {

    static final Evaluated NOTHING =
        new Evaluated(List.of(), Set.of(), Set.of(), 0, List.of(), false);

    static Evaluated everything() {
      return new Evaluated(List.of(), Set.of(), Set.of(), 0, List.of(), true);
    }

    Evaluated when(Condition... more) {
      return and(new Evaluated(List.of(more), Set.of(), Set.of(), 0, List.of(), false));
    }

    Evaluated and(Evaluated other) {
      return new Evaluated(
          together(conditions, other.conditions),
          // In an order of their own: what is made of them is the same each time.
          new LinkedHashSet<>(together(names, other.names)),
          new LinkedHashSet<>(together(patterns, other.patterns)),
          Math.max(items, other.items),
          together(contains, other.contains),
          all || other.all);
    }

    boolean isNothing() {
      return names.isEmpty() && patterns.isEmpty() && items == 0 && contains.isEmpty() && !all;
    }

    private static <T> List<T> together(Collection<T> some, Collection<T> more) {
      List<T> both = new ArrayList<>(some);
      both.addAll(more);
      return both;
    }
  }

  /**
   * @param then what the keyword says in the case; null for nothing
   */
  private record Case(List<Condition> conditions, Keyword then) {}

  private List<Case> cases() {
    if (cases == null) {
      cases = evaluated(owner).stream().map(e -> new Case(e.conditions, then(e))).toList();
    }
    return cases;
  }

  private Keyword then(Evaluated evaluated) {
    if (evaluated.all) {
      return null;
    }
    Schema always = schemas.at(owner.place().below(BooleanNode.TRUE));
    if (members) {
      Map<String, Schema> names = new LinkedHashMap<>();
      evaluated.names.forEach(name -> names.put(name, always));
      Map<TextSet, Schema> patterns = new LinkedHashMap<>();
      evaluated.patterns.forEach(pattern -> patterns.put(pattern, always));
      return new ObjectKeywords.Members(names, patterns, rest, Set.of());
    }
    Schema others = rest;
    if (!evaluated.contains.isEmpty()) {
      List<Schema> either = new ArrayList<>(evaluated.contains);
      either.add(rest);
      others = new Schema(schemas, owner.place(), List.of(new LogicKeywords.AnyOf(either)));
    }
    return new ArrayKeywords.Rest(pointer(), evaluated.items, others);
  }

  /** The cases in which {@code schema} holds. */
  private List<Evaluated> evaluated(Schema schema) {
    List<Evaluated> all = List.of(Evaluated.NOTHING);
    for (Keyword keyword : schema.keywords()) {
      all = product(all, evaluated(keyword));
      if (all.size() > MAX_CASES) {
        throw Place.unsupportedAt(
            pointer(),
            "what is evaluated differs in more than "
                + MAX_CASES
                + " cases: say less with anyOf, oneOf and if");
      }
    }
    return all;
  }

  private List<Evaluated> evaluated(Keyword keyword) {
    if (keyword instanceof Unevaluated other) {
      return List.of(
          other == this || other.members != members ? Evaluated.NOTHING : Evaluated.everything());
    }
    if (keyword instanceof ObjectKeywords.Members object && members) {
      return List.of(
          object.additional() != null
              ? Evaluated.everything()
              : new Evaluated(
                  List.of(),
                  object.properties().keySet(),
                  object.patterns().keySet(),
                  0,
                  List.of(),
                  false));
    }
    if (keyword instanceof ArrayKeywords.Rest && !members) {
      return List.of(Evaluated.everything());
    }
    if (keyword instanceof ArrayKeywords.Prefix items && !members) {
      return List.of(
          new Evaluated(List.of(), Set.of(), Set.of(), items.prefix().size(), List.of(), false));
    }
    if (keyword instanceof ArrayKeywords.Contains contains
        && !members
        && owner.place().draft() != Draft.DRAFT_2019_09) {
      return List.of(
          new Evaluated(List.of(), Set.of(), Set.of(), 0, List.of(contains.schema()), false));
    }
    if (keyword instanceof LogicKeywords.AllOf both) {
      List<Evaluated> all = List.of(Evaluated.NOTHING);
      for (Schema schema : both.inPlace()) {
        all = product(all, evaluated(schema));
      }
      return all;
    }
    if (keyword instanceof LogicKeywords.AnyOf any) {
      List<Evaluated> all = List.of(Evaluated.NOTHING);
      for (Schema schema : any.inPlace()) {
        all = product(all, either(schema));
      }
      return all;
    }
    if (keyword instanceof LogicKeywords.OneOf one) {
      return oneOf(one);
    }
    if (keyword instanceof LogicKeywords.If choice) {
      List<Evaluated> met = product(when(choice.condition(), true), ofOptional(choice.then()));
      List<Evaluated> all = new ArrayList<>(met);
      all.addAll(product(when(choice.condition(), false), ofOptional(choice.otherwise())));
      return all.stream().allMatch(Evaluated::isNothing) ? List.of(Evaluated.NOTHING) : all;
    }
    if (keyword instanceof ObjectKeywords.DependentSchema dependent) {
      Keyword there =
          new ObjectKeywords.Members(Map.of(), Map.of(), null, Set.of(dependent.name()));
      List<Evaluated> all = new ArrayList<>();
      for (Evaluated each : evaluated(dependent.schema())) {
        all.add(each.when(new Condition(there, true)));
      }
      all.add(Evaluated.NOTHING.when(new Condition(there, false)));
      return all;
    }
    return List.of(Evaluated.NOTHING);
  }

  private static List<Evaluated> product(List<Evaluated> some, List<Evaluated> more) {
    List<Evaluated> all = new ArrayList<>();
    for (Evaluated one : some) {
      more.forEach(other -> all.add(one.and(other)));
    }
    return all;
  }

  private List<Evaluated> ofOptional(Schema schema) {
    return schema == null ? List.of(Evaluated.NOTHING) : evaluated(schema);
  }

  private List<Evaluated> when(Schema schema, boolean positive) {
    Condition condition = new Condition(new LogicKeywords.AllOf(List.of(schema)), positive);
    return (positive ? evaluated(schema) : List.of(Evaluated.NOTHING))
        .stream().map(each -> each.when(condition)).toList();
  }

  /** Holds or does not; there is nothing to tell apart where it evaluates nothing. */
  private List<Evaluated> either(Schema schema) {
    if (evaluated(schema).stream().allMatch(Evaluated::isNothing)) {
      return List.of(Evaluated.NOTHING);
    }
    List<Evaluated> all = new ArrayList<>(when(schema, true));
    all.addAll(when(schema, false));
    return all;
  }

  private List<Evaluated> oneOf(LogicKeywords.OneOf keyword) {
    List<Evaluated> all = new ArrayList<>();
    List<Evaluated> none = List.of(Evaluated.NOTHING);
    for (Schema schema : keyword.inPlace()) {
      if (!evaluated(schema).stream().allMatch(Evaluated::isNothing)) {
        all.addAll(when(schema, true));
        none = product(none, when(schema, false));
      }
    }
    all.addAll(none);
    return all;
  }

  @Override
  public Formula formula(Kind kind, boolean positive) {
    if (kind != (members ? Kind.OBJECT : Kind.ARRAY)) {
      return Formula.of(positive);
    }
    List<Formula> ways = new ArrayList<>();
    for (Case each : cases()) {
      List<Formula> parts = new ArrayList<>();
      for (Condition condition : each.conditions) {
        parts.add(condition.keyword.formula(kind, condition.positive));
      }
      parts.add(each.then == null ? Formula.of(positive) : each.then.formula(kind, positive));
      ways.add(Formula.all(parts));
    }
    return Formula.any(ways);
  }

  @Override
  public boolean holds(JsonNode value) {
    if (members ? !value.isObject() : !value.isArray()) {
      return true;
    }
    for (Case each : cases()) {
      if (each.conditions.stream().allMatch(c -> c.keyword.holds(value) == c.positive)) {
        return each.then == null || each.then.holds(value);
      }
    }
    return true;
  }

  /** Nothing where what is left out may evaluate something, or may decide between cases. */
  @Override
  public Keyword weaker(Set<Schema> partly) {
    boolean known = !evaluatesUnknown(owner);
    for (Case each : cases()) {
      for (Condition condition : each.conditions) {
        known &= condition.keyword.inPlace().stream().noneMatch(partly::contains);
      }
    }
    return known ? this : null;
  }

  private static boolean evaluatesUnknown(Schema schema) {
    return schema.partly()
        || schema.keywords().stream()
            .flatMap(keyword -> keyword.inPlace().stream())
            .anyMatch(Unevaluated::evaluatesUnknown);
  }

  @Override
  public List<Schema> inside() {
    return List.of(rest);
  }

  @Override
  public boolean negates() {
    return true;
  }

  @Override
  public boolean hardToNegate() {
    return true;
  }
}
