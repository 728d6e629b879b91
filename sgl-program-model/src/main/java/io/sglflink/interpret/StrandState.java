package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SGLang's program state: the text, the variables and the messages so far; and loops' items. */
final class StrandState {

  private final RunBudget budget;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, JsonNode> variables = new LinkedHashMap<>();
  private final Map<String, JsonNode> locals = new HashMap<>();
  private final List<ChatMessage> messages = new ArrayList<>();
  private int messageStart;

  StrandState(RunBudget budget) {
    this.budget = budget;
  }

  String text() {
    return text.toString();
  }

  /** The first {@code maxLength} characters of the text, or all of it. */
  String text(int maxLength) {
    return text.substring(0, Math.min(maxLength, text.length()));
  }

  int textLength() {
    return text.length();
  }

  Map<String, JsonNode> variables() {
    return Collections.unmodifiableMap(variables);
  }

  List<ChatMessage> messages() {
    return Collections.unmodifiableList(messages);
  }

  void append(String more) {
    budget.textLength((long) text.length() + more.length());
    text.append(more);
  }

  /** Sets a variable; null names none. */
  void set(String name, JsonNode value) {
    if (name != null) {
      variables.put(name, value);
    }
  }

  /** The item of that name, or null. */
  JsonNode local(String name) {
    return locals.get(name);
  }

  void setLocal(String name, JsonNode value) {
    locals.put(name, value);
  }

  void removeLocal(String name) {
    locals.remove(name);
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
