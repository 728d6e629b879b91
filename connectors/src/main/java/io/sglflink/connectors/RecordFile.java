package io.sglflink.connectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file of records outside of a job. */
final class RecordFile {

  private RecordFile() {}

  /** The file's bytes, unpacked where its name ends with {@code .gz}. */
  static InputStream open(Path file) throws IOException {
    InputStream stream = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
  }
}
