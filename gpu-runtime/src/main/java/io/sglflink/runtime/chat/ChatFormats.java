package io.sglflink.runtime.chat;

import io.sglflink.model.ChatFormat;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Chooses a checkpoint's chat format. */
public final class ChatFormats {

  private ChatFormats() {}

  /**
   * The checkpoint's own chat template, or SGLang's default format where it has none. Templates
   * that ask for the date get the system's, in its default time zone.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when the template cannot be read
   */
  public static ChatFormat of(Checkpoint checkpoint, Tokenizer tokenizer) {
    return of(checkpoint, tokenizer, Clock.system(ZoneId.systemDefault()));
  }

  /**
   * As {@link #of(Checkpoint, Tokenizer)}, with the date from {@code clock}.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when the template cannot be read
   */
  public static ChatFormat of(Checkpoint checkpoint, Tokenizer tokenizer, Clock clock) {
    Path directory = checkpoint.directory();
    String template = ChatTemplates.find(directory);
    if (template == null) {
      return new PlainChatFormat(directory.toString());
    }
    Map<String, String> tokens = new LinkedHashMap<>(ChatTemplates.specialTokens(directory));
    putIfNamed(tokens, "bos_token", tokenizer.bosToken());
    putIfNamed(tokens, "eos_token", tokenizer.eosToken());
    return new JinjaChatFormat(template, tokens, clock);
  }

  private static void putIfNamed(Map<String, String> tokens, String name, String text) {
    if (text != null) {
      tokens.put(name, text);
    }
  }
}
