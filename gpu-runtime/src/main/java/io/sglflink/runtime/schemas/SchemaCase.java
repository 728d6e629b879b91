package io.sglflink.runtime.schemas;

import java.util.List;

/**
 * A schema, and texts that it must let through or stop.
 *
 * @param name begins with the part of the data that the schema is from
 * @param schema as JSON text
 */
record SchemaCase(String name, String schema, List<Instance> instances) {

  private static final String UNKNOWN = "other";

  /**
   * An instance in two spellings.
   *
   * @param compact without white space
   * @param spaced with a space after commas and colons
   */
  record Instance(boolean valid, String compact, String spaced) {}

  /** What stands before {@code ---}, or else before the first underscore. */
  String split() {
    int end = name.contains("---") ? name.indexOf("---") : name.indexOf('_');
    return end > 0 ? name.substring(0, end) : UNKNOWN;
  }
}
