package io.sglflink.constraint.schema;

import io.sglflink.constraint.number.NumberSets;
import io.sglflink.constraint.value.NumberSet;
import java.math.BigDecimal;

/**
 * Reads {@code minimum}, {@code maximum} and their exclusive kin, which are bounds of their own, or
 * flags as draft 4 has them.
 */
final class NumberBounds {

  private final Draft draft;
  private final KeywordValues values;

  private NumberBounds(Draft draft, KeywordValues values) {
    this.draft = draft;
    this.values = values;
  }

  /** The numbers within the bounds of a schema. */
  static NumberSet of(Draft draft, KeywordValues values) {
    return new NumberBounds(draft, values).read();
  }

  private NumberSet read() {
    BigDecimal min = values.number("minimum");
    BigDecimal max = values.number("maximum");
    boolean minOut = isFlag("exclusiveMinimum") && flag("exclusiveMinimum", "minimum");
    boolean maxOut = isFlag("exclusiveMaximum") && flag("exclusiveMaximum", "maximum");
    BigDecimal over = isFlag("exclusiveMinimum") ? null : values.number("exclusiveMinimum");
    BigDecimal under = isFlag("exclusiveMaximum") ? null : values.number("exclusiveMaximum");
    if (over != null && (min == null || over.compareTo(min) >= 0)) {
      min = over;
      minOut = true;
    }
    if (under != null && (max == null || under.compareTo(max) <= 0)) {
      max = under;
      maxOut = true;
    }
    return NumberSets.interval(min, minOut, max, maxOut);
  }

  private boolean isFlag(String keyword) {
    return values.has(keyword)
        && (draft == Draft.DRAFT_4 || (values.isFlag(keyword) && draft == Draft.UNSAID));
  }

  private boolean flag(String keyword, String bound) {
    if (!values.has(bound)) {
      throw values.wrong(keyword, "a flag of " + bound + ", which is not there: write both");
    }
    return values.flag(keyword);
  }
}
