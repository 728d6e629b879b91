package io.sglflink.runtime.chat;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
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
 * A Hugging Face chat template, taken apart into the text around each message.
 *
 * <p>Templates render whole conversations. What stands around one message is found by rendering
 * with marks in place of contents and cutting at the marks. Comparing goes from the last message's
 * mark on, not from the start: templates may treat earlier messages otherwise once a later one is
 * there (Qwen3 drops the reasoning of past answers), and the text so far cannot be changed any
 * more.
 *
 * <p>A template that gives a system message no place of its own, but writes it into the next user
 * message, opens both in one: the system message's suffix is then empty, and all that stands
 * between the two belongs to the user message's prefix.
 */
public final class JinjaChatFormat implements ChatFormat {

  /** Stands for the content of the history's last message. */
  private static final String LAST = "\u2983last-message\u2984";

  /** Stands for the content of the message that is opened. */
  private static final String OPENED = "\u2983opened-message\u2984";

  private final String template;
  private final Map<String, Object> variables;
  private final JinjaEnvironment environment;

  /**
   * Takes a template apart.
   *
   * @param template Jinja source
   * @param specialTokens texts by the names that templates use, for example {@code bos_token}
   * @param clock what {@code strftime_now} reads
   */
  public JinjaChatFormat(String template, Map<String, String> specialTokens, Clock clock) {
    requireNonNull(template, "template is null");
    // Jinja drops one newline from the end of a template.
    this.template =
        template.endsWith("\n") ? template.substring(0, template.length() - 1) : template;
    this.variables = new LinkedHashMap<>(specialTokens);
    // Templates ask whether the function is there by its bare name.
    this.variables.put("strftime_now", true);
    this.variables.put("raise_exception", true);
    this.environment = new JinjaEnvironment(clock);
  }

  @Override
  public String prefix(List<ChatMessage> history, Role role) {
    String opened = role == Role.ASSISTANT ? generationPrompt(history) : opening(history, role);
    String closed = history.isEmpty() ? "" : closing(marked(history));
    if (!opened.startsWith(closed)) {
      throw failed(
          history,
          "is not incremental: it closes the last message with \"%s\", but with \"%s\" once %s %s message follows"
              .formatted(closed, opened, role == Role.ASSISTANT ? "an" : "a", role.label()));
    }
    return opened.substring(closed.length());
  }

  @Override
  public String suffix(List<ChatMessage> history, ChatMessage message) {
    List<ChatMessage> all = with(history, message);
    return closing(marked(all));
  }

  /** Empty: templates end a turn with an end-of-sequence token, which ends generation itself. */
  @Override
  public List<String> stop() {
    return List.of();
  }

  /** The text from the last message's content to where the assistant's answer begins. */
  private String generationPrompt(List<ChatMessage> history) {
    if (history.isEmpty()) {
      return render(history, true);
    }
    List<ChatMessage> marked = marked(history);
    String text = render(marked, true);
    int last = text.lastIndexOf(LAST);
    if (last < 0) {
      throw failed(history, "leaves out the last message when the assistant answers it");
    }
    return text.substring(last + LAST.length());
  }

  /** The text from the last message's content to that of a message of {@code role}. */
  private String opening(List<ChatMessage> history, Role role) {
    List<ChatMessage> marked = with(marked(history), new ChatMessage(role, OPENED));
    String text = render(marked, false);
    if (!text.contains(OPENED) && role == Role.SYSTEM) {
      text = render(with(marked, new ChatMessage(Role.USER, "")), false);
    }
    int opened = text.lastIndexOf(OPENED);
    int last = history.isEmpty() ? 0 : text.lastIndexOf(LAST, opened);
    if (opened < 0 || last < 0) {
      throw failed(marked, "leaves out a message of this conversation");
    }
    return text.substring(history.isEmpty() ? 0 : last + LAST.length(), opened);
  }

  /** The text after the last message's content, empty where it waits for the next message. */
  private String closing(List<ChatMessage> marked) {
    String text = render(marked, false);
    int last = text.lastIndexOf(LAST);
    if (last >= 0) {
      return text.substring(last + LAST.length());
    }
    if (marked.get(marked.size() - 1).role() != Role.SYSTEM) {
      throw failed(marked, "leaves out the last message");
    }
    return "";
  }

  private String render(List<ChatMessage> messages, boolean generationPrompt) {
    Map<String, Object> bindings = new LinkedHashMap<>(variables);
    bindings.put("add_generation_prompt", generationPrompt);
    bindings.put(
        "messages", messages.stream().map(JinjaChatFormat::variables).collect(Collectors.toList()));
    try {
      return environment.render(template, bindings);
    } catch (TemplateFailure e) {
      throw failed(messages, "says: " + e.getMessage());
    }
  }

  private static Map<String, Object> variables(ChatMessage message) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("role", message.role().label());
    variables.put("content", message.content());
    return variables;
  }

  private static List<ChatMessage> marked(List<ChatMessage> history) {
    if (history.isEmpty()) {
      return history;
    }
    int last = history.size() - 1;
    return with(history.subList(0, last), new ChatMessage(history.get(last).role(), LAST));
  }

  private static List<ChatMessage> with(List<ChatMessage> history, ChatMessage message) {
    List<ChatMessage> all = new ArrayList<>(history);
    all.add(message);
    return all;
  }

  private static RequestFailedException failed(List<ChatMessage> messages, String problem) {
    String roles =
        messages.stream().map(message -> message.role().label()).collect(Collectors.joining(", "));
    return new RequestFailedException(
        FailureCode.CHAT_TEMPLATE,
        "the model's chat template %s (messages: %s): change the program's roles, or write the markers into its text"
            .formatted(problem, roles));
  }
}
