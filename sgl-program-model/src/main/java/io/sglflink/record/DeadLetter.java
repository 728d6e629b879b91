package io.sglflink.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Base64;

/**
 * A record that failed, with all that is needed to correct and replay it.
 *
 * @param original the record's bytes, as they were read
 * @param position where they were read
 * @param failure the error, the id where it could be read, and what a run computed before it failed
 */
public record DeadLetter(byte[] original, String position, ResultRecord failure) {

  public DeadLetter {
    requireNonNull(original, "original is null");
    requireNonNull(position, "position is null");
    requireNonNull(failure.error(), "failure has no error");
  }

  /**
   * This dead letter in its JSON form.
   *
   * @param maxBytes bytes of the largest record that the output takes, at least 16 KiB. What does
   *     not fit is left out: the partial result first, then the list of problems, then the end of
   *     the original, which stays readable at its position
   */
  public EncodedRecord encode(int maxBytes) {
    if (original.length <= maxBytes) {
      byte[] whole = RecordJson.bytes(write(failure.error(), true, original.length));
      if (whole.length <= maxBytes) {
        return new EncodedRecord(failure.id(), whole);
      }
    }
    RecordError error = failure.error().withoutProblems();
    int kept = Math.min(original.length, maxBytes);
    byte[] cut = RecordJson.bytes(write(error, false, kept));
    while (cut.length > maxBytes && kept > 0) {
      // Escapes make the JSON longer than the original by an unknown factor.
      int excess = cut.length - maxBytes;
      kept = Math.max(0, Math.min(kept - 1, kept - Math.max(excess / 6, kept / 8)));
      cut = RecordJson.bytes(write(error, false, kept));
    }
    return new EncodedRecord(failure.id(), cut);
  }

  private ObjectNode write(RecordError error, boolean withResult, int kept) {
    ObjectNode json = RecordJson.object();
    RecordJson.putIfPresent(json, "id", failure.id());
    json.put("position", position);
    RecordJson.putError(json, error);
    putOriginal(json, kept);
    if (failure.run() != null) {
      if (withResult) {
        json.set("result", ResultJson.write(failure));
      } else {
        json.put("result_omitted", true);
      }
    }
    return json;
  }

  private void putOriginal(ObjectNode json, int kept) {
    boolean text = StrictJson.decode(original) != null;
    byte[] bytes = Arrays.copyOf(original, text ? characterStart(kept) : kept);
    if (text) {
      json.put("original", new String(bytes, UTF_8));
    } else {
      json.put("original_base64", Base64.getEncoder().encodeToString(bytes));
    }
    json.put("original_bytes", original.length);
    if (bytes.length < original.length) {
      json.put("original_truncated", true);
    }
  }

  /** The last start of a UTF-8 character at or before {@code end}. */
  private int characterStart(int end) {
    int start = end;
    while (start > 0 && start < original.length && (original[start] & 0xC0) == 0x80) {
      start--;
    }
    return start;
  }
}
