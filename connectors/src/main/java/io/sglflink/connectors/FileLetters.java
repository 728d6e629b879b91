package io.sglflink.connectors;

import io.sglflink.record.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;

/** The letters of a file, or of all files in a directory. */
record FileLetters(Path path) implements Letters {

  @Override
  public void forEach(Consumer<SourceRecord> letter) {
    for (Path file : files()) {
      try (LineReader lines = new LineReader(RecordFile.open(file), 0)) {
        long offset = 0;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
          if (line.length > 0) {
            letter.accept(new SourceRecord(line, "file://" + file + "@" + offset));
          }
          offset = lines.offset();
        }
      } catch (IOException e) {
        throw new EndpointException(String.format("'%s' cannot be read: %s", file, e), e);
      }
    }
  }

  /** As the job's file source has it: names that start with a dot or an underscore are not read. */
  private List<Path> files() {
    try (Stream<Path> walk = Files.walk(path)) {
      return walk.filter(file -> Files.isRegularFile(file) && !hidden(file)).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new EndpointException(String.format("'%s' cannot be listed: %s", path, e), e);
    }
  }

  private boolean hidden(Path file) {
    for (Path part : path.relativize(file)) {
      if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void commit() {
    // Files have no offsets: the next replay reads them again.
  }

  @Override
  public void commitWith(Producer<byte[], byte[]> transaction) {
    // As above.
  }

  @Override
  public void close() {
    // Each file is closed when it is read.
  }
}
