package io.sglflink.python;

import io.sglflink.program.Program;
import io.sglflink.python.show.ProgramPrinter;

/** Writes programs as Python. */
public final class PythonSource {

  private PythonSource() {}

  /**
   * SGLang source of a valid program and its functions. Of a program that {@link PythonFrontEnd}
   * compiled it compiles to the same program; of another one to a program that does the same. What
   * Python cannot call by its name is renamed, which a comment says.
   */
  public static String show(Program program) {
    return ProgramPrinter.print(program);
  }
}
