package io.sglflink.program.validate;

import static io.sglflink.program.validate.ProgramLimits.MAX_FUNCTIONS;
import static io.sglflink.program.validate.ProgramLimits.MAX_NODES;
import static io.sglflink.program.validate.ProgramLimits.MAX_PARAMETERS;
import static io.sglflink.program.validate.ProgramLimits.MAX_TEXT_LENGTH;

import io.sglflink.constraint.ByteState;
import io.sglflink.program.Function;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.SourceMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Finds everything that keeps a program from running.
 *
 * <p>Two nodes may write the same variable, as in SGLang: the last one wins. A variable with a
 * parameter's name is a problem, although SGLang has no word on it: the two would look the same in
 * results and read differently in the program.
 */
public final class ProgramValidator {

  private ProgramValidator() {}

  /**
   * Every problem, node by node in document order; empty for a valid program. Pointers are into the
   * program's JSON form as {@link io.sglflink.program.json.ProgramJson} writes it. Takes time
   * linear in the program's size, and what compiling its constraints takes.
   */
  public static List<Problem> validate(Program program) {
    return validate(program, ConstraintRules::fewest);
  }

  /**
   * The same for a model whose tokens are known.
   *
   * @param tokens the fewest tokens that are known to bring an output to an end from where the
   *     empty text stands; more than any {@code max_tokens} where that is not known
   */
  public static List<Problem> validate(Program program, ToIntFunction<ByteState> tokens) {
    return walk(program, tokens).problems();
  }

  /** What is not enforced of a valid program's constraints, node by node in document order. */
  public static List<Note> notes(Program program) {
    return walk(program, ConstraintRules::fewest).notes();
  }

  private static Findings walk(Program program, ToIntFunction<ByteState> tokens) {
    Problems problems = new Problems();
    TextRules.name("program", program.name(), "/name", problems);
    parameters(program.parameters(), "/parameters", problems);
    Problems inBodies = new Problems();
    ConstraintRules constraints = new ConstraintRules(inBodies, tokens);
    FunctionRules functions = new FunctionRules(program, constraints, inBodies);
    functions.program();
    List<Function> others = program.functions();
    inBodies.limit("/functions", "functions", others.size(), MAX_FUNCTIONS, "split the program");
    for (int i = 0; i < others.size(); i++) {
      Function function = others.get(i);
      String at = JsonPointers.child("/functions", i);
      functions.name(function.name(), JsonPointers.child(at, "name"));
      parameters(function.parameters(), JsonPointers.child(at, "parameters"), inBodies);
      functions.body(function, JsonPointers.child(at, "body"));
    }
    source(program.source(), inBodies);
    problems.limit("/body", "nodes", functions.nodes(), MAX_NODES, "split the program");
    problems.limit(
        "/body",
        "characters of literal text",
        functions.textLength(),
        MAX_TEXT_LENGTH,
        "pass long texts as arguments");
    problems.add(inBodies);
    return new Findings(problems.list(), constraints.notes());
  }

  private static void source(SourceMap source, Problems problems) {
    if (!source.equals(SourceMap.NONE)) {
      TextRules.name("source file", source.file(), "/source/file", problems);
      problems.limit(
          "/source/lines", "lines", source.lines().size(), MAX_NODES, "leave some nodes out");
    }
  }

  private static void parameters(List<Parameter> parameters, String pointer, Problems problems) {
    problems.limit(pointer, "parameters", parameters.size(), MAX_PARAMETERS, "pass fewer");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < parameters.size(); i++) {
      String at = JsonPointers.child(pointer, i);
      String name = parameters.get(i).name();
      String nameAt = JsonPointers.child(at, "name");
      TextRules.name("parameter", name, nameAt, problems);
      if (parameters.get(i).defaultValue() != null) {
        JsonValueRules.check(
            parameters.get(i).defaultValue(), JsonPointers.child(at, "default"), problems);
      }
      if (!seen.add(name)) {
        problems.add(
            nameAt,
            ProblemCode.DUPLICATE_PARAMETER,
            "parameter \"" + name + "\" is declared twice: rename or remove one");
      }
    }
  }

  private record Findings(List<Problem> problems, List<Note> notes) {}
}
