package io.sglflink.connectors;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into lines of bytes at {@code \n}, and counts where it is. Not thread-safe. */
final class LineReader implements Closeable {

  /**
   * Longer lines are cut here and their rest is dropped: far above the largest record that the job
   * decodes, so that such a line still becomes one dead letter, and memory stays bounded.
   */
  static final int MAX_LINE_BYTES = 64 << 20;

  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream stream;
  private final int maxLineBytes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int from;
  private int to;
  private long offset;

  LineReader(InputStream stream, long offset) {
    this(stream, offset, MAX_LINE_BYTES);
  }

  LineReader(InputStream stream, long offset, int maxLineBytes) {
    this.stream = stream;
    this.offset = offset;
    this.maxLineBytes = maxLineBytes;
  }

  /** Offset of the next line's first byte. */
  long offset() {
    return offset;
  }

  /** The next line without its line break, {@code \n} or {@code \r\n}; null at the end. */
  byte[] next() throws IOException {
    if (!available()) {
      return null;
    }
    byte[] line = new byte[0];
    int length = 0;
    while (available()) {
      int lineBreak = indexOfLineBreak();
      int stop = lineBreak < 0 ? to : lineBreak;
      int kept = Math.min(stop - from, maxLineBytes - length);
      line = withRoomFor(line, length, kept);
      System.arraycopy(buffer, from, line, length, kept);
      length += kept;
      consume((lineBreak < 0 ? stop : stop + 1) - from);
      if (lineBreak >= 0) {
        break;
      }
    }
    boolean carriageReturn = length > 0 && line[length - 1] == '\r';
    return Arrays.copyOf(line, carriageReturn ? length - 1 : length);
  }

  /** Goes forward to {@code target}, or to the end of a shorter stream. */
  void skipTo(long target) throws IOException {
    while (offset < target && available()) {
      consume((int) Math.min(to - from, target - offset));
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private byte[] withRoomFor(byte[] line, int length, int more) {
    if (length + more <= line.length) {
      return line;
    }
    int doubled = (int) Math.min(maxLineBytes, 2L * line.length);
    return Arrays.copyOf(line, Math.max(length + more, doubled));
  }

  private int indexOfLineBreak() {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private boolean available() throws IOException {
    while (from == to) {
      int read = stream.read(buffer, 0, buffer.length);
      if (read < 0) {
        return false;
      }
      from = 0;
      to = read;
    }
    return true;
  }

  private void consume(int bytes) {
    from += bytes;
    offset += bytes;
  }
}
