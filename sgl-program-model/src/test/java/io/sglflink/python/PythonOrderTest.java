package io.sglflink.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sglflink.interpret.Interpreter;
import io.sglflink.interpret.RunRequest;
import io.sglflink.interpret.RunResult;
import io.sglflink.interpret.StepJournal;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.Program;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Programs that say something else where what they read is read later, or where a name is another
 * name of the same list or state. Each was found by running it in Python as well.
 */
final class PythonOrderTest {

  private static final String HELPERS =
      """
      import re
      import sglang as sgl

      def again(s, x):
          s += sgl.gen("a")
          s += x

      def add(xs, x):
          xs.append(x)
          return xs

      @sgl.function
      def p(s, q):
      """;

  private static String source(String body) {
    return HELPERS + body.indent(4);
  }

  /** The text of a run on a model that says the prompt's length. */
  private static String text(String body) {
    Program program = Sources.compile(source(body), "p");
    FakeLanguageModel model =
        new FakeLanguageModel().answering(request -> "<" + request.prompt().length() + ">");
    RunRequest request =
        new RunRequest(
            "run-1",
            Map.of("q", JsonNodeFactory.instance.textNode("q 1")),
            SamplingParams.DEFAULTS,
            42);
    RunResult result =
        new Interpreter(model, Runnable::run)
            .start(program, request, StepJournal.NONE)
            .result()
            .join();
    assertThat(result.failure()).isNull();
    return result.text();
  }

  private static void assertRefused(String body, String message) {
    assertThatThrownBy(() -> PythonFrontEnd.compile(source(body), "test.py"))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatIsReadBehindAGenOfTheSameStatementIsRefused() {
    String early = "Python reads before it appends";
    assertRefused("s += sgl.gen('a') + s.text()", early);
    assertRefused("s += sgl.gen('a')\ns += sgl.gen('a') + s['a']", early);
    assertRefused(
        "s += sgl.gen('a')\ns += sgl.gen('a') + sgl.gen('b', choices=[s['a'], 'x'])", early);
    assertRefused("s += sgl.user(s.text())", early);
    assertRefused("s += sgl.gen('a')\nn = 'a'\ns += sgl.gen(n) + f\"{s['a']}\"", early);
  }

  @Test
  void whatIsReadBeforeItOrOfOthersIsNot() {
    assertThat(text("s += sgl.gen('a')\ns += s['a'] + s.text() + sgl.gen('a')"))
        .isEqualTo("<0><0><0><9>");
    assertThat(text("s += sgl.gen('a')\ns += sgl.gen('b') + s['a']")).isEqualTo("<0><3><0>");
    assertThat(text("s += sgl.gen('a') if q else s.text()")).isEqualTo("<0>");
  }

  @Test
  void aMessageThatReadsItsOwnBeginIsShownAsABlock() {
    Program program = Sources.compile(source("with s.user():\n    s += s.text()"), "p");
    assertThat(PythonSource.show(program)).contains("with s.user():");
    assertThat(Sources.compile(PythonSource.show(program), "p").withoutSource())
        .isEqualTo(program.withoutSource());
  }

  @Test
  void anArgumentOfAHelperIsReadBeforeItsBody() {
    assertThat(text("s += sgl.gen('a')\nagain(s, s['a'])")).isEqualTo("<0><3><0>");
    assertThat(text("s += sgl.gen('a')\nagain(s, s.text())")).isEqualTo("<0><3><0>");
  }

  @Test
  void aMatchIsOfTheTextThatWasSearched() {
    assertThat(text("m = re.search(r'\\d', q)\nq = '2'\nif m:\n    s += m.group(0)"))
        .isEqualTo("1");
    assertThat(text("t = q\nm = re.search(r'\\d', t)\nt = '2'\nif m:\n    s += m.group(0)"))
        .isEqualTo("1");
  }

  @Test
  void theLastStateOfALoopCanBeUsedBehindIt() {
    String body = "f = s.fork(2)\nfor g in f:\n    g += sgl.gen('a')\n";
    assertThat(text(body + "g += 'last'\ns += g.text() + f[0].text()")).isEqualTo("<0>last<0>");
    assertThat(text(body + "for g in f:\n    g += 'x'\ns += f[0].text()")).isEqualTo("<0>x");
    assertThat(text(body + "s += ''.join(g['a'] for g in f)")).isEqualTo("<0><0>");
  }

  @Test
  void aSecondNameOfStatesKeepsThem() {
    assertRefused(
        "f = s.fork(2)\ng = f\nf = s.fork(1)\nf += sgl.gen('a')\ns += g[1]['a']",
        "f becomes the name of others while g is one of these states");
    assertThat(text("f = s.fork(1)\ng = f[0]\ng += sgl.gen('a')\ns += g['a']")).isEqualTo("<0>");
  }

  @Test
  void aListWithTwoNamesDoesNotGrow() {
    assertRefused("a = ['x']\nb = a\nb.append('y')\ns += str(a)", "are one list in Python");
    assertRefused("a = ['x']\nb = a\na.append('y')\ns += str(b)", "are one list in Python");
    assertRefused("a = ['x']\nb = a\nb += ['y']\ns += str(a)", "b and a are one list in Python");
    assertRefused("s['l'] = [q]\nb = s['l']\nb.append('y')", "are one list in Python");
    assertRefused("a = []\nb = add(a, q)\ns += str(a)", "the list of its caller");
    assertRefused("a = [q]\nfor x in a:\n    a.append(x)", "the list that it goes over");
    assertThat(text("a = [q]\nb = a + []\nc = a[:]\nb.append('y')\nc.append('z')\ns += str(a)"))
        .isEqualTo("['q 1']");
    assertThat(text("a = q\nb = a\nb += '!'\ns += a + b")).isEqualTo("q 1q 1!");
  }

  @Test
  void aNameIsOneStateWhicheverWayTheRunCame() {
    String sometimes = "is one state or another";
    assertRefused("f = s.fork(2)\nif q:\n    x = f[0]\nelse:\n    x = f[1]\nx += 'a'", sometimes);
    assertRefused(
        "f = s.fork(2)\nbest = f[0]\nfor g in f:\n    if q:\n        best = g\ns += best.text()",
        sometimes);
    assertRefused(
        "f = s.fork(2)\nlast = f[0]\nfor g in f:\n    g += last.text()\n    last = g", sometimes);
    String loop = "for i in range(2):\n    g = f[i]\n    g += 'a'\n";
    assertThat(text("f = s.fork(2)\n" + loop + loop + "s += f[1].text()")).isEqualTo("aa");
  }
}
