package io.sglflink.program.validate;

/** Builds JSON pointers (RFC 6901). */
public final class JsonPointers {

  private JsonPointers() {}

  /** Pointer to the field {@code name} of the object at {@code parent}. */
  public static String child(String parent, String name) {
    return parent + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** Pointer to item {@code index} of the array at {@code parent}. */
  public static String child(String parent, int index) {
    return parent + "/" + index;
  }

  /**
   * Pointer to item {@code index} of a list whose JSON form writes a single item without an array.
   */
  public static String item(String parent, int index, int size) {
    return size == 1 ? parent : child(parent, index);
  }
}
