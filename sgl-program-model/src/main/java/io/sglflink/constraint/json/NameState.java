package io.sglflink.constraint.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.constraint.ByteState;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Where a text stands among names: a range of them, sorted by bytes, that begin as it does.
 *
 * @param names sorted, none twice
 * @param allowed which of them may come
 * @param from the first that begins as the text
 * @param to the one after the last
 * @param depth bytes of the text
 */
record NameState(byte[][] names, BitSet allowed, int from, int to, int depth) implements ByteState {

  /** Before the first byte. */
  static NameState start(byte[][] names, BitSet allowed) {
    return new NameState(names, allowed, 0, names.length, 0);
  }

  @Override
  public NameState next(int value) {
    int first = bound(value);
    int last = bound(value + 1);
    int found = first == last ? -1 : allowed.nextSetBit(first);
    return found < 0 || found >= last
        ? null
        : new NameState(names, allowed, first, last, depth + 1);
  }

  /** The first name of the range whose next byte is at least {@code value}. */
  private int bound(int value) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      byte[] name = names[middle];
      int at = name.length == depth ? -1 : name[depth] & 0xff;
      if (at < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public boolean accepting() {
    return from < to && names[from].length == depth && allowed.get(from);
  }

  @Override
  public boolean hasNext() {
    int first = from < to && names[from].length == depth ? from + 1 : from;
    int found = allowed.nextSetBit(first);
    return found >= 0 && found < to;
  }

  @Override
  public int shortest() {
    int least = Integer.MAX_VALUE;
    for (int i = allowed.nextSetBit(from); i >= 0 && i < to; i = allowed.nextSetBit(i + 1)) {
      least = Math.min(least, names[i].length - depth);
    }
    return least;
  }

  /** The characters that names go on with; -1 for one that has begun. */
  Set<Integer> nextCharacters() {
    Set<Integer> next = new HashSet<>();
    for (int i = allowed.nextSetBit(from); i >= 0 && i < to; i = allowed.nextSetBit(i + 1)) {
      byte[] name = names[i];
      if (name.length > depth) {
        boolean begun = (name[depth] & 0xc0) == 0x80;
        int bytes = Math.min(4, name.length - depth);
        next.add(begun ? -1 : new String(name, depth, bytes, UTF_8).codePointAt(0));
      }
    }
    return next;
  }

  @Override
  public ByteState lookAhead(int bytes) {
    return this;
  }

  @Override
  public void refill() {}
}
