package io.sglflink.plan;

import static io.sglflink.program.Expression.arg;
import static io.sglflink.program.Expression.eq;
import static io.sglflink.program.Expression.get;
import static io.sglflink.program.Expression.text;
import static io.sglflink.program.Expression.var;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Expression;
import io.sglflink.program.Literal;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.Program;
import io.sglflink.program.StateRead;
import io.sglflink.program.StateRead.Aspect;
import io.sglflink.program.StateRef;
import io.sglflink.program.VariableRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramPlanTest {

  private static final String AFTER_EACH_OTHER =
      "one iteration after the other: each goes on with the last one's text";

  @Test
  void theConstantTextBeforeTheFirstArgumentIsThePrefixOfAllRuns() {
    Program program =
        Program.builder("p").text("Answer.\n").text("Q: ").arg("q").text("\nA:").gen("a").build();
    assertThat(plan(program).sections().get(0).prefix()).isEqualTo("Answer.\nQ: ");
    assertThat(plan(program).sections().get(0).parameters()).containsExactly("q");
  }

  @Test
  void textIsSentWithTheStepThatFollowsItAndTheLastOneWithNone() {
    Program program =
        Program.builder("p")
            .text("Q: ")
            .arg("q")
            .gen("a")
            .gen("b")
            .text("\nR: ")
            .select("r", "yes", "no")
            .text("end")
            .build();
    assertThat(lines(program))
        .containsExactly(
            "1 gen a | sends \"Q: {q}\"",
            "2 gen b | goes on where the last step ended",
            "3 select r | sends \"\\nR: \" | 2 choices side by side, the prompt computed once",
            "text \"end\" | no step follows: the model never sees it");
  }

  @Test
  void aLongTextShowsItsBothEnds() {
    Program program = Program.builder("p").text("ab".repeat(100) + "!").gen("a").build();
    assertThat(lines(program))
        .containsExactly(
            "1 gen a | sends \"" + "ab".repeat(15) + " … " + "b" + "ab".repeat(14) + "!\"");
  }

  @Test
  void samplesAndConstraintsAreNamed() {
    Program program = Program.builder("p").text("x").gen("a", g -> g.n(4).regex("[0-9]+")).build();
    assertThat(lines(program))
        .containsExactly(
            "1 gen a | sends \"x\" | 4 samples side by side, the prompt computed once | regex");
  }

  @Test
  void afterBranchesTheTextIsKnownWhereAllOfThemEndAlike() {
    Program program =
        Program.builder("p")
            .text("x")
            .select("kind", "a", "b")
            .when(eq(var("kind"), text("a")), then -> then.text("A").gen("one"))
            .orElse(then -> then.text("B"))
            .gen("two")
            .build();
    assertThat(lines(program))
        .containsExactly(
            "1 select kind | sends \"x\" | 2 choices side by side, the prompt computed once",
            "if kind == \"a\":",
            "  2 gen one | sends \"A\"",
            "else:",
            "3 gen two | sends \"…\"");
  }

  @Test
  void statesOfAForkShareWhatCameBeforeAndRunSideBySide() {
    Program program =
        Program.builder("p")
            .text("Tips about ")
            .arg("topic")
            .fork("tips", 3)
            .forEach(
                "i",
                Expression.operation(Operator.RANGE, Literal.of(3)),
                each ->
                    each.on(
                        "tips", Expression.local("i"), tip -> tip.text("Tip: ").gen("expanded")))
            .join("tips")
            .part(get(var("expanded"), 0))
            .gen("summary")
            .build();
    assertThat(lines(program))
        .containsExactly(
            "fork tips into 3 states | they share the text so far: computed once",
            "for i in range(3): | the iterations' steps run side by side",
            "  on tips[i]: | side by side with what follows",
            "    1 gen expanded | sends \"Tips about {topic}Tip: \"",
            "join tips | waits for all of its steps | their variables come back as lists",
            "2 gen summary | sends \"Tips about {topic}{expanded[0]}\"");
  }

  @Test
  void readingAnotherStateWaitsForIt() {
    Expression read = new StateRead(Aspect.VAR, text("a"), new StateRef("sub", null));
    Program program =
        Program.builder("p")
            .call("sub", "ask", Map.of("q", arg("q")))
            .part(read)
            .gen("b")
            .function("ask", f -> f.text("Q: ").arg("q").gen("a"))
            .build();
    assertThat(lines(program))
        .containsExactly(
            "call ask as sub | side by side with what follows | begins with no text",
            "wait for sub | until its steps are done",
            "1 gen b | sends \"{sub.a}\"");
    assertThat(plan(program).sections().get(1).name()).isEqualTo("ask");
    assertThat(plan(program).sections().get(1).prefix()).isEqualTo("Q: ");
    assertThat(plan(program).sections().get(1).lines())
        .extracting(PlanLine::pointer)
        .containsExactly("/functions/0/body/1");
  }

  @Test
  void aLoopWithStepsOfItsOwnStateIsSerial() {
    Program program =
        Program.builder("p")
            .text("x")
            .forEach("m", arg("list"), each -> each.text("y").gen("a"))
            .build();
    assertThat(lines(program))
        .startsWith("for m in list: | " + AFTER_EACH_OTHER, "  1 gen a | sends \"xy\"");
  }

  @Test
  void messagesAreMarkedWhereTheChatFormatWrites() {
    Program program =
        Program.builder("p").user(m -> m.text("Hi")).assistant(m -> m.gen("a")).build();
    assertThat(lines(program))
        .containsExactly(
            "user:",
            "assistant:",
            "  1 gen a | sends \"<user>Hi</user><assistant>\"",
            "text \"</assistant>\" | no step follows: the model never sees it");
  }

  private static List<String> lines(Program program) {
    return plan(program).sections().get(0).lines().stream().map(ProgramPlanTest::line).toList();
  }

  private static String line(PlanLine line) {
    String step = line.step() == 0 ? "" : line.step() + " ";
    String notes = line.notes().isEmpty() ? "" : " | " + String.join(" | ", line.notes());
    return "  ".repeat(line.depth()) + step + line.what() + notes;
  }

  private static ProgramPlan plan(Program program) {
    return ProgramPlan.of(program, ProgramPlanTest::source);
  }

  /** As much of Python as these programs need. */
  private static String source(Expression expression) {
    if (expression instanceof Literal literal) {
      return literal.value().toString();
    }
    if (expression instanceof ArgumentRef argument) {
      return argument.name();
    }
    if (expression instanceof VariableRef variable) {
      return variable.name();
    }
    if (expression instanceof io.sglflink.program.LocalRef local) {
      return local.name();
    }
    if (expression instanceof StateRead read) {
      return read.state().name() + "." + ((Literal) read.name()).value().asText();
    }
    Operation operation = (Operation) expression;
    List<String> operands = operation.operands().stream().map(ProgramPlanTest::source).toList();
    return switch (operation.operator()) {
      case EQ -> String.join(" == ", operands);
      case GET -> operands.get(0) + "[" + operands.get(1) + "]";
      default -> operation.operator().label() + "(" + String.join(", ", operands) + ")";
    };
  }
}
