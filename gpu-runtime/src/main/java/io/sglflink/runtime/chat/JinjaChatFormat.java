package io.sglflink.runtime.chat;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Role;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Hugging Face chat template as text around messages.
 *
 * <p>The text depends on who spoke, not on what was said, so it is cut from the template once per
 * sequence of roles and remembered: a rendering takes about a millisecond, and a program asks for
 * two per message. Where a template repeats an earlier message, its content is filled in.
 */
public final class JinjaChatFormat implements ChatFormat {

  private static final int REMEMBERED = 1024;
  private static final long MINUTE_MILLIS = 60_000;
  private static final Pattern MARK = Pattern.compile("\u2983(\\d+)\u2984");

  private final TemplateCutter cutter;
  private final Clock clock;
  private final boolean dated;
  private final List<String> stop;
  private final Map<Key, String> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Makes the format of {@code template}.
   *
   * @param template Jinja source
   * @param specialTokens texts by the names that templates use, for example {@code bos_token}
   * @param clock what {@code strftime_now} reads
   */
  public JinjaChatFormat(String template, Map<String, String> specialTokens, Clock clock) {
    this.cutter = new TemplateCutter(template, specialTokens, clock);
    this.clock = clock;
    this.dated = template.contains("strftime_now");
    this.stop = endOfAnswer(cutter);
  }

  /**
   * What closes an answer, without the blanks around it: a model that was trained on the format
   * writes it, and it is the model's end-of-sequence token or not.
   */
  private static List<String> endOfAnswer(TemplateCutter cutter) {
    try {
      String end = cutter.closing(List.of(Role.USER, Role.ASSISTANT)).strip();
      return end.isEmpty() || MARK.matcher(end).find() ? List.of() : List.of(end);
    } catch (RequestFailedException e) {
      return List.of(); // A program that uses the template hears of it.
    }
  }

  /**
   * What a text depends on.
   *
   * @param opened the role of the message that the text opens, or null where it closes the last one
   * @param minute since the epoch, for a template that writes the date; 0 for others
   */
  private record Key(List<Role> roles, Role opened, long minute) {}

  @Override
  public String prefix(List<ChatMessage> history, Role role) {
    List<Role> roles = roles(history);
    return filled(text(roles, role, () -> cutter.opening(roles, role)), history);
  }

  @Override
  public String suffix(List<ChatMessage> history, ChatMessage message) {
    List<ChatMessage> messages = new ArrayList<>(history);
    messages.add(message);
    List<Role> roles = roles(messages);
    return filled(text(roles, null, () -> cutter.closing(roles)), messages);
  }

  @Override
  public List<String> stop() {
    return stop;
  }

  private String text(List<Role> roles, Role opened, Supplier<String> cut) {
    Key key = new Key(roles, opened, dated ? clock.millis() / MINUTE_MILLIS : 0);
    synchronized (remembered) {
      String text = remembered.get(key);
      if (text != null) {
        return text;
      }
    }
    // Two threads may cut the same text at once; they find the same.
    String text = cut.get();
    synchronized (remembered) {
      remembered.put(key, text);
    }
    return text;
  }

  private static String filled(String text, List<ChatMessage> messages) {
    return MARK.matcher(text)
        .replaceAll(
            mark ->
                Matcher.quoteReplacement(messages.get(Integer.parseInt(mark.group(1))).content()));
  }

  private static List<Role> roles(List<ChatMessage> messages) {
    return messages.stream().map(ChatMessage::role).toList();
  }
}
