package io.sglflink.interpret;

import static io.sglflink.interpret.Nodes.call;
import static io.sglflink.interpret.Nodes.fork;
import static io.sglflink.interpret.Nodes.function;
import static io.sglflink.interpret.Nodes.join;
import static io.sglflink.interpret.Nodes.let;
import static io.sglflink.interpret.Nodes.loop;
import static io.sglflink.interpret.Nodes.program;
import static io.sglflink.interpret.Nodes.read;
import static io.sglflink.interpret.Nodes.say;
import static io.sglflink.interpret.Nodes.text;
import static io.sglflink.interpret.Runs.request;
import static io.sglflink.program.Expression.arg;
import static io.sglflink.program.Expression.local;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.model.SamplingParams;
import io.sglflink.model.Serving;
import io.sglflink.program.Expression;
import io.sglflink.program.GuidePrograms;
import io.sglflink.program.Literal;
import io.sglflink.program.Program;
import io.sglflink.program.StateRead.Aspect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeadingTextTest {

  @Test
  void itEndsAtTheFirstStepAndItsConstantPartAtTheFirstArgument() {
    assertThat(of(GuidePrograms.complexWorkflow(), "{'topic':'茶'}"))
        .isEqualTo(new LeadingText("请为以下主题生成大纲:茶\n大纲:", "请为以下主题生成大纲:"));
  }

  @Test
  void aMessageBeginsWithItsRole() {
    assertThat(of(GuidePrograms.chat(), "{'question':'?'}"))
        .isEqualTo(
            new LeadingText(
                "\nsystem\nYou answer 简短.\nuser\n?\nassistant\n", "\nsystem\nYou answer "));
  }

  @Test
  void itGoesThroughLoopsAndBranches() {
    String turns =
        "{'messages':[{'role':'user','content':'你好'},{'role':'assistant','content':'您好!'}]}";

    assertThat(of(GuidePrograms.multiTurnChat(), turns))
        .isEqualTo(new LeadingText("用户:你好\n助手:您好!\n助手:", ""));
  }

  @Test
  void aLoopWithoutTextEndsIt() {
    Program program =
        program(text("a"), loop(Literal.of(true), let("n", Expression.list())), text("b"));
    RunRequest endless =
        new RunRequest("r", Map.of(), SamplingParams.DEFAULTS, 1, Serving.DEFAULT, RunLimits.MOST);

    assertThat(LeadingText.of(program, endless, 1_000)).isEqualTo(new LeadingText("a", "a"));
  }

  @Test
  void itEndsInTheMiddleOfALoopThatHasASteps() {
    Program program =
        Program.builder("p")
            .forEach("i", Expression.list("a", "b"), each -> each.part(local("i")).gen("g"))
            .build();

    assertThat(of(program, "{}").text()).isEqualTo("a");
  }

  @Test
  void aConditionOnAnArgumentEndsTheConstantPart() {
    Program program =
        Program.builder("p")
            .text("header ")
            .forEach("i", Expression.list("1", "2"), each -> each.part(local("i")))
            .when(arg("a"), then -> then.text(" yes"))
            .orElse(otherwise -> otherwise.text(" no"))
            .build();

    assertThat(of(program, "{'a':1}")).isEqualTo(new LeadingText("header 12 yes", "header 12"));
    assertThat(of(program, "{'a':0}").text()).isEqualTo("header 12 no");
  }

  @Test
  void itEndsWhereTheRunFails() {
    Program program = Program.builder("p").text("a").arg("q").text("b").build();

    assertThat(of(program, "{'q':[]}").text()).isEqualTo("a");
    assertThat(of(GuidePrograms.imageQa(), "{'image_path':'a','question':'q'}").text()).isEmpty();
  }

  @Test
  void itGoesPastForksAndCallsToWhoReadsTheirStates() {
    Program program =
        program(
            List.of(function("f", "q", text("x"))),
            text("a"),
            fork("s", 3, text("b")),
            call("c", "f", Map.of("q", arg("q"))),
            text("c"),
            say(read("s", 0, Aspect.TEXT)));

    assertThat(LeadingText.of(program, request("{}"), 100).text()).isEqualTo("a");
    assertThat(
            LeadingText.of(
                program(text("a"), fork("s", 3, text("b")), text("c"), join("s"), text("d")),
                request("{}"),
                100))
        .isEqualTo(new LeadingText("ac", "ac"));
  }

  @Test
  void aLoopWithoutAnEndEndsItAsSoonAsEnoughIsThere() {
    Program program = program(loop(Literal.of(true), text("ab")));

    assertThat(LeadingText.of(program, request("{}"), 5))
        .isEqualTo(new LeadingText("ababa", "ababa"));
    assertThat(LeadingText.of(program(loop(Literal.of(true))), request("{}"), 5).text()).isEmpty();
  }

  @Test
  void noMoreIsEvaluatedThanIsWanted() {
    Program program = Program.builder("p").text("12").arg("q").text("56").build();

    assertThat(LeadingText.of(program, request("{'q':'34'}"), 3))
        .isEqualTo(new LeadingText("123", "12"));
  }

  private static LeadingText of(Program program, String args) {
    return LeadingText.of(program, request(args), 1_000);
  }
}
