package io.sglflink.model;

import java.util.List;

/** {@code <|role|>} before a message, {@code <|end|>} after it; the latter ends generations. */
public final class FakeChatFormat implements ChatFormat {

  /** Closes every message. */
  public static final String END = "<|end|>";

  @Override
  public String prefix(List<ChatMessage> history, Role role) {
    return "<|" + role.label() + "|>\n";
  }

  @Override
  public String suffix(List<ChatMessage> history, ChatMessage message) {
    return END + "\n";
  }

  @Override
  public List<String> stop() {
    return List.of(END);
  }
}
