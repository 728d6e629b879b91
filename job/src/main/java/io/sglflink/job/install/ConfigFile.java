package io.sglflink.job.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.job.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Flink's conf/config.yaml, as its text and as the settings that Flink reads in it.
 *
 * <p>The text is the user's: settings come behind it or into a line of it, and nothing else moves.
 */
public final class ConfigFile {

  /** What separates the parts of a setting to which others add as well; absent for all others. */
  private static final Map<String, String> SEPARATORS =
      Map.of("classloader.parent-first-patterns.additional", ";", "env.java.opts.taskmanager", " ");

  private final String text;
  private final Map<String, String> settings;

  private ConfigFile(String text, Map<String, String> settings) {
    this.text = text;
    this.settings = settings;
  }

  /**
   * Reads {@code config.yaml} of a directory; without the file there are no settings.
   *
   * @throws UserException when Flink cannot read it
   */
  public static ConfigFile read(Path directory) {
    Path file = directory.resolve("config.yaml");
    if (!Files.exists(file)) {
      return new ConfigFile("", Map.of());
    }
    try {
      return new ConfigFile(
          Files.readString(file, UTF_8),
          new TreeMap<>(GlobalConfiguration.loadConfiguration(directory.toString()).toMap()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (RuntimeException e) {
      throw new UserException(
          String.format("%s is not a configuration that Flink reads: %s", file, e.getMessage()));
    }
  }

  public String text() {
    return text;
  }

  /** The settings by their full names. */
  public Map<String, String> settings() {
    return settings;
  }

  /** The settings with others that the user's come before. */
  public Map<String, String> over(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(others);
    all.putAll(settings);
    return all;
  }

  /**
   * Adds settings. One that the user has stays as it is, but for lists, which get the parts that
   * they lack.
   *
   * @param wanted settings by their full names
   * @param heading a line of comment above those that are added
   */
  public Merge merge(Map<String, String> wanted, String heading) {
    String merged = text;
    StringBuilder added = new StringBuilder();
    List<Merge.Change> changes = new ArrayList<>();
    for (Map.Entry<String, String> each : wanted.entrySet()) {
      String key = each.getKey();
      String value = each.getValue();
      String mine = settings.get(key);
      Merge.Kind kind;
      if (mine == null) {
        added.append(key).append(": ").append(value).append('\n');
        kind = Merge.Kind.SET;
      } else if (mine.equals(value)) {
        kind = Merge.Kind.SAME;
      } else if (SEPARATORS.containsKey(key)) {
        String longer = extended(mine, value, SEPARATORS.get(key));
        String edited = longer.equals(mine) ? merged : replaced(merged, mine, longer);
        kind =
            longer.equals(mine)
                ? Merge.Kind.SAME
                : edited == null ? Merge.Kind.TO_EXTEND : Merge.Kind.EXTENDED;
        merged = edited == null ? merged : edited;
      } else {
        kind = Merge.Kind.LEFT;
      }
      changes.add(new Merge.Change(kind, key, value, mine));
    }
    if (!added.isEmpty()) {
      String end = merged.isEmpty() || merged.endsWith("\n") ? "" : "\n";
      merged = merged + end + "\n# " + heading + "\n" + added;
    }
    return new Merge(merged, changes);
  }

  private static String extended(String mine, String wanted, String separator) {
    List<String> parts = new ArrayList<>(Arrays.asList(mine.split(separator, -1)));
    for (String part : wanted.split(separator, -1)) {
      if (!parts.contains(part)) {
        parts.add(part);
      }
    }
    return String.join(separator, parts);
  }

  /** The text with a value replaced; null when the value is not in exactly one line as it is. */
  private static String replaced(String text, String old, String value) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    int found = -1;
    String edited = null;
    for (int i = 0; i < lines.size(); i++) {
      for (String quote : List.of("", "\"", "'")) {
        String end = ": " + quote + old + quote;
        if (lines.get(i).stripTrailing().endsWith(end) && !lines.get(i).strip().startsWith("#")) {
          if (found >= 0) {
            return null;
          }
          found = i;
          String line = lines.get(i).stripTrailing();
          edited = line.substring(0, line.length() - end.length()) + ": " + quote + value + quote;
        }
      }
    }
    if (found < 0 || old.startsWith("[")) {
      return null;
    }
    lines.set(found, edited);
    return String.join("\n", lines);
  }
}
