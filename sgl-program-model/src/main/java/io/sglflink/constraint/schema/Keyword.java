package io.sglflink.constraint.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** An assertion of a schema: a keyword, or some that mean something only together. */
interface Keyword {

  /** What it says, or what its contrary says, about values of a kind. */
  Formula formula(Kind kind, boolean positive);

  boolean holds(JsonNode value);

  /** Schemas that it applies to the very value. */
  default List<Schema> inPlace() {
    return List.of();
  }

  /** Schemas that it applies to items, members or names. */
  default List<Schema> inside() {
    return List.of();
  }

  /** Names of properties that it declares, in order. */
  default Iterable<String> names() {
    return List.of();
  }

  /** The only values it holds for, canonical; null when they are not to be listed. */
  default List<JsonNode> values() {
    return null;
  }

  /** Whether it may ask for the contrary of another schema. */
  default boolean negates() {
    return false;
  }

  /**
   * What surely follows from it when of some schemas only a part is enforced, so that nobody knows
   * their contrary: itself unless it asks for one, null for nothing.
   */
  default Keyword weaker(Set<Schema> partly) {
    return this;
  }

  /** Whether its contrary cannot always be said. */
  default boolean hardToNegate() {
    return false;
  }
}
