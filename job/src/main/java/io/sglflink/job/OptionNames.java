package io.sglflink.job;

import java.util.Arrays;

/** Option names as SGLang writes them in Python: {@code --mem_fraction_static}. */
public final class OptionNames {

  private OptionNames() {}

  /** Underscores in option names become hyphens; values stay as they are. */
  public static String[] normalize(String... args) {
    return Arrays.stream(args).map(OptionNames::normalize).toArray(String[]::new);
  }

  private static String normalize(String arg) {
    if (!arg.startsWith("--")) {
      return arg;
    }
    int end = arg.indexOf('=');
    String name = end < 0 ? arg : arg.substring(0, end);
    return name.replace('_', '-') + arg.substring(name.length());
  }
}
