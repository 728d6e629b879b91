package io.sglflink.runtime.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Reads the header of a safetensors file: eight bytes of length, then that many bytes of JSON, then
 * the data that the header's offsets point into.
 *
 * <p>Nothing in the header is believed: every length, offset and shape is checked against the
 * others and against the file's size before a tensor is handed out.
 */
final class SafetensorsHeader {

  private static final int LENGTH_BYTES = 8;

  /** The limit of the safetensors library itself. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private final Path file;
  private final long fileBytes;
  private final long dataStart;

  private SafetensorsHeader(Path file, long fileBytes, long dataStart) {
    this.file = file;
    this.fileBytes = fileBytes;
    this.dataStart = dataStart;
  }

  /** The tensors of {@code file}, in the order of their data. */
  static List<TensorEntry> read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long fileBytes = channel.size();
      long headerBytes = headerBytes(file, channel, fileBytes);
      JsonNode header = json(file, readAt(channel, LENGTH_BYTES, (int) headerBytes));
      return new SafetensorsHeader(file, fileBytes, LENGTH_BYTES + headerBytes).entries(header);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(file + " is missing: download the checkpoint again", e);
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static long headerBytes(Path file, FileChannel channel, long fileBytes)
      throws IOException {
    if (fileBytes < LENGTH_BYTES) {
      throw new CheckpointException(
          "%s is no safetensors file: it has %,d bytes, and the header's length alone takes %d; %s"
              .formatted(file, fileBytes, LENGTH_BYTES, "download it again"));
    }
    long length = readAt(channel, 0, LENGTH_BYTES).getLong();
    long limit = Math.min(MAX_HEADER_BYTES, fileBytes - LENGTH_BYTES);
    if (length < 2 || length > limit) {
      throw new CheckpointException(
          "%s has a corrupt header: it claims %s bytes, and at most %,d can be there (the file has %,d bytes): %s"
              .formatted(
                  file, Long.toUnsignedString(length), limit, fileBytes, "download it again"));
    }
    return length;
  }

  private static ByteBuffer readAt(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
      // A channel may read less than it is asked for.
    }
    if (bytes.hasRemaining()) {
      throw new IOException("it ended while its header was read");
    }
    return bytes.flip();
  }

  private static JsonNode json(Path file, ByteBuffer header) {
    try {
      JsonNode json =
          JsonFields.MAPPER.readTree(StandardCharsets.UTF_8.decode(header.duplicate()).toString());
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          "%s has a corrupt header: its %,d bytes are not valid JSON (%s): download it again"
              .formatted(file, header.limit(), e.getOriginalMessage()),
          e);
    }
    throw new CheckpointException(
        file + " has a corrupt header: it is no JSON object: download it again");
  }

  private List<TensorEntry> entries(JsonNode header) {
    List<TensorEntry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (!field.getKey().equals("__metadata__")) {
        entries.add(entry(field.getKey(), field.getValue()));
      }
    }
    entries.sort(
        Comparator.comparingLong(TensorEntry::offset).thenComparingLong(TensorEntry::bytes));
    requireDisjoint(entries);
    return entries;
  }

  private TensorEntry entry(String name, JsonNode node) {
    String dtype = node.path("dtype").asText("");
    long[] shape = numbers(name, node.path("shape"), "shape");
    long[] offsets = numbers(name, node.path("data_offsets"), "data_offsets");
    if (dtype.isEmpty() || offsets.length != 2 || offsets[1] < offsets[0]) {
      throw corrupt(name, "its entry is " + node);
    }
    if (offsets[1] > fileBytes - dataStart) {
      throw new CheckpointException(
          "%s is truncated: tensor %s ends at byte %,d and the file has %,d bytes: download it again"
              .formatted(file, name, dataStart + offsets[1], fileBytes));
    }
    long bytes = offsets[1] - offsets[0];
    TensorEntry entry = new TensorEntry(file, name, dtype, shape, dataStart + offsets[0], bytes);
    requireSize(entry);
    return entry;
  }

  private long[] numbers(String name, JsonNode node, String what) {
    if (!node.isArray()) {
      throw corrupt(name, "it has no " + what);
    }
    long[] numbers = new long[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = node.get(i);
      if (!number.canConvertToExactIntegral()
          || !number.canConvertToLong()
          || number.longValue() < 0) {
        throw corrupt(name, "its %s is %s".formatted(what, node));
      }
      numbers[i] = number.longValue();
    }
    return numbers;
  }

  private void requireSize(TensorEntry entry) {
    long elements;
    try {
      elements = entry.elements();
    } catch (ArithmeticException e) {
      throw corrupt(entry.name(), "its shape overflows");
    }
    TensorType type = entry.type();
    if (type != null
        && (entry.bytes() % type.bytes() != 0 || entry.bytes() / type.bytes() != elements)) {
      throw corrupt(
          entry.name(),
          "%,d elements of %s need %,d bytes and its offsets span %,d"
              .formatted(elements, entry.dtype(), elements * type.bytes(), entry.bytes()));
    }
  }

  private void requireDisjoint(List<TensorEntry> entries) {
    for (int i = 1; i < entries.size(); i++) {
      TensorEntry previous = entries.get(i - 1);
      TensorEntry next = entries.get(i);
      if (previous.offset() + previous.bytes() > next.offset()) {
        throw corrupt(
            next.name(),
            "it begins at byte %,d, before tensor %s ends at byte %,d"
                .formatted(next.offset(), previous.name(), previous.offset() + previous.bytes()));
      }
    }
  }

  private CheckpointException corrupt(String name, String problem) {
    return new CheckpointException(
        "%s has a corrupt header at tensor %s: %s: download it again"
            .formatted(file, name, problem));
  }
}
