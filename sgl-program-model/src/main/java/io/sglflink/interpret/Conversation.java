package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.ChatMessage;
import java.util.List;

/**
 * What earlier turns of a conversation left: a run that begins with it goes on as if SGLang's state
 * had been kept. A system message that the conversation has is not written again, so that each turn
 * may run the same program.
 *
 * @param text everything that was written, without what the next turn appends
 * @param messages finished chat messages
 */
public record Conversation(String text, List<ChatMessage> messages) {

  /** Nothing was said yet. */
  public static final Conversation EMPTY = new Conversation("", List.of());

  public Conversation {
    requireNonNull(text, "text is null");
    messages = List.copyOf(messages);
  }
}
