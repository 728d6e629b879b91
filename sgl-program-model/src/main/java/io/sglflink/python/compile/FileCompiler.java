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
      throw new PythonException(e.problems());
    }
    return new FileCompiler(file).compile(module);
  }

  private List<Program> compile(Syntax module) throws PythonException {
    ModuleNames names = new ModuleNames(module, problems);
    FunctionCompiler compiler = new FunctionCompiler(names.scope(), problems);
    names
        .functions()
        .forEach(
            (name, definition) -> {
              FunctionCompiler.Compiled function = compiler.compile(name, definition);
              if (function != null) {
                compiled.put(name, function);
              }
            });
    if (names.functions().isEmpty()) {
      problems.add(
          new PythonProblem(
              1, 1, "the file has no program: decorate a function with @sgl.function"));
    }
    List<Program> programs = new ArrayList<>();
    if (problems.isEmpty()) {
      compiled.keySet().forEach(name -> programs.add(program(name)));
    }
    if (!problems.isEmpty()) {
      throw new PythonException(
          problems.stream()
              .distinct()
              .sorted(
                  Comparator.comparingInt(PythonProblem::line)
                      .thenComparingInt(PythonProblem::column))
              .toList());
    }
    return programs;
  }

  private Program program(String name) {
    FunctionCompiler.Compiled main = compiled.get(name);
    Set<String> reached = new LinkedHashSet<>();
    reach(name, reached);
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
    for (Problem problem : ProgramValidator.validate(program)) {
      Syntax at = places.at(problem.pointer());
      problems.add(new PythonProblem(at.line(), at.column(), problem.message()));
    }
    return program;
  }

  private void reach(String name, Set<String> reached) {
    if (reached.add(name)) {
      compiled.get(name).calls().forEach(each -> reach(each, reached));
    }
  }
}
