package io.sglflink.runtime.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a tokenizer.json's decoder turns a token's text into bytes.
 *
 * @param byteLevel whether a token's characters are those that GPT-2 writes bytes as
 * @param byteFallback whether tokens such as {@code <0x0A>} are bytes
 * @param replacements what is written for parts of a token's text
 * @param dropsFirstSpace whether a space that begins the whole text is left out
 * @param obstacle the decoder that this does not know, or null
 */
record TokenForm(
    boolean byteLevel,
    boolean byteFallback,
    Map<String, String> replacements,
    boolean dropsFirstSpace,
    String obstacle) {

  static TokenForm of(JsonNode decoder) {
    boolean byteLevel = false;
    boolean byteFallback = false;
    Map<String, String> replacements = new LinkedHashMap<>();
    boolean dropsFirstSpace = false;
    boolean fused = false;
    String obstacle = decoder.isObject() ? null : "none";
    for (JsonNode step : steps(decoder)) {
      String type = step.path("type").asText();
      switch (type) {
        case "ByteLevel" -> byteLevel = true;
        case "ByteFallback" -> byteFallback = true;
        case "Fuse" -> fused = true;
        case "Replace" -> {
          JsonNode pattern = step.path("pattern").path("String");
          obstacle = pattern.isTextual() ? obstacle : type;
          replacements.put(pattern.asText(), step.path("content").asText());
        }
        case "Strip" -> {
          // What is not fused is stripped token by token.
          boolean oneSpace =
              fused
                  && step.path("content").asText().equals(" ")
                  && step.path("start").asInt() == 1
                  && step.path("stop").asInt() == 0;
          obstacle = oneSpace ? obstacle : type;
          dropsFirstSpace = true;
        }
        default -> obstacle = type;
      }
    }
    return new TokenForm(byteLevel, byteFallback, replacements, dropsFirstSpace, obstacle);
  }

  private static List<JsonNode> steps(JsonNode decoder) {
    if (!decoder.path("type").asText().equals("Sequence")) {
      return decoder.isObject() ? List.of(decoder) : List.of();
    }
    List<JsonNode> steps = new ArrayList<>();
    decoder.path("decoders").forEach(step -> steps.addAll(steps(step)));
    return steps;
  }

  /**
   * The bytes that a token writes.
   *
   * @param isByte whether the token's text is a byte's name
   */
  byte[] bytes(String text, boolean isByte) {
    if (isByte) {
      return new byte[] {(byte) Integer.parseInt(text.substring(3, 5), 16)};
    }
    String written = text;
    for (Map.Entry<String, String> replacement : replacements.entrySet()) {
      written = written.replace(replacement.getKey(), replacement.getValue());
    }
    return byteLevel ? bytesOfAlphabet(written) : written.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The bytes that GPT-2's alphabet writes as {@code text}, or its UTF-8 where a character is not
   * one of the alphabet's.
   */
  private static byte[] bytesOfAlphabet(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      int value = byteOf(text.charAt(i));
      if (value < 0) {
        return text.getBytes(StandardCharsets.UTF_8);
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }

  /** Visible characters stand for themselves, the 68 other bytes in order for U+0100 on. */
  private static int byteOf(char c) {
    if ((c >= 0x21 && c <= 0x7e) || (c >= 0xa1 && c <= 0xac) || (c >= 0xae && c <= 0xff)) {
      return c;
    }
    int index = c - 0x100;
    if (index < 0 || index >= 68) {
      return -1;
    }
    if (index <= 0x20) {
      return index;
    }
    return index < 67 ? 0x7f + index - 0x21 : 0xad;
  }
}
