package io.sglflink.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A checkpoint copied to a directory of the test's own, to be changed there. */
public final class CheckpointCopy {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;

  private CheckpointCopy(Path directory) {
    this.directory = directory;
  }

  public static CheckpointCopy of(String name, Path directory) throws IOException {
    try (Stream<Path> files = Files.list(ParityModels.directory(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    return new CheckpointCopy(directory);
  }

  public Path directory() {
    return directory;
  }

  /** Makes {@code tokens} the model's end-of-sequence tokens. */
  public CheckpointCopy endTokens(List<Integer> tokens) throws IOException {
    ObjectNode config = read("generation_config.json");
    tokens.forEach(config.putArray("eos_token_id")::add);
    write("generation_config.json", config);
    return this;
  }

  /** Takes the begin-of-sequence token from the model. */
  public CheckpointCopy withoutBos() throws IOException {
    for (String file : List.of("config.json", "generation_config.json")) {
      ObjectNode config = read(file);
      config.remove("bos_token_id");
      write(file, config);
    }
    ObjectNode tokenizer = read("tokenizer_config.json");
    tokenizer.remove("bos_token");
    write("tokenizer_config.json", tokenizer);
    return this;
  }

  /** Sets every element of one row of a float32 tensor to NaN. */
  public CheckpointCopy nanRow(String tensor, int row) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            directory.resolve("model.safetensors"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      file.read(length, 0);
      ByteBuffer header = ByteBuffer.allocate((int) length.getLong(0));
      file.read(header, 8);
      JsonNode entry = JSON.readTree(header.array()).path(tensor);
      int columns = entry.path("shape").path(1).asInt();
      ByteBuffer values = ByteBuffer.allocate(4 * columns).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < columns; i++) {
        values.putFloat(Float.NaN);
      }
      long data = 8 + length.getLong(0) + entry.path("data_offsets").path(0).asLong();
      file.write(values.flip(), data + 4L * columns * row);
    }
    return this;
  }

  private ObjectNode read(String file) throws IOException {
    String text = Files.readString(directory.resolve(file), StandardCharsets.UTF_8);
    return (ObjectNode) JSON.readTree(text);
  }

  private void write(String file, ObjectNode json) throws IOException {
    Files.writeString(directory.resolve(file), json.toString(), StandardCharsets.UTF_8);
  }
}
