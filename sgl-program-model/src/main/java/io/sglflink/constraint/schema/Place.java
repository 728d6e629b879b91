package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.ConstraintException;

/**
 * A schema in its document.
 *
 * @param pointer JSON pointer from the document's root
 * @param base absolute or empty URI, without fragment, that references are relative to
 */
record Place(JsonNode node, String pointer, String base, Draft draft) {

  /** The place of the schema that {@code node} is, one or more steps below this one. */
  Place below(JsonNode node, String... steps) {
    StringBuilder path = new StringBuilder(pointer);
    for (String step : steps) {
      path.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    Draft ownDraft = Draft.of(node, draft);
    return new Place(node, path.toString(), References.base(node, base, ownDraft), ownDraft);
  }

  ConstraintException invalid(String keyword, String message) {
    return error(ConstraintException.Kind.INVALID, keyword, message);
  }

  ConstraintException unsupported(String keyword, String message) {
    return error(ConstraintException.Kind.UNSUPPORTED, keyword, message);
  }

  String at(String keyword) {
    return keyword.isEmpty() ? pointer : pointer + "/" + keyword;
  }

  private ConstraintException error(ConstraintException.Kind kind, String keyword, String message) {
    String at = at(keyword);
    return new ConstraintException(kind, at, message + " (at \"" + at + "\" of the schema)");
  }
}
