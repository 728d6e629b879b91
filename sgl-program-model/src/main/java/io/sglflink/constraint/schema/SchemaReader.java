package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.ConstraintException;
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
import java.util.function.Supplier;

/** Reads the keywords of one schema. */
final class SchemaReader {

  private final Schemas schemas;
  private final Schema owner;
  private final Place place;
  private final JsonNode node;
  private final KeywordValues values;
  private final Set<String> groups = new LinkedHashSet<>();
  private final List<Stated> stated = new ArrayList<>();
  private boolean partly;

  SchemaReader(Schemas schemas, Schema owner) {
    this.schemas = schemas;
    this.owner = owner;
    place = owner.place();
    node = place.node();
    values = new KeywordValues(place);
  }

  List<Stated> read() {
    if (node.isBoolean()) {
      return node.booleanValue()
          ? List.of()
          : List.of(new Stated(place.pointer(), new LogicKeywords.Never()));
    }
    // First, because it says what the others mean.
    read("$schema");
    if (node.has("$ref") && place.draft().referencesStandAlone()) {
      read("$ref");
      return stated;
    }
    // Before the others, because it decides most.
    read("type");
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals("$schema") && !name.equals("type")) {
        read(name);
      }
    }
    return stated;
  }

  /** Whether something of the schema is left out. */
  boolean partly() {
    return partly;
  }

  private void read(String keyword) {
    if (node.has(keyword) && place.draft().knows(keyword)) {
      try {
        readKnown(keyword);
      } catch (ConstraintException e) {
        leaveOut(e);
      }
    }
  }

  private void leaveOut(ConstraintException unsupported) {
    schemas.leaveOut(unsupported);
    partly = true;
  }

  private void add(String keyword, Keyword meaning) {
    addAt(place.at(keyword), meaning);
  }

  private void addAt(String pointer, Keyword meaning) {
    if (schemas.leavesOut(pointer)) {
      partly = true;
    } else {
      stated.add(new Stated(pointer, meaning));
    }
  }

  private void readKnown(String keyword) {
    switch (keyword) {
      case "$schema" -> draft();
      case "$id", "$anchor", "$dynamicAnchor" -> values.text(keyword);
      case "$recursiveAnchor" -> values.flag(keyword);
      case "$defs", "definitions" -> values.object(keyword);
      case "$ref" -> reference(keyword, schemas.references().follow(place, keyword));
      case "$dynamicRef" -> reference(keyword, schemas.references().followDynamic(place));
      case "$recursiveRef" -> reference(keyword, schemas.references().followRecursive(place));
      case "type" -> type();
      case "enum" -> listed(keyword, values.array(keyword));
      case "const" -> listed(keyword, List.of(node.get(keyword)));
      case "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum" ->
          once(
              "bounds",
              () -> add(keyword, numbers(keyword, () -> NumberBounds.of(place.draft(), values))));
      case "multipleOf" -> {
        BigDecimal factor = values.factor(keyword);
        add(keyword, numbers(keyword, () -> NumberSets.multiplesOf(factor)));
      }
      case "minLength", "maxLength" -> once("length", () -> lengths(keyword));
      case "pattern" ->
          add(
              keyword,
              new ScalarKeywords.Texts(schemas.pattern(place.at(keyword), values.text(keyword))));
      case "format" -> format();
      case "items", "prefixItems", "additionalItems" -> once("items", this::items);
      case "minItems", "maxItems" ->
          once(
              "itemCount",
              () -> add(keyword, new ArrayKeywords.Count(least("minItems"), most("maxItems"))));
      case "uniqueItems" -> {
        if (values.flag(keyword)) {
          add(keyword, new ArrayKeywords.Unique(place.at(keyword)));
        }
      }
      case "contains" -> contains();
      case "minContains", "maxContains" -> least(keyword);
      case "properties", "patternProperties", "additionalProperties", "required" -> {
        // In its place among allOf and others, for the order of properties.
        if (keyword.equals("properties") || !node.has("properties")) {
          once("members", () -> members(keyword));
        }
      }
      case "propertyNames" -> add(keyword, new ObjectKeywords.Names(schema(keyword)));
      case "minProperties", "maxProperties" ->
          once(
              "memberCount",
              () ->
                  add(
                      keyword,
                      new ObjectKeywords.Count(least("minProperties"), most("maxProperties"))));
      case "dependentRequired", "dependentSchemas", "dependencies" -> dependencies(keyword);
      case "allOf" -> add(keyword, new LogicKeywords.AllOf(schemas(keyword)));
      case "anyOf" -> add(keyword, new LogicKeywords.AnyOf(schemas(keyword)));
      case "oneOf" -> add(keyword, new LogicKeywords.OneOf(schemas(keyword)));
      case "not" -> add(keyword, new LogicKeywords.Not(schema(keyword)));
      case "if" ->
          add(keyword, new LogicKeywords.If(schema(keyword), optional("then"), optional("else")));
      case "then", "else" -> schema(keyword);
      case "unevaluatedItems", "unevaluatedProperties" ->
          add(
              keyword,
              new Unevaluated(
                  schemas, owner, schema(keyword), keyword.equals("unevaluatedProperties")));
      default -> {
        // An annotation.
      }
    }
  }

  private void once(String group, Runnable reading) {
    if (groups.add(group)) {
      reading.run();
    }
  }

  private void draft() {
    String metaSchema = values.text("$schema");
    if (Draft.named(metaSchema) == null) {
      throw place.unsupported(
          "$schema",
          "the meta-schema \""
              + metaSchema
              + "\" is of none of the drafts 4, 6, 7, 2019-09 and 2020-12, so its keywords may mean"
              + " something else: write what those mean, and name one of them or leave $schema out");
    }
  }

  private void reference(String keyword, Place target) {
    add(keyword, new LogicKeywords.AllOf(List.of(schemas.at(target))));
  }

  private void type() {
    Set<String> names = values.types();
    if (names.size() < 6 || (names.size() == 6 && names.contains("integer"))) {
      add("type", new ScalarKeywords.Types(place.at("type"), names));
    }
  }

  private void listed(String keyword, Iterable<JsonNode> all) {
    Set<JsonNode> canonical = new LinkedHashSet<>();
    for (JsonNode value : all) {
      if (Values.writable(value)) {
        canonical.add(Values.canonical(value));
      }
    }
    // Those that are too large are known now.
    numbers(keyword, () -> NumberSets.of(Values.numbers(canonical)));
    add(keyword, new ScalarKeywords.Listed(schemas.sets().literal(canonical)));
  }

  private Keyword numbers(String keyword, Supplier<NumberSet> set) {
    try {
      return new ScalarKeywords.Numbers(place.at(keyword), set.get());
    } catch (ConstraintException e) {
      // Sets of numbers know no places.
      throw e.place().isEmpty()
          ? Place.error(e.kind(), place.at(keyword), keyword + ": " + e.getMessage())
          : e;
    }
  }

  private void lengths(String keyword) {
    TextSet set = TextSets.length(least("minLength"), most("maxLength"));
    add(keyword, new ScalarKeywords.Texts(set));
  }

  private void format() {
    String format = values.text("format");
    TextSet set = TextSets.format(format);
    if (set == null) {
      schemas.annotate(place.at("format"), "format \"" + format + "\" is an annotation");
    } else {
      add("format", new ScalarKeywords.Texts(set));
    }
  }

  private void items() {
    boolean newest = place.draft().knows("prefixItems") && node.has("prefixItems");
    if (newest) {
      values.array("prefixItems");
    }
    String before = newest ? "prefixItems" : "items";
    String behind = "items";
    List<Schema> prefix = List.of();
    if (node.path(before).isArray()) {
      if (!newest && place.draft() == Draft.DRAFT_2020_12) {
        throw place.invalid(
            "items", "items is an array: in draft 2020-12 it is called prefixItems, write that");
      }
      prefix = schemas(before);
      behind = newest ? "items" : "additionalItems";
    }
    if (!prefix.isEmpty()) {
      add(before, new ArrayKeywords.Prefix(prefix));
    }
    Schema rest = place.draft().knows(behind) ? optional(behind) : null;
    if (rest != null) {
      add(behind, new ArrayKeywords.Rest(place.at(behind), prefix.size(), rest));
    }
    if (place.draft().knows("additionalItems")) {
      optional("additionalItems");
    }
  }

  private void contains() {
    int min = 1;
    int max = Integer.MAX_VALUE;
    if (place.draft().knows("minContains")) {
      min = values.count("minContains", 1);
      max = most("maxContains");
    }
    add("contains", new ArrayKeywords.Contains(schema("contains"), min, max));
  }

  private void members(String keyword) {
    Map<String, Schema> properties = named("properties");
    Map<TextSet, Schema> patterns = new LinkedHashMap<>();
    String unknown = null;
    for (Map.Entry<String, Schema> entry : named("patternProperties").entrySet()) {
      try {
        Schema schema = entry.getValue();
        patterns.merge(
            schemas.pattern(schema.place().pointer(), entry.getKey()), schema, (one, other) -> one);
      } catch (ConstraintException e) {
        leaveOut(e);
        unknown = entry.getKey();
      }
    }
    Schema additional = optional("additionalProperties");
    if (additional != null && unknown != null) {
      leaveOut(
          place.unsupported(
              "additionalProperties",
              "which names are additional is not known: pattern \"" + unknown + "\" is left out"));
      additional = null;
    }
    Set<String> required =
        node.has("required") ? new LinkedHashSet<>(values.names("required")) : Set.of();
    if (!properties.isEmpty() || !patterns.isEmpty() || additional != null || !required.isEmpty()) {
      add(keyword, new ObjectKeywords.Members(properties, patterns, additional, required));
    }
  }

  private void dependencies(String keyword) {
    for (Map.Entry<String, JsonNode> entry : values.object(keyword).properties()) {
      String name = entry.getKey();
      Place there = place.below(entry.getValue(), keyword, name);
      boolean schema = entry.getValue().isObject() || entry.getValue().isBoolean();
      if (keyword.equals("dependentSchemas") || (keyword.equals("dependencies") && schema)) {
        addAt(there.pointer(), new ObjectKeywords.DependentSchema(name, schemas.at(there)));
      } else {
        addAt(
            there.pointer(), new ObjectKeywords.DependentNames(name, values.names(keyword, name)));
      }
    }
  }

  private Schema schema(String keyword) {
    return schemas.at(place.below(node.get(keyword), keyword));
  }

  /** Null when there is none. */
  private Schema optional(String keyword) {
    return node.has(keyword) ? schema(keyword) : null;
  }

  private List<Schema> schemas(String keyword) {
    List<Schema> all = new ArrayList<>();
    for (JsonNode schema : values.array(keyword)) {
      all.add(schemas.at(place.below(schema, keyword, Integer.toString(all.size()))));
    }
    if (all.isEmpty() && !keyword.equals("items") && !keyword.equals("prefixItems")) {
      throw place.invalid(keyword, keyword + " has no schemas: write one, or leave it out");
    }
    return all;
  }

  private Map<String, Schema> named(String keyword) {
    Map<String, Schema> all = new LinkedHashMap<>();
    if (node.has(keyword)) {
      values
          .object(keyword)
          .properties()
          .forEach(
              entry ->
                  all.put(
                      entry.getKey(),
                      schemas.at(place.below(entry.getValue(), keyword, entry.getKey()))));
    }
    return all;
  }

  private int least(String keyword) {
    return values.count(keyword, 0);
  }

  private int most(String keyword) {
    return values.count(keyword, Integer.MAX_VALUE);
  }
}
