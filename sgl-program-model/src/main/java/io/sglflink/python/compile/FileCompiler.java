package io.sglflink.python.compile;

import io.sglflink.program.Function;
import io.sglflink.program.Program;
import io.sglflink.program.SourceMap;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProgramValidator;
import io.sglflink.python.PythonException;
import io.sglflink.python.PythonProblem;
import io.sglflink.python.syntax.PythonParser;
import io.sglflink.python.syntax.Syntax;
import io.sglflink.python.syntax.SyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles a file. */
public final class FileCompiler {

  private final String file;
  private final List<PythonProblem> problems = new ArrayList<>();
  private final Map<String, FunctionCompiler.Compiled> compiled = new LinkedHashMap<>();

  private FileCompiler(String file) {
    this.file = file;
  }

  /**
   * The programs of a source, in its order.
   *
   * @throws PythonException with everything that is wrong
   */
  public static List<Program> compile(String source, String file) throws PythonException {
    Syntax module;
    try {
      module = PythonParser.parse(source);
    } catch (SyntaxException e) {
      throw new PythonException(e.problems(), List.of());
    }
    return new FileCompiler(file).compile(module);
  }

  private List<Program> compile(Syntax module) throws PythonException {
    ModuleNames names = new ModuleNames(module, problems);
    boolean whole = problems.isEmpty();
    names.functions().forEach(this::compile);
    if (names.functions().isEmpty()) {
      problems.add(
          new PythonProblem(
              1, 1, "the file has no program: decorate a function with @sgl.function"));
    }
    List<Program> programs = new ArrayList<>();
    if (whole) {
      names.functions().keySet().forEach(name -> program(name, programs));
    }
    if (!problems.isEmpty()) {
      throw new PythonException(
          problems.stream()
              .distinct()
              .sorted(
                  Comparator.comparingInt(PythonProblem::line)
                      .thenComparingInt(PythonProblem::column))
              .toList(),
          programs);
    }
    return programs;
  }

  private void compile(String name, ModuleNames.Definition definition) {
    List<PythonProblem> own = new ArrayList<>();
    FunctionCompiler.Compiled function =
        new FunctionCompiler(definition.scope(), own).compile(name, definition.function());
    problems.addAll(own);
    if (own.isEmpty()) {
      compiled.put(name, function);
    }
  }

  /** Adds a function's program, if it and what it starts have no problem. */
  private void program(String name, List<Program> programs) {
    Set<String> reached = new LinkedHashSet<>();
    reach(name, reached);
    if (!compiled.keySet().containsAll(reached)) {
      return;
    }
    FunctionCompiler.Compiled main = compiled.get(name);
    reached.remove(name);
    Places places = new Places();
    places.add(main, "");
    List<Function> functions = new ArrayList<>();
    for (String each : compiled.keySet()) {
      if (reached.contains(each)) {
        places.add(compiled.get(each), "/functions/" + functions.size());
        functions.add(compiled.get(each).function());
      }
    }
    Program program =
        new Program(
            name,
            main.function().parameters(),
            main.function().body(),
            functions,
            new SourceMap(file, places.lines()));
    List<Problem> found = ProgramValidator.validate(program);
    for (Problem problem : found) {
      Syntax at = places.at(problem.pointer());
      problems.add(new PythonProblem(at.line(), at.column(), problem.message()));
    }
    if (found.isEmpty()) {
      programs.add(program);
    }
  }

  private void reach(String name, Set<String> reached) {
    if (reached.add(name) && compiled.containsKey(name)) {
      compiled.get(name).calls().forEach(each -> reach(each, reached));
    }
  }
}
