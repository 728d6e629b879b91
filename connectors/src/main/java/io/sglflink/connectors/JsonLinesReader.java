package io.sglflink.connectors;

import io.sglflink.record.SourceRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;

/**
 * Hands out the lines that start before {@code end}, in batches, without blank ones. Offsets are
 * those of the stream's bytes.
 */
final class JsonLinesReader implements BulkFormat.Reader<SourceRecord> {

  private static final int BATCH_LINES = 256;
  private static final int BATCH_BYTES = 1 << 20;

  private final LineReader lines;
  private final String path;
  private final long end;

  JsonLinesReader(InputStream stream, String path, long offset, long end) {
    this.lines = new LineReader(stream, offset);
    this.path = path;
    this.end = end;
  }

  /** Goes on behind the {@code records}-th record after {@code offset}. */
  void skipTo(long offset, long records) throws IOException {
    if (offset > lines.offset()) {
      lines.skipTo(offset);
    }
    for (long skipped = 0; skipped < records; skipped++) {
      nextRecord();
    }
  }

  /** Drops everything up to and including the next line break. */
  void skipLine() throws IOException {
    lines.next();
  }

  @Override
  public BulkFormat.RecordIterator<SourceRecord> readBatch() throws IOException {
    Deque<RecordAndPosition<SourceRecord>> batch = new ArrayDeque<>();
    int bytes = 0;
    while (batch.size() < BATCH_LINES && bytes < BATCH_BYTES) {
      SourceRecord next = nextRecord();
      if (next == null) {
        break;
      }
      bytes += next.value().length;
      batch.add(new RecordAndPosition<>(next, lines.offset(), 0));
    }
    return batch.isEmpty() ? null : new Batch(batch);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private SourceRecord nextRecord() throws IOException {
    while (lines.offset() < end) {
      long offset = lines.offset();
      byte[] line = lines.next();
      if (line == null) {
        return null;
      }
      if (!isBlank(line)) {
        return new SourceRecord(line, path + "@" + offset);
      }
    }
    return null;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private record Batch(Deque<RecordAndPosition<SourceRecord>> records)
      implements BulkFormat.RecordIterator<SourceRecord> {

    @Override
    public RecordAndPosition<SourceRecord> next() {
      return records.poll();
    }

    @Override
    public void releaseBatch() {}
  }
}
