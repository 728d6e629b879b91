package io.sglflink.runtime.chat;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.Role;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The format of a model that has none of its own; its first use is a warning. */
final class FallbackChatFormat implements ChatFormat {

  private final ChatFormat format;
  private final String model;
  private final Consumer<String> warnings;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param format what is written
   * @param model names the checkpoint in the warning
   * @param warnings takes the warning, on the thread that asks for a text
   */
  FallbackChatFormat(ChatFormat format, String model, Consumer<String> warnings) {
    this.format = requireNonNull(format, "format is null");
    this.model = requireNonNull(model, "model is null");
    this.warnings = requireNonNull(warnings, "warnings is null");
  }

  @Override
  public String prefix(List<ChatMessage> history, Role role) {
    if (warned.compareAndSet(false, true)) {
      warnings.accept(
          model
              + " has no chat template, as base models do, so roles are written as SYSTEM:, USER: and"
              + " ASSISTANT: lines, which the model was hardly trained on: name its format with"
              + " --chat-template, or write its own markers into the program's text");
    }
    return format.prefix(history, role);
  }

  @Override
  public String suffix(List<ChatMessage> history, ChatMessage message) {
    return format.suffix(history, message);
  }

  @Override
  public List<String> stop() {
    return format.stop();
  }
}
