package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;

/**
 * A schema in its document, or a part of one.
 *
 * @param pointer JSON pointer from the document's root
 * @param base absolute or empty URI, without fragment, that references are relative to
 */
record Place(JsonNode node, String pointer, String base, Draft draft) {

  /** Characters of a value that a message shows. */
  private static final int SHOWN = 80;

  /** The place of what {@code node} is, one or more steps below this one. */
  Place below(JsonNode node, String... steps) {
    StringBuilder path = new StringBuilder(pointer);
    for (String step : steps) {
      path.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    Draft ownDraft = Draft.of(node, draft);
    return new Place(node, path.toString(), References.base(node, base, ownDraft), ownDraft);
  }

  /** The JSON of a value, cut where it is long. */
  static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  String at(String keyword) {
    return keyword.isEmpty() ? pointer : pointer + "/" + keyword;
  }

  ConstraintException invalid(String keyword, String message) {
    return error(Kind.INVALID, at(keyword), message);
  }

  ConstraintException unsupported(String keyword, String message) {
    return unsupportedAt(at(keyword), message);
  }

  static ConstraintException unsupportedAt(String pointer, String message) {
    return error(Kind.UNSUPPORTED, pointer, message);
  }

  static ConstraintException error(Kind kind, String pointer, String message) {
    return new ConstraintException(
        kind, pointer, message + " (at \"" + pointer + "\" of the schema)");
  }
}
