package io.sglflink.operators.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads what a {@link StateWriter} wrote. */
final class StateReader {

  private final ByteBuffer in;

  /** Reads one value of an item. */
  interface Item<T> {
    T read(StateReader in);
  }

  /**
   * Starts behind the version.
   *
   * @throws IllegalStateException when the bytes are of another version
   */
  StateReader(byte[] bytes, int version, String thing) {
    this.in = ByteBuffer.wrap(bytes);
    int found = in.get();
    if (found != version) {
      throw new IllegalStateException(
          String.format(
              "state holds a %s of format version %d, this version of sglang-flink reads version"
                  + " %d: resume with the version that wrote it, or start without state",
              thing, found, version));
    }
  }

  int byteValue() {
    return in.get();
  }

  int intValue() {
    return in.getInt();
  }

  long longValue() {
    return in.getLong();
  }

  double doubleValue() {
    return in.getDouble();
  }

  byte[] bytes() {
    byte[] value = new byte[intValue()];
    in.get(value);
    return value;
  }

  String string() {
    return new String(bytes(), UTF_8);
  }

  String nullableString() {
    return byteValue() == 0 ? null : string();
  }

  <T> List<T> list(Item<T> format) {
    int size = intValue();
    List<T> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(format.read(this));
    }
    return items;
  }
}
