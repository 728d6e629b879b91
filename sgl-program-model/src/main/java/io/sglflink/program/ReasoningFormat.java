package io.sglflink.program;

/** How a model marks its reasoning, with the names of SGLang's {@code separate_reasoning}. */
public enum ReasoningFormat {
  /** Reasons from the start, until {@code </think>}. */
  DEEPSEEK_R1("deepseek-r1", "<think>", "</think>", true),
  /** Reasons where it says {@code <think>}. */
  DEEPSEEK_V3("deepseek-v3", "<think>", "</think>", false),
  /** Reasons where it says {@code <think>}. */
  GLM45("glm45", "<think>", "</think>", false),
  /** Reasons where it says {@code <think>}. */
  INTERNS1("interns1", "<think>", "</think>", false),
  /** Reasons where it says {@code ◁think▷}, until {@code ◁/think▷}. */
  KIMI("kimi", "◁think▷", "◁/think▷", false),
  /** Reasons where it says {@code <think>}. */
  QWEN3("qwen3", "<think>", "</think>", false),
  /** Reasons from the start, until {@code </think>}. */
  QWEN3_THINKING("qwen3-thinking", "<think>", "</think>", true),
  /** Reasons from the start, until {@code </think>}. */
  STEP3("step3", "<think>", "</think>", true);

  private final String label;
  private final String begin;
  private final String end;
  private final boolean always;

  ReasoningFormat(String label, String begin, String end, boolean always) {
    this.label = label;
    this.begin = begin;
    this.end = end;
    this.always = always;
  }

  /** The name in program JSON, which is SGLang's {@code model_type}. */
  public String label() {
    return label;
  }

  /** What marks the reasoning's begin. */
  public String begin() {
    return begin;
  }

  /** What marks the reasoning's end. */
  public String end() {
    return end;
  }

  /** Whether an output is reasoning from the start, marked or not. */
  public boolean always() {
    return always;
  }
}
