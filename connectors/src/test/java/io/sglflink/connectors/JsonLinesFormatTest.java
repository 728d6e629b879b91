package io.sglflink.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.record.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;

class JsonLinesFormatTest {

  private final JsonLinesFormat format = new JsonLinesFormat();

  /** However a file is cut into splits, each of its lines is read once. */
  @Property(tries = 200)
  void splitsShareTheLines(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Path file = randomFile(random);
    long size = Files.size(file);
    List<String> read = new ArrayList<>();
    long from = 0;
    while (from < size) {
      long length = 1L + random.nextInt((int) Math.max(1, size / 2));
      read.addAll(texts(readAll(split(file, from, Math.min(length, size - from), null))));
      from += length;
    }
    assertThat(read).isEqualTo(nonBlankLines(file));
    Files.delete(file);
  }

  /** Wherever a reader stops, another one goes on with the next line. */
  @Property(tries = 200)
  void aReaderGoesOnWhereACheckpointWasTaken(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Path file = randomFile(random);
    long size = Files.size(file);
    List<RecordAndPosition<SourceRecord>> all = readAll(split(file, 0, size, null));
    int stop = all.isEmpty() ? 0 : random.nextInt(all.size());
    if (!all.isEmpty()) {
      RecordAndPosition<SourceRecord> last = all.get(stop);
      CheckpointedPosition position =
          new CheckpointedPosition(last.getOffset(), last.getRecordSkipCount());
      assertThat(texts(readAll(split(file, 0, size, position))))
          .isEqualTo(texts(all.subList(stop + 1, all.size())));
    }
    Files.delete(file);
  }

  private List<RecordAndPosition<SourceRecord>> readAll(FileSourceSplit split) throws IOException {
    Configuration configuration = new Configuration();
    List<RecordAndPosition<SourceRecord>> records = new ArrayList<>();
    try (BulkFormat.Reader<SourceRecord> reader =
        split.getReaderPosition().isPresent()
            ? format.restoreReader(configuration, split)
            : format.createReader(configuration, split)) {
      for (BulkFormat.RecordIterator<SourceRecord> batch = reader.readBatch();
          batch != null;
          batch = reader.readBatch()) {
        for (RecordAndPosition<SourceRecord> next = batch.next();
            next != null;
            next = batch.next()) {
          records.add(next);
        }
      }
    }
    return records;
  }

  private static List<String> texts(List<RecordAndPosition<SourceRecord>> records) {
    return records.stream().map(record -> new String(record.getRecord().value(), UTF_8)).toList();
  }

  private static List<String> nonBlankLines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readString(file).split("\n", -1)) {
      String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (!text.isBlank()) {
        lines.add(text);
      }
    }
    return lines;
  }

  private static Path randomFile(Random random) throws IOException {
    StringBuilder text = new StringBuilder();
    int lines = random.nextInt(700);
    for (int i = 0; i < lines; i++) {
      text.append("行".repeat(random.nextInt(6))).append(random.nextInt(10) == 0 ? " " : i);
      text.append(random.nextInt(4) == 0 ? "\r\n" : random.nextInt(5) == 0 ? "\n\n" : "\n");
    }
    if (random.nextBoolean()) {
      text.append("last");
    }
    return Files.writeString(Files.createTempFile("lines", ".jsonl"), text);
  }

  private static FileSourceSplit split(
      Path file, long offset, long length, CheckpointedPosition position) throws IOException {
    return new FileSourceSplit(
        "1",
        new org.apache.flink.core.fs.Path(file.toUri()),
        offset,
        length,
        0,
        Files.size(file),
        new String[0],
        position);
  }
}
