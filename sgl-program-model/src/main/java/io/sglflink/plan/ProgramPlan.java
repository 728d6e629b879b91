package io.sglflink.plan;

import static java.util.Objects.requireNonNull;

import io.sglflink.interpret.LeadingText;
import io.sglflink.interpret.RunRequest;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.Expression;
import io.sglflink.program.Function;
import io.sglflink.program.Program;
import io.sglflink.program.validate.ProgramLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a program is evaluated.
 *
 * <p>The interpreter and the engine keep to it without having read it: text is sent with the step
 * that follows it, the longest prefix that is known is never computed twice, and what does not wait
 * for another step's output does not wait at all. A plan says what comes of that for one program.
 *
 * @param sections the program's body, then its functions
 */
public record ProgramPlan(List<Section> sections) {

  public ProgramPlan {
    sections = List.copyOf(sections);
  }

  /**
   * The plan of a valid program.
   *
   * @param source how an expression reads for people
   */
  public static ProgramPlan of(
      Program program, java.util.function.Function<Expression, String> source) {
    Planner planner = new Planner(source);
    List<Section> sections = new ArrayList<>();
    sections.add(section(program, "", planner));
    for (int i = 0; i < program.functions().size(); i++) {
      Function function = program.functions().get(i);
      Program alone =
          new Program(
              function.name(),
              function.parameters(),
              function.body(),
              program.functions(),
              program.source());
      sections.add(section(alone, "/functions/" + i, planner));
    }
    return new ProgramPlan(sections);
  }

  private static Section section(Program program, String pointer, Planner planner) {
    return new Section(
        program.name(),
        program.parameters().stream().map(parameter -> parameter.name()).toList(),
        prefix(program),
        planner.lines(program.body(), pointer + "/body"));
  }

  private static String prefix(Program program) {
    RunRequest nothingKnown = new RunRequest("", Map.of(), SamplingParams.DEFAULTS, 0);
    return LeadingText.of(program, nothingKnown, ProgramLimits.MAX_TEXT_LENGTH).constant();
  }

  /**
   * The plan of a body.
   *
   * @param name of the program or function
   * @param parameters their names
   * @param prefix the text that all runs begin with, as far as it is constant; a role's name stands
   *     for what a chat format writes
   * @param lines what is done, in order
   */
  public record Section(String name, List<String> parameters, String prefix, List<PlanLine> lines) {

    public Section {
      requireNonNull(name, "name is null");
      requireNonNull(prefix, "prefix is null");
      parameters = List.copyOf(parameters);
      lines = List.copyOf(lines);
    }
  }
}
