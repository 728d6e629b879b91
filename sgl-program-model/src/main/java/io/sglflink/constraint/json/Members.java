package io.sglflink.constraint.json;

import java.util.BitSet;
import java.util.List;

/**
 * What an object has so far, as far as it matters.
 *
 * @param position the property from which on more may come, where they come in order
 * @param seen the properties that came, where they come in any order; nobody changes it
 * @param count members, no more of them told apart than matter
 * @param met a bit for each class of other names that came and must
 * @param names other names that came, where they must not come again
 */
record Members(int position, BitSet seen, int count, long met, List<String> names) {

  static final Members NONE = new Members(0, new BitSet(), 0, 0, List.of());
}
