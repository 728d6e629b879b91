package io.sglflink.connectors;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new file of JSON lines, which has its name only when it is whole. */
final class FileReplayOutput implements ReplayOutput {

  private final Path file;
  private final Path unfinished;
  private final OutputStream stream;

  private FileReplayOutput(Path file, Path unfinished, OutputStream stream) {
    this.file = file;
    this.unfinished = unfinished;
    this.stream = stream;
  }

  /** Fails when there is such a file. */
  static void check(Path file, URI uri) {
    if (Files.exists(file)) {
      throw new EndpointException(
          String.format("--to '%s' exists: give the name of a new file, in any directory", uri));
    }
  }

  static FileReplayOutput open(Path file) {
    // The job's source does not read names that start with a dot.
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
    try {
      Files.createDirectories(file.getParent());
      return new FileReplayOutput(
          file, unfinished, new BufferedOutputStream(Files.newOutputStream(unfinished)));
    } catch (IOException e) {
      throw new EndpointException(String.format("'%s' cannot be written: %s", file, e), e);
    }
  }

  @Override
  public void write(String key, byte[] value) {
    byte[] line = value.clone();
    for (int i = 0; i < line.length; i++) {
      // A message may have line breaks, which in JSON stand only where spaces may.
      if (line[i] == '\n' || line[i] == '\r') {
        line[i] = ' ';
      }
    }
    try {
      stream.write(line);
      stream.write('\n');
    } catch (IOException e) {
      throw new EndpointException(String.format("'%s' cannot be written: %s", file, e), e);
    }
  }

  @Override
  public void commit(Letters letters) {
    try {
      stream.close();
      Files.move(unfinished, file);
    } catch (IOException e) {
      throw new EndpointException(String.format("'%s' cannot be written: %s", file, e), e);
    }
    letters.commit();
  }

  @Override
  public void close() {
    try {
      stream.close();
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
