package io.sglflink.runtime.chat;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Role;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Cuts a chat template, which renders whole conversations, into the text around each message.
 *
 * <p>The template is rendered with a mark in place of every content, and cut at the marks.
 * Comparing goes from the last message's mark on, not from the start: templates may treat earlier
 * messages otherwise once a later one is there (Qwen3 drops the reasoning of past answers), and the
 * text so far cannot be changed any more.
 *
 * <p>A template that gives a system message no place of its own, but writes it into the next user
 * message, opens both in one: nothing closes the system message then, and all that stands between
 * the two opens the user message.
 */
final class TemplateCutter {

  private final String template;
  private final Map<String, Object> variables;
  private final JinjaEnvironment environment;

  TemplateCutter(String template, Map<String, String> specialTokens, Clock clock) {
    this.template = requireNonNull(template, "template is null");
    this.variables = new LinkedHashMap<>(specialTokens);
    // Templates ask by these bare names whether the functions are there.
    this.variables.put("strftime_now", true);
    this.variables.put("raise_exception", true);
    this.environment = new JinjaEnvironment(clock);
  }

  /** What stands for the content of the message at {@code index}. */
  static String mark(int index) {
    return "\u2983" + index + "\u2984";
  }

  /** The text that opens a message of {@code role} after messages of the roles {@code history}. */
  String opening(List<Role> history, Role role) {
    String after = role == Role.ASSISTANT ? generationPrompt(history) : upTo(history, role);
    String closing = history.isEmpty() ? "" : closing(history);
    if (!after.startsWith(closing)) {
      throw failed(
          with(history, role),
          "is not incremental: it closes a message with \"%s\", but with \"%s\" once another follows"
              .formatted(closing, after));
    }
    return after.substring(closing.length());
  }

  /** The text that closes the last of {@code messages}. */
  String closing(List<Role> messages) {
    String text = render(messages, false);
    String mark = mark(messages.size() - 1);
    if (text.contains(mark)) {
      return withoutFinish(messages, afterLast(text, mark));
    }
    if (messages.get(messages.size() - 1) == Role.SYSTEM) {
      return "";
    }
    throw failed(messages, "leaves out the last message");
  }

  /**
   * {@code closing} as it is when the conversation goes on: Phi-3's template writes an
   * end-of-sequence text behind the last message, unless it opens the assistant's answer.
   */
  private String withoutFinish(List<Role> messages, String closing) {
    String end = (String) variables.getOrDefault("eos_token", "");
    if (end.isEmpty() || !closing.endsWith(end)) {
      return closing;
    }
    try {
      String further =
          messages.get(messages.size() - 1) == Role.USER
              ? generationPrompt(messages)
              : upTo(messages, Role.USER);
      return further.startsWith(closing)
          ? closing
          : closing.substring(0, closing.length() - end.length());
    } catch (RequestFailedException e) {
      return closing; // Nothing may follow, so the conversation does end here.
    }
  }

  /** The text from the last content to where the assistant's answer begins. */
  private String generationPrompt(List<Role> history) {
    String text = render(history, true);
    if (history.isEmpty()) {
      return text;
    }
    String mark = mark(history.size() - 1);
    if (!text.contains(mark)) {
      throw failed(history, "leaves out the last message when the assistant answers it");
    }
    return afterLast(text, mark);
  }

  /** The text from the last content to that of a further message of {@code role}. */
  private String upTo(List<Role> history, Role role) {
    List<Role> messages = with(history, role);
    String opened = mark(history.size());
    String text = render(messages, false);
    if (!text.contains(opened) && role == Role.SYSTEM) {
      text = render(with(messages, Role.USER), false);
    }
    int end = text.lastIndexOf(opened);
    String last = history.isEmpty() ? "" : mark(history.size() - 1);
    int start = history.isEmpty() ? 0 : text.lastIndexOf(last, end);
    if (start < 0 || end < 0) {
      throw failed(messages, "leaves out a message of this conversation");
    }
    return text.substring(start + last.length(), end);
  }

  private String render(List<Role> roles, boolean generationPrompt) {
    List<Map<String, Object>> messages = new ArrayList<>();
    for (int i = 0; i < roles.size(); i++) {
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("role", roles.get(i).label());
      message.put("content", mark(i));
      messages.add(message);
    }
    Map<String, Object> bindings = new LinkedHashMap<>(variables);
    bindings.put("add_generation_prompt", generationPrompt);
    bindings.put("messages", messages);
    try {
      return environment.render(template, bindings);
    } catch (TemplateFailure e) {
      throw failed(roles, "says: " + e.getMessage());
    }
  }

  private static String afterLast(String text, String mark) {
    return text.substring(text.lastIndexOf(mark) + mark.length());
  }

  private static List<Role> with(List<Role> roles, Role role) {
    List<Role> all = new ArrayList<>(roles);
    all.add(role);
    return all;
  }

  private static RequestFailedException failed(List<Role> roles, String problem) {
    return new RequestFailedException(
        FailureCode.CHAT_TEMPLATE,
        "the model's chat template %s (messages: %s): change the program's roles, or write the model's markers into its text"
            .formatted(problem, roles.stream().map(Role::label).collect(Collectors.joining(", "))));
  }
}
