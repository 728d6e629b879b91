package io.sglflink.runtime.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.sglflink.runtime.schemas.SchemaCase.Instance;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * A file of cases, one JSON object a line: {@code name}, {@code schema}, and {@code tests} with
 * {@code valid} and {@code data} each. It may be gzipped. Thread-safe.
 */
final class CaseFile implements AutoCloseable {

  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;
  private final BufferedReader lines;
  private long line;

  /** Whether a case was found. */
  private boolean any;

  private CaseFile(Path file, BufferedReader lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * Opens {@code file}.
   *
   * @throws IllegalArgumentException when it cannot be read
   */
  static CaseFile open(Path file) {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          file + " is a directory: give a file with a schema and its instances on each line");
    }
    try {
      InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      bytes.mark(2);
      boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
      bytes.reset();
      InputStream plain = zipped ? new GZIPInputStream(bytes, 1 << 16) : bytes;
      return new CaseFile(file, new BufferedReader(new InputStreamReader(plain, UTF_8)));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "there is no file " + file + ": give one with a schema and its instances on each line",
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The next case, or null after the last.
   *
   * @throws IllegalArgumentException when a line is no case, or none of them is one
   */
  synchronized SchemaCase next() {
    try {
      String text;
      do {
        text = lines.readLine();
        line++;
      } while (text != null && text.isBlank());
      if (text == null && !any) {
        throw new IllegalArgumentException(
            file + " has no cases: give a file with a schema and its instances on each line");
      }
      any = true;
      return text == null ? null : read(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s, line %d, column %d, is no JSON (%s): give an object of name, schema and tests",
              file,
              line,
              e.getLocation().getColumnNr(),
              e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file
              + ", line "
              + line
              + ", cannot be read ("
              + e.getMessage()
              + "): give it whole, as text or gzipped",
          e);
    }
  }

  private SchemaCase read(String text) throws IOException {
    String name = null;
    String schema = null;
    List<Instance> instances = null;
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "name" -> name = parser.getText();
          case "schema" -> schema = Spelling.COMPACT.write(parser);
          case "tests" -> instances = instances(parser);
          default -> parser.skipChildren();
        }
      }
    }
    if (name == null || schema == null || instances == null) {
      throw new IllegalArgumentException(
          file + ", line " + line + ", is no case: give an object of name, schema and tests");
    }
    return new SchemaCase(name, schema, instances);
  }

  private List<Instance> instances(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException(
          file + ", line " + line + ", has tests that are no list: give one, it may be empty");
    }
    List<Instance> instances = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      Boolean valid = null;
      String compact = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "valid" ->
              valid = parser.currentToken().isBoolean() ? parser.getBooleanValue() : null;
          case "data" -> compact = Spelling.COMPACT.write(parser);
          default -> parser.skipChildren();
        }
      }
      if (valid == null || compact == null) {
        throw new IllegalArgumentException(
            file
                + ", line "
                + line
                + ", has a test without valid, which is true or false, or without data: give both");
      }
      instances.add(new Instance(valid, compact, spaced(compact)));
    }
    return instances;
  }

  private static String spaced(String compact) throws IOException {
    try (JsonParser parser = JSON.createParser(compact)) {
      parser.nextToken();
      return Spelling.SPACED.write(parser);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
