package io.sglflink.python;

import io.sglflink.program.Program;
import io.sglflink.python.compile.FileCompiler;
import io.sglflink.python.syntax.ParserUnavailableException;
import java.util.List;

/**
 * Compiles SGLang programs from Python source. Nothing of the source is run: names, calls and
 * statements that cannot become program data are problems, each with the way out.
 */
public final class PythonFrontEnd {

  private PythonFrontEnd() {}

  /**
   * The programs of a file: one for each function that is decorated with {@code @sgl.function}, in
   * the file's order, each with the functions that it starts. All of them are valid.
   *
   * @param source the text of the file
   * @param fileName what messages and {@link io.sglflink.program.SourceMap} call the file
   * @throws PythonException with every problem of the file, and the programs that have none
   * @throws ParserUnavailableException where the parser does not run
   */
  public static List<Program> compile(String source, String fileName) throws PythonException {
    return FileCompiler.compile(source, fileName);
  }
}
