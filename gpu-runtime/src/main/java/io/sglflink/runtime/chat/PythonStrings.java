package io.sglflink.runtime.chat;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The string methods of Python that chat templates call. */
final class PythonStrings {

  private PythonStrings() {}

  /** Whether {@link #call} knows {@code method}; others stay with jinjava. */
  static boolean has(String method) {
    return switch (method) {
      case "strip",
          "lstrip",
          "rstrip",
          "split",
          "rsplit",
          "splitlines",
          "startswith",
          "endswith",
          "replace",
          "upper",
          "lower",
          "title",
          "capitalize",
          "find",
          "count",
          "join",
          "isdigit",
          "removeprefix",
          "removesuffix" ->
          true;
      default -> false;
    };
  }

  static Object call(String text, String method, Object[] arguments) {
    Object first = arguments.length > 0 ? arguments[0] : null;
    return switch (method) {
      case "strip" -> PythonValues.strip(text, first, true, true);
      case "lstrip" -> PythonValues.strip(text, first, true, false);
      case "rstrip" -> PythonValues.strip(text, first, false, true);
      case "split" -> PythonValues.split(text, first, limit(arguments));
      case "rsplit" -> PythonValues.splitFromRight(text, required(method, first), limit(arguments));
      case "splitlines" -> List.<Object>copyOf(text.lines().toList());
      case "startswith" -> any(first, text::startsWith);
      case "endswith" -> any(first, text::endsWith);
      case "replace" -> text.replace(required(method, first), String.valueOf(arguments[1]));
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "title" -> title(text);
      case "capitalize" -> capitalize(text);
      case "find" -> text.indexOf(required(method, first));
      case "count" -> PythonValues.split(text, required(method, first), -1).size() - 1;
      case "join" ->
          ((List<?>) first).stream().map(String::valueOf).collect(Collectors.joining(text));
      case "isdigit" -> !text.isEmpty() && text.codePoints().allMatch(Character::isDigit);
      case "removeprefix" ->
          text.startsWith(required(method, first))
              ? text.substring(first.toString().length())
              : text;
      case "removesuffix" ->
          text.endsWith(required(method, first))
              ? text.substring(0, text.length() - first.toString().length())
              : text;
      default -> throw new IllegalArgumentException("strings have no method " + method);
    };
  }

  private static String required(String method, Object argument) {
    if (argument == null) {
      throw new IllegalArgumentException(method + " needs an argument");
    }
    return argument.toString();
  }

  private static int limit(Object[] arguments) {
    return arguments.length > 1 && arguments[1] instanceof Number limit ? limit.intValue() : -1;
  }

  /** Python takes one affix or a tuple of them. */
  private static boolean any(Object affixes, Predicate<String> test) {
    return affixes instanceof List<?> list
        ? list.stream().map(String::valueOf).anyMatch(test)
        : test.test(required("startswith or endswith", affixes));
  }

  private static String capitalize(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT)
            + text.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String title(String text) {
    StringBuilder titled = new StringBuilder();
    boolean inWord = false;
    for (int character : text.codePoints().toArray()) {
      titled.appendCodePoint(
          inWord ? Character.toLowerCase(character) : Character.toTitleCase(character));
      inWord = Character.isLetter(character);
    }
    return titled.toString();
  }
}
