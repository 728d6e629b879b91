package io.sglflink.runtime.chat;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Role;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses how role blocks become text. */
public final class ChatFormats {

  private static final Logger LOG = LoggerFactory.getLogger(ChatFormats.class);

  private ChatFormats() {}

  /**
   * The format that {@code chosen} says: the chat template of that name, or in that file; where it
   * is empty the checkpoint's own, or SGLang's default format where it has none. Templates that ask
   * for the date get the system's, in its default time zone.
   *
   * @throws IllegalArgumentException when {@code chosen} is neither a name nor a template
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when the template cannot be read
   */
  public static ChatFormat of(Checkpoint checkpoint, Tokenizer tokenizer, String chosen) {
    Path directory = checkpoint.directory();
    if (!chosen.isEmpty()) {
      return chosen(chosen, specialTokens(directory, tokenizer));
    }
    String template = ChatTemplates.find(directory);
    if (template == null) {
      return new FallbackChatFormat(
          jinja(NamedTemplates.source(NamedTemplates.DEFAULT), Map.of()),
          directory.toString(),
          LOG::warn);
    }
    return jinja(template, specialTokens(directory, tokenizer));
  }

  /**
   * Looks whether {@code chosen} is a name or a template at all, without a checkpoint.
   *
   * @throws IllegalArgumentException when it is neither, and not empty
   */
  public static void check(String chosen) {
    if (!chosen.isEmpty()) {
      chosen(chosen, Map.of());
    }
  }

  /** {@code chosen} for another working directory: a file's whole path, all else as it is. */
  public static String located(String chosen) {
    Path file = Path.of(chosen);
    return !NamedTemplates.NAMES.contains(chosen) && Files.isRegularFile(file)
        ? file.toAbsolutePath().normalize().toString()
        : chosen;
  }

  private static ChatFormat chosen(String chosen, Map<String, String> tokens) {
    if (NamedTemplates.NAMES.contains(chosen)) {
      return jinja(NamedTemplates.source(chosen), tokens);
    }
    JinjaChatFormat format = jinja(file(chosen), tokens);
    try {
      format.prefix(List.of(), Role.USER);
    } catch (RequestFailedException e) {
      throw new IllegalArgumentException(
          "the file of chat_template, \"%s\", does not work as a Jinja chat template: %s"
              .formatted(chosen, e.getMessage()),
          e);
    }
    return format;
  }

  private static String file(String chosen) {
    Path file = Path.of(chosen);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "chat_template is \"%s\", which is neither a file nor a known name: give a Jinja file, or one of %s"
              .formatted(chosen, String.join(", ", NamedTemplates.NAMES)));
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file of chat_template, \"%s\", cannot be read as UTF-8 text: %s"
              .formatted(chosen, e),
          e);
    }
  }

  private static JinjaChatFormat jinja(String template, Map<String, String> tokens) {
    return new JinjaChatFormat(template, tokens, Clock.system(ZoneId.systemDefault()));
  }

  private static Map<String, String> specialTokens(Path directory, Tokenizer tokenizer) {
    Map<String, String> tokens = new LinkedHashMap<>(ChatTemplates.specialTokens(directory));
    putIfNamed(tokens, "bos_token", tokenizer.bosToken());
    putIfNamed(tokens, "eos_token", tokenizer.eosToken());
    return tokens;
  }

  private static void putIfNamed(Map<String, String> tokens, String name, String text) {
    if (text != null) {
      tokens.put(name, text);
    }
  }
}
