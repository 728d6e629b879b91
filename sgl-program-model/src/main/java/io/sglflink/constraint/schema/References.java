package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the schemas of one document by reference. */
final class References {

  private static final Set<String> SCHEMA =
      Set.of(
          "items",
          "additionalItems",
          "contains",
          "additionalProperties",
          "propertyNames",
          "not",
          "if",
          "then",
          "else",
          "unevaluatedItems",
          "unevaluatedProperties");
  private static final Set<String> SCHEMAS_BY_NAME =
      Set.of(
          "properties",
          "patternProperties",
          "definitions",
          "$defs",
          "dependentSchemas",
          "dependencies");
  private static final Set<String> SCHEMAS =
      Set.of("allOf", "anyOf", "oneOf", "prefixItems", "items");

  private final Place root;
  private final Map<String, Place> resources = new HashMap<>();
  private final Map<String, Place> anchors = new HashMap<>();
  private final Map<String, List<Place>> dynamicAnchors = new HashMap<>();
  private final List<Place> recursiveAnchors = new ArrayList<>();
  private boolean indexed;

  References(JsonNode document) {
    Draft draft = Draft.of(document, Draft.UNSAID);
    root = new Place(document, "", base(document, "", draft), draft);
    resources.put(root.base(), root);
  }

  Place root() {
    return root;
  }

  /** The base URI inside {@code schema}, whose parent has {@code base}. */
  static String base(JsonNode schema, String base, Draft draft) {
    String id = id(schema, draft);
    return id == null || id.startsWith("#") ? base : withoutFragment(resolve(base, id));
  }

  private static String id(JsonNode schema, Draft draft) {
    if (!schema.isObject() || (schema.has("$ref") && draft.referencesStandAlone())) {
      return null;
    }
    for (String keyword : List.of("$id", "id")) {
      if (draft.knows(keyword) && schema.path(keyword).isTextual()) {
        return schema.get(keyword).textValue();
      }
    }
    return null;
  }

  /** Where the {@code $ref} of a schema leads. */
  Place follow(Place from, String keyword) {
    String reference = text(from, keyword);
    int hash = reference.indexOf('#');
    String fragment = hash < 0 ? "" : decoded(reference.substring(hash + 1));
    String uri = withoutFragment(resolve(from.base(), withoutFragment(reference)));
    Place resource = uri.equals(root.base()) ? root : resource(uri);
    if (resource == null) {
      throw from.unsupported(
          keyword,
          "reference \""
              + reference
              + "\" leads out of the document: bring \""
              + uri
              + "\" into its definitions, with its $id");
    }
    Place target = null;
    if (fragment.isEmpty()) {
      target = resource;
    } else if (fragment.startsWith("/")) {
      target = walk(resource, fragment);
      if (target == null && hash == 0) {
        // Generated schemas give ids to all their parts and still mean the document.
        target = walk(root, fragment);
      }
    } else {
      index();
      target = anchors.get(uri + "#" + fragment);
    }
    if (target == null || !(target.node().isObject() || target.node().isBoolean())) {
      throw from.invalid(
          keyword,
          "reference \"" + reference + "\" leads to no schema: write one there, or correct it");
    }
    return target;
  }

  /** Where a {@code $dynamicRef} leads whatever the way to it. */
  Place followDynamic(Place from) {
    Place target = follow(from, "$dynamicRef");
    String reference = from.node().get("$dynamicRef").textValue();
    String name = reference.substring(reference.indexOf('#') + 1);
    if (!name.equals(target.node().path("$dynamicAnchor").asText(null))) {
      return target;
    }
    index();
    return outermost(from, "$dynamicRef", target, dynamicAnchors.get(name));
  }

  /** Where a {@code $recursiveRef} leads whatever the way to it. */
  Place followRecursive(Place from) {
    Place target = follow(from, "$recursiveRef");
    if (!target.node().path("$recursiveAnchor").asBoolean(false)) {
      return target;
    }
    index();
    return outermost(from, "$recursiveRef", target, recursiveAnchors);
  }

  /** Every way begins at the root: an anchor in its resource is the outermost one. */
  private Place outermost(Place from, String keyword, Place target, List<Place> candidates) {
    for (Place candidate : candidates) {
      if (candidate.base().equals(root.base())) {
        return candidate;
      }
    }
    if (candidates.size() > 1) {
      throw from.unsupported(
          keyword, "where " + keyword + " leads depends on the way to it: use $ref");
    }
    return target;
  }

  private Place resource(String uri) {
    index();
    return resources.get(uri);
  }

  private static String text(Place from, String keyword) {
    JsonNode reference = from.node().get(keyword);
    if (!reference.isTextual()) {
      throw from.invalid(keyword, keyword + " is " + reference + ", not a string");
    }
    return reference.textValue();
  }

  private static Place walk(Place from, String pointer) {
    Place place = from;
    for (String step : pointer.substring(1).split("/", -1)) {
      String name = step.replace("~1", "/").replace("~0", "~");
      JsonNode node = place.node();
      JsonNode next = null;
      if (node.isObject()) {
        next = node.get(name);
      } else if (node.isArray() && name.length() < 9 && name.matches("0|[1-9][0-9]*")) {
        next = node.get(Integer.parseInt(name));
      }
      if (next == null) {
        return null;
      }
      place = place.below(next, name);
    }
    return place;
  }

  private void index() {
    if (!indexed) {
      indexed = true;
      index(root);
    }
  }

  private void index(Place place) {
    JsonNode node = place.node();
    if (!node.isObject()) {
      return;
    }
    String id = id(node, place.draft());
    if (id != null) {
      if (id.startsWith("#")) {
        anchors.putIfAbsent(place.base() + id, place);
      } else {
        resources.putIfAbsent(place.base(), place);
      }
    }
    for (String keyword : List.of("$anchor", "$dynamicAnchor")) {
      if (place.draft().knows(keyword) && node.path(keyword).isTextual()) {
        anchors.putIfAbsent(place.base() + "#" + node.get(keyword).textValue(), place);
      }
    }
    if (place.draft().knows("$dynamicAnchor") && node.path("$dynamicAnchor").isTextual()) {
      dynamicAnchors
          .computeIfAbsent(node.get("$dynamicAnchor").textValue(), name -> new ArrayList<>())
          .add(place);
    }
    if (node.path("$recursiveAnchor").asBoolean(false)) {
      recursiveAnchors.add(place);
    }
    node.properties()
        .forEach(
            field -> {
              String keyword = field.getKey();
              JsonNode value = field.getValue();
              if (SCHEMA.contains(keyword) && value.isObject()) {
                index(place.below(value, keyword));
              } else if (SCHEMAS.contains(keyword) && value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                  index(place.below(value.get(i), keyword, Integer.toString(i)));
                }
              } else if (SCHEMAS_BY_NAME.contains(keyword) && value.isObject()) {
                value
                    .properties()
                    .forEach(
                        entry -> index(place.below(entry.getValue(), keyword, entry.getKey())));
              }
            });
  }

  private static String withoutFragment(String uri) {
    int hash = uri.indexOf('#');
    return hash < 0 ? uri : uri.substring(0, hash);
  }

  private static String resolve(String base, String reference) {
    if (reference.isEmpty()) {
      return base;
    }
    try {
      return URI.create(base).resolve(reference).toString();
    } catch (IllegalArgumentException e) {
      // Not a URI by the book; taken by its letters.
      return reference;
    }
  }

  private static String decoded(String fragment) {
    try {
      return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return fragment;
    }
  }
}
