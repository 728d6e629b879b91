package io.sglflink.model;

import java.util.List;

/**
 * The text around role blocks, so that each turn extends the text of the last one.
 *
 * <p>Thread-safe. Both methods fail with {@link RequestFailedException} and code {@link
 * FailureCode#CHAT_TEMPLATE} when the template rejects the conversation.
 */
public interface ChatFormat {

  /**
   * The text that opens a message of {@code role} after {@code history}; for the assistant, the
   * prompt for its answer. A template's own opening (a begin-of-sequence marker, a default system
   * message) belongs to the first message's prefix.
   */
  String prefix(List<ChatMessage> history, Role role);

  /** The text that closes {@code message} after {@code history}. */
  String suffix(List<ChatMessage> history, ChatMessage message);

  /** Strings that end a generation under this format, beside the request's own. */
  List<String> stop();
}
