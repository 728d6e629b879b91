package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Reads a state. Another state is waited for: all that it was given is done by then. Of all states
 * of a fork together it is the list of what each one has.
 *
 * @param aspect what is read
 * @param name gives the variable's name under {@link Aspect#VAR}, {@link Aspect#HAS} and {@link
 *     Aspect#META}, else null
 * @param state the state, or null for the one at hand
 */
public record StateRead(Aspect aspect, Expression name, StateRef state) implements Expression {

  public StateRead {
    requireNonNull(aspect, "aspect is null");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.state(this);
  }

  /** What a state has. */
  public enum Aspect {
    /** A variable's value: {@code s["x"]}. */
    VAR(true),
    /** Whether a variable is written: {@code "x" in s}. */
    HAS(true),
    /** What is known of the step that wrote a variable: {@code s.get_meta_info("x")}; or null. */
    META(true),
    /** The whole text: {@code s.text()}. */
    TEXT(false),
    /** The finished messages, objects of role and content: {@code s.messages()}. */
    MESSAGES(false),
    /** What a function returned, or null: {@code state.ret_value}. */
    RET_VALUE(false),
    /** How many states a fork made: {@code len(forks)}. */
    SIZE(false);

    private final boolean named;

    Aspect(boolean named) {
      this.named = named;
    }

    /** Whether it is of a variable. */
    public boolean named() {
      return named;
    }

    /** The name in program JSON. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
