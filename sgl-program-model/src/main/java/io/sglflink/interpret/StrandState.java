package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SGLang's program state: the text, the variables and the messages so far. */
final class StrandState {

  private final RunBudget budget;
  private final RunListener listener;
  private final Conversation history;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, JsonNode> variables = new LinkedHashMap<>();
  private final Map<String, StepMeta> metas = new HashMap<>();
  private final List<ChatMessage> messages = new ArrayList<>();
  private Role openRole;
  private int prefixStart;
  private int messageStart;
  private RequestFailedException rejected;
  private int forkStart;

  /**
   * @param listener hears what the state gets
   * @param history what the state begins with, which the listener does not hear
   */
  StrandState(RunBudget budget, RunListener listener, Conversation history) {
    this.budget = budget;
    this.listener = listener;
    this.history = history;
    text.append(history.text());
    messages.addAll(history.messages());
  }

  /** A state that begins with this one's text, variables, messages and open message. */
  StrandState fork() {
    budget.work(text.length() + (long) ValueBudget.ITEM * (variables.size() + messages.size() + 1));
    StrandState fork = new StrandState(budget, RunListener.NONE, history);
    fork.text.append(text, history.text().length(), text.length());
    fork.variables.putAll(variables);
    fork.messages.addAll(messages.subList(history.messages().size(), messages.size()));
    fork.openRole = openRole;
    fork.prefixStart = prefixStart;
    fork.messageStart = messageStart;
    fork.rejected = rejected;
    fork.forkStart = text.length();
    return fork;
  }

  String text() {
    return text.toString();
  }

  /** The first {@code maxLength} characters of the text, or all of it. */
  String text(int maxLength) {
    return text.substring(0, Math.min(maxLength, text.length()));
  }

  /** What was appended since the state was forked. */
  String textSinceFork() {
    return text.substring(Math.min(forkStart, text.length()));
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

  /** What is known of the step that wrote a variable, or null. */
  StepMeta meta(String name) {
    return metas.get(name);
  }

  /** Appends text that nobody has heard of. */
  void append(String more) {
    appendTold(more);
    tell(null, more);
  }

  /** Appends text that the listener has heard. */
  void appendTold(String more) {
    budget.textLength((long) text.length() + more.length());
    budget.work(more.length());
    text.append(more);
  }

  /** Tells the listener how text and variable go on; null names no variable. */
  void tell(String name, String more) {
    if (!more.isEmpty()) {
      listener.text(more);
      tellVariable(name, more);
    }
  }

  /** Tells the listener how a variable goes on; null names none. */
  void tellVariable(String name, String more) {
    if (name != null && !more.isEmpty()) {
      listener.variable(name, more);
    }
  }

  /** Whether anybody listens. */
  boolean isHeard() {
    return listener != RunListener.NONE;
  }

  /** Sets a variable; null names none. */
  void set(String name, JsonNode value) {
    if (name != null) {
      variables.put(name, value);
    }
  }

  /** Sets a variable to the text from its character at {@code start} on. */
  void setToTextFrom(int start, String name) {
    String since = text.substring(Math.min(start, text.length()));
    budget.work(since.length());
    set(name, TextNode.valueOf(since));
  }

  /** Sets a variable that a step wrote; null names none. */
  void set(String name, JsonNode value, StepMeta meta) {
    set(name, value);
    if (name != null) {
      metas.put(name, meta);
    }
  }

  void beginMessage(Role role, ChatFormat format) {
    if (openRole != null) {
      throw new RequestFailedException(
          FailureCode.EVALUATION_FAILED,
          "a message of "
              + openRole.label()
              + " is open where one of "
              + role.label()
              + " begins: end it before");
    }
    prefixStart = text.length();
    append(prefix(role, format));
    openRole = role;
    messageStart = text.length();
  }

  /** A template that takes no system message here need not: the conversation may have it. */
  private String prefix(Role role, ChatFormat format) {
    rejected = null;
    try {
      return format.prefix(messages(), role);
    } catch (RequestFailedException e) {
      if (role != Role.SYSTEM || history.messages().isEmpty()) {
        throw e;
      }
      rejected = e;
      return "";
    }
  }

  /**
   * A system message that the history has is taken back.
   *
   * <p>The message's content is taken before the suffix; the text itself is not stripped.
   */
  void endMessage(Role role, ChatFormat format) {
    if (openRole != role) {
      String open = openRole == null ? "no message" : "a message of " + openRole.label();
      throw new RequestFailedException(
          FailureCode.EVALUATION_FAILED,
          open
              + " is open where one of "
              + role.label()
              + " ends: begin it before, and end each message once");
    }
    ChatMessage message = new ChatMessage(role, PythonText.lstrip(text.substring(messageStart)));
    openRole = null;
    if (role == Role.SYSTEM && history.messages().contains(message)) {
      text.setLength(prefixStart);
      return;
    }
    if (rejected != null) {
      throw rejected;
    }
    append(format.suffix(messages(), message));
    messages.add(message);
  }
}
