package io.sglflink.interpret;

import io.sglflink.program.ReasoningFormat;

/**
 * An output in its parts, as SGLang's {@code separate_reasoning} takes it apart.
 *
 * @param reasoning what came before the end mark; empty where there is none
 * @param answer the rest
 */
record Reasoning(String reasoning, String answer) {

  /** What the reasoning's variable is called behind the answer's name. */
  static final String SUFFIX = "_reasoning_content";

  /**
   * Takes an output apart. Reasoning that was cut before its end mark is all that there is.
   *
   * @param format null leaves the output whole
   */
  static Reasoning of(String output, ReasoningFormat format) {
    if (format == null || !(format.always() || output.contains(format.begin()))) {
      return new Reasoning("", output);
    }
    String inner = PythonText.strip(output.replace(format.begin(), ""));
    int end = inner.indexOf(format.end());
    return end < 0
        ? new Reasoning(inner, "")
        : new Reasoning(
            inner.substring(0, end),
            PythonText.strip(inner.substring(end + format.end().length())));
  }
}
