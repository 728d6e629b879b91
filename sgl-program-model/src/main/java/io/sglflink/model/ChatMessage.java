package io.sglflink.model;

import static java.util.Objects.requireNonNull;

/** One finished message of a conversation. */
public record ChatMessage(Role role, String content) {

  public ChatMessage {
    requireNonNull(role, "role is null");
    requireNonNull(content, "content is null");
  }
}
