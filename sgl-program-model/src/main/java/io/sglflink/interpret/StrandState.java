package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SGLang's program state: the text, the variables and the messages so far. */
final class StrandState {

  private final StringBuilder text = new StringBuilder();
  private final Map<String, JsonNode> variables = new LinkedHashMap<>();
  private final List<ChatMessage> messages = new ArrayList<>();
  private int messageStart;

  String text() {
    return text.toString();
  }

  Map<String, JsonNode> variables() {
    return Collections.unmodifiableMap(variables);
  }

  List<ChatMessage> messages() {
    return Collections.unmodifiableList(messages);
  }

  void append(String more) {
    text.append(more);
  }

  /** Sets a variable; null names none. */
  void set(String name, String value) {
    if (name != null) {
      variables.put(name, TextNode.valueOf(value));
    }
  }

  void beginMessage(Role role, ChatFormat format) {
    text.append(format.prefix(messages(), role));
    messageStart = text.length();
  }

  /** The message's content is taken before the suffix; the text itself is not stripped. */
  void endMessage(Role role, ChatFormat format) {
    ChatMessage message = new ChatMessage(role, PythonText.lstrip(text.substring(messageStart)));
    text.append(format.suffix(messages(), message));
    messages.add(message);
  }
}
