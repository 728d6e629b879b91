package io.sglflink.model;

import static java.util.Objects.requireNonNull;

import io.sglflink.constraint.JsonStyle;
import java.util.List;

/** What a generation's output must satisfy as a whole. */
public sealed interface Constraint {

  /** The absence of a constraint. */
  Constraint NONE = new None();

  /**
   * Whether the output is brought to an end that satisfies the constraint before its tokens run
   * out.
   */
  boolean complete();

  /** The constraint on the same outputs that may be cut. */
  Constraint withoutComplete();

  /** Any text. */
  record None() implements Constraint {
    @Override
    public boolean complete() {
      return false;
    }

    @Override
    public Constraint withoutComplete() {
      return this;
    }
  }

  /** A regular expression, matched against the whole output. */
  record Regex(String pattern, boolean complete) implements Constraint {
    public Regex {
      requireNonNull(pattern, "pattern is null");
    }

    public Regex(String pattern) {
      this(pattern, false);
    }

    @Override
    public Constraint withoutComplete() {
      return new Regex(pattern);
    }
  }

  /** One of some texts, at least one, none of them empty. */
  record Choices(List<String> texts, boolean complete) implements Constraint {
    public Choices {
      texts = List.copyOf(texts);
    }

    @Override
    public Constraint withoutComplete() {
      return new Choices(texts, false);
    }
  }

  /** A grammar in GBNF. */
  record Grammar(String rules, boolean complete) implements Constraint {
    public Grammar {
      requireNonNull(rules, "rules is null");
    }

    @Override
    public Constraint withoutComplete() {
      return new Grammar(rules, false);
    }
  }

  /**
   * JSON text of a value that a JSON Schema allows.
   *
   * @param schema the schema as JSON text
   * @param lenient whether keywords that cannot be enforced are left out instead of refused
   */
  record JsonSchema(String schema, JsonStyle style, boolean lenient, boolean complete)
      implements Constraint {
    public JsonSchema {
      requireNonNull(schema, "schema is null");
      requireNonNull(style, "style is null");
    }

    @Override
    public Constraint withoutComplete() {
      return new JsonSchema(schema, style, lenient, false);
    }
  }
}
