package io.sglflink.runtime.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Chat templates by the names that SGLang's front end gives them, each a resource beside this
 * class.
 *
 * <p>They write what SGLang's write, with one difference: the begin-of-sequence text that SGLang
 * puts behind an answer of Llama 2 and Mistral comes before the next question. As in SGLang, the
 * one at the very beginning is the tokenizer's.
 */
final class NamedTemplates {

  /** What a checkpoint without a chat template gets. */
  static final String DEFAULT = "default";

  /** In alphabetical order. */
  static final List<String> NAMES =
      List.of(
          "c4ai-command-r",
          "chatml",
          "claude",
          "deepseek-v3",
          DEFAULT,
          "gemma-it",
          "granite-3-instruct",
          "llama-2-chat",
          "llama-3-instruct",
          "llama-4",
          "mistral",
          "qwen",
          "vicuna_v1.1",
          "yi-1.5");

  private NamedTemplates() {}

  /** Jinja source of the template {@code name}, one of {@link #NAMES}. */
  static String source(String name) {
    try (InputStream stream = NamedTemplates.class.getResourceAsStream(name + ".jinja")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
