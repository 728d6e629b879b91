package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.number.NumberSets;
import io.sglflink.constraint.text.TextSets;
import io.sglflink.constraint.value.NumberSet;
import io.sglflink.constraint.value.TextSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the keywords of one schema. */
final class SchemaReader {

  private static final Set<String> TYPES =
      Set.of("null", "boolean", "number", "integer", "string", "array", "object");

  private final Schemas schemas;
  private final Schema owner;
  private final Place place;
  private final JsonNode node;
  private final List<Keyword> keywords = new ArrayList<>();

  SchemaReader(Schemas schemas, Schema owner) {
    this.schemas = schemas;
    this.owner = owner;
    place = owner.place();
    node = place.node();
  }

  List<Keyword> read() {
    if (node.isBoolean()) {
      return node.booleanValue() ? List.of() : List.of(new LogicKeywords.Never());
    }
    if (node.has("$ref") && place.draft().referencesStandAlone()) {
      reference(schemas.references().follow(place, "$ref"));
      return keywords;
    }
    // First, because it decides most.
    if (node.has("type")) {
      type();
    }
    Set<String> groups = new LinkedHashSet<>();
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (place.draft().knows(name)) {
        read(name, groups);
      }
    }
    return keywords;
  }

  private void read(String keyword, Set<String> groups) {
    switch (keyword) {
      case "$ref" -> {
        reference(schemas.references().follow(place, keyword));
      }
      case "$dynamicRef" -> {
        reference(schemas.references().followDynamic(place));
      }
      case "$recursiveRef" -> {
        reference(schemas.references().followRecursive(place));
      }
      case "enum" -> {
        listed(array(keyword));
      }
      case "const" -> {
        listed(List.of(node.get(keyword)));
      }
      case "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf" -> {
        once(groups, "number", this::numbers);
      }
      case "minLength", "maxLength" -> {
        once(groups, "length", this::lengths);
      }
      case "pattern" -> {
        pattern();
      }
      case "format" -> {
        format();
      }
      case "items", "prefixItems", "additionalItems" -> {
        once(groups, "items", this::items);
      }
      case "minItems", "maxItems" -> {
        once(
            groups,
            "itemCount",
            () -> keywords.add(new ArrayKeywords.Count(least("minItems"), most("maxItems"))));
      }
      case "uniqueItems" -> {
        if (flag(keyword)) {
          keywords.add(new ArrayKeywords.Unique(place.at(keyword)));
        }
      }
      case "contains" -> {
        contains();
      }
      case "properties", "patternProperties", "additionalProperties", "required" -> {
        // In its place among allOf and others, for the order of properties.
        if (keyword.equals("properties") || !node.has("properties")) {
          once(groups, "members", this::members);
        }
      }
      case "propertyNames" -> {
        keywords.add(new ObjectKeywords.Names(schema(keyword)));
      }
      case "minProperties", "maxProperties" -> {
        once(
            groups,
            "memberCount",
            () ->
                keywords.add(
                    new ObjectKeywords.Count(least("minProperties"), most("maxProperties"))));
      }
      case "dependentRequired", "dependentSchemas", "dependencies" -> {
        dependencies(keyword);
      }
      case "allOf" -> {
        keywords.add(new LogicKeywords.AllOf(schemas(keyword)));
      }
      case "anyOf" -> {
        keywords.add(new LogicKeywords.AnyOf(schemas(keyword)));
      }
      case "oneOf" -> {
        keywords.add(new LogicKeywords.OneOf(schemas(keyword)));
      }
      case "not" -> {
        keywords.add(new LogicKeywords.Not(schema(keyword)));
      }
      case "if" -> {
        keywords.add(new LogicKeywords.If(schema(keyword), optional("then"), optional("else")));
      }
      case "unevaluatedItems", "unevaluatedProperties" -> {
        keywords.add(
            new Unevaluated(
                schemas, owner, schema(keyword), keyword.equals("unevaluatedProperties")));
      }
      default -> {
        // An annotation, or read together with another keyword.
      }
    }
  }

  private static void once(Set<String> groups, String group, Runnable reading) {
    if (groups.add(group)) {
      reading.run();
    }
  }

  private void reference(Place target) {
    keywords.add(new LogicKeywords.AllOf(List.of(schemas.at(target))));
  }

  private void type() {
    JsonNode type = node.get("type");
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode name : type.isArray() ? type : List.of(type)) {
      if (!name.isTextual() || !TYPES.contains(name.textValue())) {
        throw place.invalid("type", "there is no type " + name + ": types are " + TYPES);
      }
      names.add(name.textValue());
    }
    if (names.containsAll(TYPES) || (names.size() == 6 && !names.contains("integer"))) {
      return;
    }
    keywords.add(new ScalarKeywords.Types(names));
  }

  private void listed(Iterable<JsonNode> values) {
    Set<JsonNode> canonical = new LinkedHashSet<>();
    for (JsonNode value : values) {
      if (Values.writable(value)) {
        canonical.add(Values.canonical(value));
      }
    }
    keywords.add(new ScalarKeywords.Listed(schemas.sets().literal(canonical)));
  }

  private void numbers() {
    BigDecimal min = number("minimum");
    BigDecimal max = number("maximum");
    boolean minExclusive = min != null && node.path("exclusiveMinimum").asBoolean(false);
    boolean maxExclusive = max != null && node.path("exclusiveMaximum").asBoolean(false);
    BigDecimal over = bound("exclusiveMinimum");
    BigDecimal under = bound("exclusiveMaximum");
    if (over != null && (min == null || over.compareTo(min) >= 0)) {
      min = over;
      minExclusive = true;
    }
    if (under != null && (max == null || under.compareTo(max) <= 0)) {
      max = under;
      maxExclusive = true;
    }
    NumberSet set = NumberSets.interval(min, minExclusive, max, maxExclusive);
    BigDecimal factor = number("multipleOf");
    if (factor != null) {
      if (factor.signum() <= 0) {
        throw place.invalid("multipleOf", "multipleOf is " + factor + ", not above 0");
      }
      set = set.and(NumberSets.multiplesOf(factor));
    }
    keywords.add(new ScalarKeywords.Numbers(set));
  }

  /** An exclusive bound that is a number; drafts before 6 have a flag instead. */
  private BigDecimal bound(String keyword) {
    return node.path(keyword).isBoolean() ? null : number(keyword);
  }

  private BigDecimal number(String keyword) {
    JsonNode value = node.get(keyword);
    if (value == null) {
      return null;
    }
    if (!value.isNumber()) {
      throw place.invalid(keyword, keyword + " is " + value + ", not a number");
    }
    return Values.number(value);
  }

  private void lengths() {
    keywords.add(new ScalarKeywords.Texts(TextSets.length(least("minLength"), most("maxLength"))));
  }

  private void pattern() {
    JsonNode pattern = node.get("pattern");
    if (!pattern.isTextual()) {
      throw place.invalid("pattern", "pattern is " + pattern + ", not a string");
    }
    TextSet set = schemas.pattern(place, "pattern", pattern.textValue());
    if (set != null) {
      keywords.add(new ScalarKeywords.Texts(set));
    }
  }

  private void format() {
    JsonNode format = node.get("format");
    if (!format.isTextual()) {
      throw place.invalid("format", "format is " + format + ", not a string");
    }
    TextSet set = TextSets.format(format.textValue());
    if (set == null) {
      schemas.annotate(
          place.at("format"), "format \"" + format.textValue() + "\" is an annotation");
    } else {
      keywords.add(new ScalarKeywords.Texts(set));
    }
  }

  private void items() {
    List<Schema> prefix = List.of();
    Schema rest = null;
    String before =
        place.draft().knows("prefixItems") && node.has("prefixItems") ? "prefixItems" : "items";
    if (node.path(before).isArray()) {
      if (before.equals("items") && place.draft() == Draft.DRAFT_2020_12) {
        throw place.invalid(
            "items", "items is an array: in draft 2020-12 it is called prefixItems");
      }
      prefix = schemas(before);
      String behind = before.equals("items") ? "additionalItems" : "items";
      rest = place.draft().knows(behind) ? optional(behind) : null;
    } else {
      rest = optional("items");
    }
    if (rest != null || !prefix.isEmpty()) {
      keywords.add(new ArrayKeywords.Items(place, prefix, rest));
    }
  }

  private void contains() {
    int min = 1;
    int max = Integer.MAX_VALUE;
    if (place.draft().knows("minContains")) {
      min = node.has("minContains") ? least("minContains") : 1;
      max = most("maxContains");
    }
    keywords.add(new ArrayKeywords.Contains(schema("contains"), min, max));
  }

  private void members() {
    Map<String, Schema> properties = named("properties");
    boolean[] all = {true};
    Map<TextSet, Schema> patterns = new LinkedHashMap<>();
    named("patternProperties")
        .forEach(
            (pattern, schema) -> {
              TextSet set = schemas.pattern(place, "patternProperties", pattern);
              if (set == null) {
                all[0] = false;
              } else {
                patterns.merge(set, schema, (one, other) -> one);
              }
            });
    // What a pattern that is left out would cover, nobody knows.
    Schema additional = all[0] ? optional("additionalProperties") : null;
    Set<String> required = required();
    if (!properties.isEmpty() || !patterns.isEmpty() || additional != null || !required.isEmpty()) {
      keywords.add(new ObjectKeywords.Members(properties, patterns, additional, required));
    }
  }

  private Set<String> required() {
    JsonNode names = node.get("required");
    if (names == null || names.isBoolean()) {
      // A flag is draft 3, in a property; says nothing since.
      return Set.of();
    }
    return new LinkedHashSet<>(names("required", names));
  }

  private void dependencies(String keyword) {
    JsonNode all = object(keyword);
    for (Map.Entry<String, JsonNode> entry : all.properties()) {
      JsonNode value = entry.getValue();
      boolean names =
          keyword.equals("dependentRequired")
              || (keyword.equals("dependencies") && (value.isArray() || value.isTextual()));
      if (names) {
        keywords.add(
            new ObjectKeywords.DependentNames(
                entry.getKey(),
                value.isTextual()
                    ? List.of(value.textValue())
                    : names(keyword + "/" + entry.getKey(), value)));
      } else {
        keywords.add(
            new ObjectKeywords.DependentSchema(
                entry.getKey(), schemas.at(place.below(value, keyword, entry.getKey()))));
      }
    }
  }

  private List<String> names(String keyword, JsonNode names) {
    List<String> all = new ArrayList<>();
    if (!names.isArray()) {
      throw place.invalid(keyword, keyword + " is " + names + ", not an array of names");
    }
    for (JsonNode name : names) {
      if (!name.isTextual()) {
        throw place.invalid(keyword, keyword + " has " + name + ", which is no name");
      }
      all.add(name.textValue());
    }
    return all;
  }

  private Schema schema(String keyword) {
    return schemas.at(place.below(node.get(keyword), keyword));
  }

  private Schema optional(String keyword) {
    return node.has(keyword) ? schema(keyword) : null;
  }

  private List<Schema> schemas(String keyword) {
    List<Schema> all = new ArrayList<>();
    for (JsonNode schema : array(keyword)) {
      all.add(schemas.at(place.below(schema, keyword, Integer.toString(all.size()))));
    }
    if (all.isEmpty() && !keyword.equals("items") && !keyword.equals("prefixItems")) {
      throw place.invalid(keyword, keyword + " has no schemas");
    }
    return all;
  }

  private Map<String, Schema> named(String keyword) {
    Map<String, Schema> all = new LinkedHashMap<>();
    if (node.has(keyword)) {
      object(keyword)
          .properties()
          .forEach(
              entry ->
                  all.put(
                      entry.getKey(),
                      schemas.at(place.below(entry.getValue(), keyword, entry.getKey()))));
    }
    return all;
  }

  private JsonNode array(String keyword) {
    if (!node.get(keyword).isArray()) {
      throw place.invalid(keyword, keyword + " is " + node.get(keyword) + ", not an array");
    }
    return node.get(keyword);
  }

  private JsonNode object(String keyword) {
    if (!node.get(keyword).isObject()) {
      throw place.invalid(keyword, keyword + " is " + node.get(keyword) + ", not an object");
    }
    return node.get(keyword);
  }

  private boolean flag(String keyword) {
    if (!node.get(keyword).isBoolean()) {
      throw place.invalid(keyword, keyword + " is " + node.get(keyword) + ", not true or false");
    }
    return node.get(keyword).booleanValue();
  }

  private int least(String keyword) {
    return node.has(keyword) ? count(keyword) : 0;
  }

  private int most(String keyword) {
    return node.has(keyword) ? count(keyword) : Integer.MAX_VALUE;
  }

  private int count(String keyword) {
    JsonNode value = node.get(keyword);
    if (!Values.isInteger(value) || value.decimalValue().signum() < 0) {
      throw place.invalid(keyword, keyword + " is " + value + ", not a count");
    }
    return value.decimalValue().min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
  }
}
