package io.sglflink.job.cli;

import io.sglflink.interpret.Interpreter;
import io.sglflink.plan.PlanLine;
import io.sglflink.plan.ProgramPlan;
import io.sglflink.program.Program;
import io.sglflink.python.show.ExpressionSource;
import java.util.Locale;

/** Writes plans for people. */
final class PlanPrinter {

  private static final int SHOWN_PREFIX = 60;

  private PlanPrinter() {}

  static String print(Program program) {
    ProgramPlan plan = ProgramPlan.of(program, new ExpressionSource(program)::print);
    StringBuilder text = new StringBuilder();
    for (ProgramPlan.Section section : plan.sections()) {
      text.append(text.length() == 0 ? "" : "\n")
          .append(section.name())
          .append('(')
          .append(String.join(", ", section.parameters()))
          .append(")\n");
      text.append("  prefix  ").append(prefix(section.prefix())).append('\n');
      for (PlanLine line : section.lines()) {
        text.append(line(line, program)).append('\n');
      }
    }
    return text.toString();
  }

  private static String prefix(String prefix) {
    int length = prefix.codePointCount(0, prefix.length());
    if (length == 0) {
      return "none: the text begins with what differs from run to run";
    }
    String text = prefix.replace("\\", "\\\\").replace("\n", "\\n");
    String shown =
        text.codePointCount(0, text.length()) <= SHOWN_PREFIX
            ? text
            : text.substring(0, text.offsetByCodePoints(0, SHOWN_PREFIX)) + "…";
    return String.format(
        Locale.ROOT,
        "\"%s\" (%,d characters), the same for all runs: %s",
        shown,
        length,
        prefix.length() < Interpreter.LEAST_PREFIX
            ? "computed with the first of them"
            : "computed once per engine, before them");
  }

  private static String line(PlanLine line, Program program) {
    String place = program.source().place(line.pointer());
    String notes = line.notes().isEmpty() ? "" : "  · " + String.join(" · ", line.notes());
    return String.format(
        Locale.ROOT,
        "  %6s  %s%s%s  · %s",
        line.step() == 0 ? "" : Integer.toString(line.step()),
        "  ".repeat(line.depth()),
        line.what(),
        notes,
        place == null ? line.pointer() : place);
  }
}
