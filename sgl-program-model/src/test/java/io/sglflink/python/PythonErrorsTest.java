package io.sglflink.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sglflink.program.Program;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be a program is refused at its place, with the way out. */
final class PythonErrorsTest {

  private static List<PythonProblem> problems(String source) {
    return catchThrowableOfType(
            PythonException.class, () -> PythonFrontEnd.compile(source, "test.py"))
        .problems();
  }

  private static List<PythonProblem> inBody(String... statements) {
    return problems(
        "import sglang as sgl\n@sgl.function\ndef p(s, q):\n    "
            + String.join("\n    ", statements)
            + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "print(q)                          | print is I/O",
        "del q                             | del is not known",
        "raise ValueError(q)               | raise is not known",
        "assert q                          | assert is not known",
        "import os                         | import in a function",
        "open(q)                           | open is I/O",
        "x = eval(q)                       | eval runs code",
        "x = sorted(q)                     | sort before the run",
        "x = unknown                       | the name unknown is not known",
        "x = q.title()                     | the method title",
        "s += sgl.video(q, 3)              | no model here takes videos",
        "s += sgl.gen('x', wrong=1)        | sgl.gen has no parameter wrong",
        "s += sgl.gen('x', max_tokens=-1)  | max_tokens",
        "s += sgl.gen('x', whitespace='q') | take one of compact, bounded, any",
        "s += sgl.gen('a', choices=['a'], temperature=0.7) | scored and not drawn",
        "s += sgl.select('a')              | needs choices",
        "x = sgl.gen('a')                  | append it to the state",
        "sgl.gen('a')                      | append it",
        "s -= q                            | a state takes += only",
        "x = s + q                         | is a state and no value",
        "a, b = s.fork(3)                  | as many plain names",
        "s.fork(2)                         | need a name",
        "s.user()                          | is for with",
        "break                             | no loop around it",
        "x = lambda: 1                     | lambda",
        "x = {1, 2}                        | write a list",
        "x = [*q]                          | with *",
        "x = (y := 1)                      | assignment in an expression",
        "q[0] = 1                          | items of lists",
        "q                                 | is not used",
        "x = '%d' % (1, 2)                 | fewer places",
        "x = '{} {}'.format(1)             | has no argument",
        "x = f'{q=}'                       | for debugging",
        "x = b'abc'                        | prefix b",
        "x = q.text                        | the attribute text",
        "x = 3j                            | neither an integer nor a float",
      })
  void whatIsNoProgramIsNamed(String statement, String message) {
    List<PythonProblem> found = inBody(statement);
    assertThat(found).anyMatch(problem -> problem.message().contains(message));
    assertThat(found.get(0).line()).isEqualTo(4);
    assertThat(found.get(0).column()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void columnsAreCharacters() {
    assertThat(inBody("s += '一😀' + unknown").get(0).column()).isEqualTo(17);
  }

  @Test
  void allStatementsAreLookedAt() {
    assertThat(inBody("print(q)", "s += q", "del q"))
        .extracting(PythonProblem::line)
        .containsExactly(4, 6);
  }

  @Test
  void aCallOfAnotherModuleIsNamed() {
    String source =
        "import requests, sglang as sgl\n@sgl.function\ndef p(s, q):\n    x = requests.get(q).text\n";
    assertThat(problems(source).get(0).message()).contains("the function requests.get");
  }

  @Test
  void listsWithTwoNamesAreRefusedWhereOneIsAppendedTo() {
    assertThat(inBody("a = []", "b = a", "b.append(q)", "s += str(a)").get(0).message())
        .contains("are one list in Python", "b = a[:]");
    assertThat(Sources.body("q", "a = []", "b = a[:]", "b.append(q)", "s += str(a)").body())
        .hasSize(4);
  }

  @Test
  void aFunctionWithAProblemKeepsNoOtherFromBeingCompiled() {
    PythonException problem =
        catchThrowableOfType(
            PythonException.class,
            () ->
                PythonFrontEnd.compile(
                    """
                    import sglang as sgl
                    @sgl.function
                    def bad(s):
                        print(s)
                    @sgl.function
                    def starts_it(s):
                        r = bad()
                        s += r.text()
                    @sgl.function
                    def good(s):
                        s += sgl.gen("x")
                    """,
                    "test.py"));
    assertThat(problem.programs()).extracting(Program::name).containsExactly("good");
    assertThat(problem.problems()).extracting(PythonProblem::line).containsExactly(4);
  }

  @Test
  void blocksOfHandlersAndElsesOfLoopsAreRefused() {
    assertThat(inBody("try:", "    s += q", "except ValueError:", "    pass").get(0).message())
        .contains("try is not known");
    assertThat(inBody("for i in q:", "    pass", "else:", "    pass").get(0).message())
        .contains("an else of a loop");
    assertThat(inBody("while q:", "    pass", "else:", "    pass").get(0).message())
        .contains("an else of a loop");
  }

  @Test
  void whatIsNoPythonIsRefused() {
    assertThat(problems("def f(:\n  pass").get(0).message()).startsWith("is not Python");
    assertThat(problems("x = f(1\ny = 2").get(0).message()).contains("'(' in line 1", "write ')'");
    assertThat(problems("x = 1\ny = 'abc\n").get(0).message())
        .contains("the string that begins in line 2 is not closed: end it with '");
    assertThat(problems("if x\n    pass\n").get(0).message()).contains("a ':' is missing");
    assertThat(problems("x = [1)\n").get(0).message()).contains("')' closes nothing");
    assertThat(problems("x = = 3\n").get(0).message()).contains("found =", "operator");
    assertThat(problems("if x:\n    a\n  b").get(0).message()).contains("indented");
    assertThat(problems("print 'x'").get(0).message()).contains("Python 2");
    assertThat(problems("x = 1").get(0).message()).contains("no program");
    assertThat(problems("x = '\0'").get(0).message()).contains("zero character");
    assertThat(problems("x = " + "(".repeat(5_000) + ")".repeat(5_000)).get(0).message())
        .contains("nests");
  }

  @Test
  void problemsOfTheProgramHaveThePlaceInTheSource() {
    PythonProblem problem = inBody("pass", "s += sgl.gen('x', regex='(')").get(0);
    assertThat(problem.line()).isEqualTo(5);
    assertThat(problem.message()).contains("(");
  }

  @Test
  void argumentsOfRunBelongToTheGens() {
    List<PythonProblem> found =
        problems(
            """
            import sglang as sgl
            @sgl.function
            def a(s, q):
                s += sgl.gen("x")
            @sgl.function
            def b(s, q):
                r = a.run(q, max_new_tokens=3)
            """);
    assertThat(found.get(0).toString()).isEqualTo("7:18: " + found.get(0).message());
    assertThat(found.get(0).message()).contains("put it on the gens of a");
  }

  @Test
  void aHelperThatCallsItselfIsRefused() {
    List<PythonProblem> found =
        problems(
            """
            import sglang as sgl
            def h(x):
                return h(x)
            @sgl.function
            def b(s, q):
                s += h(q)
            """);
    assertThat(found.get(0).message()).contains("calls itself");
  }

  @Test
  void aCalculatorOfTheHostIsRefused() throws IOException {
    assertThat(problems(Sources.read("suite/tool_use.py")).get(0).message())
        .contains("eval runs code");
  }

  /** Whatever is done to a source, there are programs or problems, and no other exception. */
  @Property(tries = 60)
  void anySourceGivesProgramsOrProblems(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<String> files = Sources.files().toList();
    StringBuilder source = new StringBuilder(Sources.read(files.get(random.nextInt(files.size()))));
    String[] pieces = {
      "(",
      ")",
      "s",
      "forks",
      "[0]",
      "\"",
      "'",
      "\n",
      "    ",
      "if x:",
      ".fork(2)",
      "sgl.gen(",
      "+",
      "=",
      ",",
      "for f in forks:",
      "None",
      "{",
      "}",
      "lambda i: ",
      "f\"{",
      "😀",
      "\\",
      "*",
      "return"
    };
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(source.length());
      int length = Math.min(random.nextInt(12), source.length() - at);
      if (random.nextBoolean()) {
        source.delete(at, at + length);
      } else {
        source.insert(at, pieces[random.nextInt(pieces.length)]);
      }
    }
    try {
      PythonFrontEnd.compile(source.toString(), "test.py");
    } catch (PythonException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }

  @Test
  void aFunctionInAFunctionUsesTheConstantsAroundIt() throws PythonException {
    List<Program> programs =
        PythonFrontEnd.compile(
            """
            import sglang as sgl

            def main(args):
                few_shot = "Q: 1 + 1\\nA: 2\\n"
                if args.fast:
                    lines = read(args.path)

                @sgl.function
                def qa(s, question):
                    s += few_shot + question + sgl.gen("answer")

            if __name__ == "__main__":
                @sgl.function
                def other(s):
                    s += "x" + sgl.gen("y")
            """,
            "bench.py");
    assertThat(programs).extracting(Program::name).containsExactly("other", "qa");
  }

  @Test
  void whatAFunctionAroundItGetsIsNotKnownBeforeTheRun() {
    List<PythonProblem> problems =
        problems(
            """
            import sglang as sgl

            def main(args):
                lines = read(args.path)

                @sgl.function
                def qa(s, question):
                    s += lines + args + question + sgl.gen("answer")
            """);
    assertThat(problems)
        .extracting(PythonProblem::toString)
        .singleElement()
        .asString()
        .startsWith("8:14: lines is no constant of the file (line 4: the function read");
  }
}
