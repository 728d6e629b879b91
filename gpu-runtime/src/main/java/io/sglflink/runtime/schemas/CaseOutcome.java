package io.sglflink.runtime.schemas;

import static java.util.Objects.requireNonNull;

/**
 * What became of one schema.
 *
 * @param split the part of the data that it is from
 * @param tested whether it has instances
 * @param reason why it did not pass, in words that other schemas share; empty for a pass
 * @param where what only this schema has: pointers, names, texts; may be empty
 */
public record CaseOutcome(
    String name, String split, boolean tested, Verdict verdict, String reason, String where) {

  public CaseOutcome {
    requireNonNull(reason, "reason is null");
    requireNonNull(where, "where is null");
  }

  static CaseOutcome of(SchemaCase schemaCase, Finding finding) {
    return new CaseOutcome(
        schemaCase.name(),
        schemaCase.split(),
        !schemaCase.instances().isEmpty(),
        finding.verdict(),
        finding.reason(),
        finding.where());
  }

  /** A verdict and why; the schema's name is not known yet. */
  record Finding(Verdict verdict, String reason, String where) {

    static final Finding PASS = new Finding(Verdict.PASS, "", "");

    Finding or(Finding other) {
      return other.verdict.compareTo(verdict) > 0 ? other : this;
    }
  }
}
