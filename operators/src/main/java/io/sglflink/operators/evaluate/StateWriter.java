package io.sglflink.operators.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes the values of the state's byte formats. */
final class StateWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** Writes one value of an item. */
  interface Item<T> {
    void write(StateWriter out, T item);
  }

  StateWriter(int version) {
    byteValue(version);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  void byteValue(int value) {
    write(() -> out.writeByte(value));
  }

  void intValue(int value) {
    write(() -> out.writeInt(value));
  }

  void longValue(long value) {
    write(() -> out.writeLong(value));
  }

  void doubleValue(double value) {
    write(() -> out.writeDouble(value));
  }

  void bytes(byte[] value) {
    intValue(value.length);
    write(() -> out.write(value));
  }

  void string(String value) {
    bytes(value.getBytes(UTF_8));
  }

  void nullableString(String value) {
    byteValue(value == null ? 0 : 1);
    if (value != null) {
      string(value);
    }
  }

  <T> void list(List<T> items, Item<T> format) {
    intValue(items.size());
    items.forEach(item -> format.write(this, item));
  }

  private void write(Write write) {
    try {
      write.run();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  private interface Write {
    void run() throws IOException;
  }
}
