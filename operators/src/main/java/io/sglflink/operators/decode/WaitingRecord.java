package io.sglflink.operators.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.sglflink.record.SourceRecord;
import java.nio.ByteBuffer;

/**
 * A record that waits for its program, or for a turn of its session that does.
 *
 * @param source the record
 * @param since processing time at which it began to wait, in milliseconds; after a restart so much
 *     earlier as it had waited before
 * @param session the conversation that it belongs to; null where there is none, and for a record of
 *     the state that was not looked at yet
 * @param missing the program that it waits for; null where it waits for another turn, and for a
 *     record of the state
 */
record WaitingRecord(SourceRecord source, long since, String session, Decoded.Missing missing) {

  /** Version, milliseconds waited, two lengths. */
  private static final int FIXED_BYTES = 1 + Long.BYTES + 2 * Integer.BYTES;

  private static final byte VERSION = 1;

  WaitingRecord {
    requireNonNull(source, "source is null");
  }

  int bytes() {
    return source.value().length;
  }

  /** This record in the state. The first byte is the form's version. */
  byte[] write(long now) {
    byte[] position = source.position().getBytes(UTF_8);
    return ByteBuffer.allocate(FIXED_BYTES + source.value().length + position.length)
        .put(VERSION)
        .putLong(now - since)
        .putInt(source.value().length)
        .put(source.value())
        .putInt(position.length)
        .put(position)
        .array();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalStateException when the bytes are of another version
   */
  static WaitingRecord read(byte[] bytes, long now) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          String.format(
              "state holds a waiting record of format version %d, this version of sglang-flink"
                  + " reads version %d: resume with the version that wrote it, or start without"
                  + " state",
              version, VERSION));
    }
    long waited = in.getLong();
    byte[] value = part(in);
    return new WaitingRecord(
        new SourceRecord(value, new String(part(in), UTF_8)), now - waited, null, null);
  }

  private static byte[] part(ByteBuffer in) {
    byte[] part = new byte[in.getInt()];
    in.get(part);
    return part;
  }
}
