package io.sglflink.python.show;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a function's parameters, locals and states are called in Python, where they share names. */
final class Names {

  private static final Set<String> KEYWORDS =
      Set.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield",
          "print",
          "exec",
          "match",
          "case",
          "_",
          "sgl",
          "json",
          "re");
  private static final Set<String> FUNCTIONS =
      Set.of("len", "str", "int", "float", "min", "max", "range", "enumerate", "zip", "format");

  private final Set<String> used = new HashSet<>(KEYWORDS);
  private final Map<String, String> parameters = new HashMap<>();
  private Map<String, String> locals = new HashMap<>();
  private Map<String, String> states = new HashMap<>();
  private String each;

  Names(Set<String> functions) {
    used.addAll(FUNCTIONS);
    used.addAll(functions);
  }

  /** A name that nothing else has. */
  String fresh(String base) {
    String name = identifier(base);
    String free = name;
    for (int i = 2; !used.add(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  /** A name that Python takes. */
  static String identifier(String name) {
    StringBuilder letters = new StringBuilder();
    name.codePoints()
        .forEach(
            c ->
                letters.appendCodePoint(
                    c == '_' || (Character.isLetterOrDigit(c) && (c < 128 || letter(c)))
                        ? c
                        : '_'));
    if (letters.length() == 0) {
      return "unnamed";
    }
    boolean digit = Character.isDigit(letters.codePointAt(0));
    return digit ? "x" + letters : letters.toString();
  }

  private static boolean letter(int c) {
    return Character.isLetter(c) && Character.isUnicodeIdentifierStart(c);
  }

  /** What comprehensions call a state. */
  String each() {
    if (each == null) {
      each = fresh("each");
    }
    return each;
  }

  String parameter(String name) {
    return parameters.computeIfAbsent(name, this::fresh);
  }

  /** Gives a local the name of the parameter that it begins as. */
  void continues(String parameter) {
    locals.put(parameter, parameter(parameter));
  }

  String local(String name) {
    return locals.computeIfAbsent(name, this::fresh);
  }

  String state(String name) {
    return states.computeIfAbsent(name, this::fresh);
  }

  /** Names that only what follows uses, until {@link #leave}. */
  Saved enter(Set<String> ownLocals, Set<String> ownStates) {
    Saved saved = new Saved(locals, states);
    locals = new HashMap<>(locals);
    states = new HashMap<>(states);
    ownLocals.forEach(locals::remove);
    ownStates.forEach(states::remove);
    return saved;
  }

  void leave(Saved saved) {
    locals = saved.locals();
    states = saved.states();
  }

  record Saved(Map<String, String> locals, Map<String, String> states) {}
}
