package io.sglflink.model;

import java.util.Locale;

/** Who speaks in a chat message. */
public enum Role {
  SYSTEM,
  USER,
  ASSISTANT;

  /** The name that chat templates and program JSON use, for example {@code user}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
