package io.sglflink.runtime.chat;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.Role;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SGLang's format for models without a chat template: {@code SYSTEM:…}, {@code USER:…} and {@code
 * ASSISTANT:…} lines.
 */
public final class PlainChatFormat implements ChatFormat {

  private static final Logger LOG = LoggerFactory.getLogger(PlainChatFormat.class);

  private final String model;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param model names the checkpoint in the warning that the first use logs
   */
  public PlainChatFormat(String model) {
    this.model = requireNonNull(model, "model is null");
  }

  @Override
  public String prefix(List<ChatMessage> history, Role role) {
    if (warned.compareAndSet(false, true)) {
      LOG.warn(
          "{} has no chat template, so roles are written as SYSTEM:, USER: and ASSISTANT: lines,"
              + " which the model was hardly trained on: add the model's chat_template.jinja to the"
              + " directory, or write the model's own markers into the program's text",
          model);
    }
    return switch (role) {
      case SYSTEM -> "SYSTEM:";
      case USER -> "USER:";
      case ASSISTANT -> "ASSISTANT:";
    };
  }

  @Override
  public String suffix(List<ChatMessage> history, ChatMessage message) {
    return "\n";
  }

  @Override
  public List<String> stop() {
    return List.of();
  }
}
