package io.sglflink.constraint.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.constraint.ConstraintBudgetException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Bytes that were read, the last one first, kept where what they write matters later: items that
 * must differ, names that must not come twice.
 */
final class Tape {

  /** Without limits of its own: what is read here has been followed byte by byte. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxNestingDepth(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Tape before;
  private final byte value;
  private final int length;

  Tape(Tape before, int value) {
    this.before = before;
    this.value = (byte) value;
    this.length = length(before) + 1;
  }

  static int length(Tape tape) {
    return tape == null ? 0 : tape.length;
  }

  /** The bytes of {@code tape} from {@code mark} on. */
  static byte[] bytes(Tape tape, int mark) {
    byte[] bytes = new byte[length(tape) - mark];
    Tape at = tape;
    for (int i = bytes.length - 1; i >= 0; i--) {
      bytes[i] = at.value;
      at = at.before;
    }
    return bytes;
  }

  /**
   * The JSON value that {@code json} writes.
   *
   * @throws ConstraintBudgetException when it has numbers that are too large to compare
   */
  static JsonNode value(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (NumberFormatException e) {
      throw new ConstraintBudgetException("an item has a number that is too large to compare");
    } catch (IOException e) {
      throw new IllegalStateException("followed what is no JSON", e);
    }
  }

  /** The text that is written so between quotes, the bytes of {@code parts} one after another. */
  static String string(byte[]... parts) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      text.writeBytes(part);
    }
    String written = text.toString(UTF_8);
    return written.indexOf('\\') < 0
        ? written
        : value(('"' + written + '"').getBytes(UTF_8)).textValue();
  }
}
