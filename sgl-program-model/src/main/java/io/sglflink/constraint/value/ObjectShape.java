package io.sglflink.constraint.value;

import java.util.List;

/**
 * Objects. A member is either a property or of one of the classes.
 *
 * @param properties in the schema's order, each name once
 * @param others what members with other names are; none of them has a property's name. Where
 *     classes share names a member may be taken for one of any of them
 * @param min fewest members
 * @param max most members, {@link Integer#MAX_VALUE} for any number
 */
public record ObjectShape(List<Property> properties, List<NameClass> others, int min, int max) {

  public ObjectShape {
    properties = List.copyOf(properties);
    others = List.copyOf(others);
  }

  /**
   * A member of a known name. One whose value has no alternatives cannot be there; if it is
   * required the shape is empty and is not made.
   */
  public record Property(String name, boolean required, ValueSet value) {}

  /**
   * Members whose names are not known.
   *
   * @param names not empty, and without the properties' names
   * @param required whether at least one member must be of this class
   */
  public record NameClass(TextSet names, ValueSet value, boolean required) {}
}
