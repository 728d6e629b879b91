package io.sglflink.operators.evaluate;

import io.sglflink.interpret.Conversation;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.Role;
import java.util.Locale;

/** A session's history as bytes in keyed state; versioned as {@link StepFormat} is. */
final class HistoryFormat {

  private static final int VERSION = 1;

  private HistoryFormat() {}

  /**
   * What a session's turns left.
   *
   * @param lastTurn when the last of them ended, in milliseconds since 1970
   */
  record History(Conversation conversation, long lastTurn) {}

  static byte[] write(History history) {
    StateWriter out = new StateWriter(VERSION);
    out.longValue(history.lastTurn());
    out.string(history.conversation().text());
    out.list(history.conversation().messages(), HistoryFormat::message);
    return out.toBytes();
  }

  static History read(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION, "session");
    long lastTurn = in.longValue();
    String text = in.string();
    return new History(new Conversation(text, in.list(HistoryFormat::message)), lastTurn);
  }

  private static void message(StateWriter out, ChatMessage message) {
    out.string(message.role().label());
    out.string(message.content());
  }

  private static ChatMessage message(StateReader in) {
    return new ChatMessage(Role.valueOf(in.string().toUpperCase(Locale.ROOT)), in.string());
  }
}
