package io.sglflink.interpret;

import static io.sglflink.interpret.Nodes.concat;
import static io.sglflink.interpret.Nodes.copy;
import static io.sglflink.interpret.Nodes.forEach;
import static io.sglflink.interpret.Nodes.gen;
import static io.sglflink.interpret.Nodes.giveBack;
import static io.sglflink.interpret.Nodes.let;
import static io.sglflink.interpret.Nodes.local;
import static io.sglflink.interpret.Nodes.loop;
import static io.sglflink.interpret.Nodes.number;
import static io.sglflink.interpret.Nodes.on;
import static io.sglflink.interpret.Nodes.plus;
import static io.sglflink.interpret.Nodes.program;
import static io.sglflink.interpret.Nodes.range;
import static io.sglflink.interpret.Nodes.role;
import static io.sglflink.interpret.Nodes.say;
import static io.sglflink.interpret.Nodes.scope;
import static io.sglflink.interpret.Nodes.set;
import static io.sglflink.interpret.Nodes.text;
import static io.sglflink.interpret.Nodes.var;
import static io.sglflink.interpret.Nodes.when;
import static io.sglflink.program.Expression.eq;
import static io.sglflink.program.Expression.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.model.ChatMessage;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.Role;
import io.sglflink.program.BreakNode;
import io.sglflink.program.ContinueNode;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.Literal;
import io.sglflink.program.MatchNode;
import io.sglflink.program.Node;
import io.sglflink.program.Operator;
import io.sglflink.program.RoleBeginNode;
import io.sglflink.program.RoleEndNode;
import io.sglflink.program.ScopeNode;
import io.sglflink.program.SetNode;
import io.sglflink.program.StateRead.Aspect;
import io.sglflink.program.WhileNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Loops and ways out of them, matches, locals, scopes and messages in two halves. */
class ControlNodesTest {

  private final FakeLanguageModel model = new FakeLanguageModel().answering(request -> "答");

  @Test
  void aWhileLoopsAsLongAsItsConditionIsTrue() {
    RunResult result =
        completed(
            let("n", number(0)),
            loop(
                Expression.lt(local("n"), number(3)),
                say(local("n")),
                gen("g"),
                let("n", plus(local("n"), number(1)))),
            say(local("n")));

    assertThat(result.text()).isEqualTo("0答1答2答3");
    assertThat(result.steps())
        .extracting(StepReport::path)
        .containsExactly("/body/1[0]/body/1", "/body/1[1]/body/1", "/body/1[2]/body/1");
  }

  @Test
  void aWhileOverItsLimitFails() {
    Node twice = new WhileNode(Literal.of(true), 2, List.of(text("x")));

    RunResult result = run(twice);

    assertThat(result.text()).isEqualTo("xx");
    assertThat(result.failure())
        .isEqualTo(
            new RunResult.Failure(
                FailureCode.BUDGET_EXCEEDED,
                "iterations of the loop: 3, the limit is 2: raise the limit or loop less often",
                "/body/0"));
    Node alsoTwice = new WhileNode(Expression.lt(local("n"), number(2)), 2, List.of(up("n")));
    assertThat(run(let("n", number(0)), alsoTwice).completed()).isTrue();
  }

  @Test
  void breakAndContinueAreOfTheInnermostLoop() {
    RunResult result =
        completed(
            forEach(
                "i",
                range(3),
                forEach(
                    "j",
                    range(5),
                    when(eq(local("j"), number(1)), new ContinueNode()),
                    when(eq(local("j"), number(3)), new BreakNode(), text("never")),
                    say(local("i"), local("j"), Expression.text(" "))),
                when(eq(local("i"), number(1)), new BreakNode())),
            let("n", number(0)),
            loop(
                Literal.of(true),
                up("n"),
                when(Expression.lt(local("n"), number(3)), new ContinueNode()),
                new BreakNode()),
            say(local("n")));

    assertThat(result.text()).isEqualTo("00 02 10 12 3");
  }

  @Test
  void aWayOutEndsMessagesScopesAndCopies() {
    RunResult result =
        completed(
            forEach(
                "i",
                range(2),
                role(
                    Role.USER,
                    scope(
                        "said",
                        text("a"),
                        copy("tmp", on("tmp", gen("g")), new BreakNode(), text("never"))))));

    assertThat(result.text()).isEqualTo("<|user|>\na<|end|>\n");
    assertThat(result.messages()).containsExactly(new ChatMessage(Role.USER, "a"));
    assertThat(result.variables()).hasToString("{g=[\"答\"], said=\"a\"}");
  }

  @Test
  void returnEndsTheProgram() {
    RunResult result =
        completed(
            role(
                Role.ASSISTANT,
                loop(Literal.of(true), gen("g"), giveBack(concat(var("g"), Expression.text("!"))))),
            text("never"));

    assertThat(result.returnValue().textValue()).isEqualTo("答!");
    assertThat(result.text()).isEqualTo("<|assistant|>\n答<|end|>\n");
  }

  @Test
  void returningNothingOrNullIsNothing() {
    assertThat(completed(giveBack(null), text("never")).returnValue()).isNull();
    assertThat(completed(giveBack(Literal.ofNull())).returnValue()).isNull();
    assertThat(completed(text("end")).returnValue()).isNull();
  }

  @Test
  void theFirstCaseThatFitsIsTaken() {
    assertThat(match(number(1))).isEqualTo("number");
    assertThat(match(Literal.of(1.0))).isEqualTo("number");
    assertThat(match(Expression.text("b"))).isEqualTo("text");
    assertThat(match(Expression.text("c"))).isEqualTo("other");
    assertThat(match(Literal.of(true))).isEqualTo("other");
    assertThat(match(list("x"))).isEqualTo("list");
  }

  private String match(Expression value) {
    Node match =
        new MatchNode(
            value,
            List.of(
                new MatchNode.Case(List.of(number(1)), null, List.of(text("number"))),
                new MatchNode.Case(
                    List.of(Expression.text("a"), Expression.text("b")),
                    null,
                    List.of(text("text"))),
                new MatchNode.Case(List.of(list("x")), Literal.of(false), List.of(text("guarded"))),
                new MatchNode.Case(List.of(list("x")), null, List.of(text("list")))),
            List.of(text("other")));
    return completed(match).text();
  }

  @Test
  void aCasesStepHasThePathOfItsCase() {
    MatchNode.Case second = new MatchNode.Case(List.of(number(2)), null, List.of(gen("g")));
    MatchNode.Case first = new MatchNode.Case(List.of(number(1)), null, List.of());

    assertThat(completed(new MatchNode(number(2), List.of(first, second), List.of())).steps())
        .extracting(StepReport::path)
        .containsExactly("/body/0/cases/1/body/0");
    assertThat(completed(new MatchNode(number(3), List.of(first), List.of(gen("g")))).steps())
        .extracting(StepReport::path)
        .containsExactly("/body/0/else/0");
  }

  @Test
  void itemAndIndexAreLocalsThatStay() {
    RunResult result =
        completed(
            new ForNode("x", "n", list("a", "b"), List.of(say(local("n"), local("x")), up("n"))),
            say(local("x"), local("n")));

    assertThat(result.text()).isEqualTo("0a1bb2");
  }

  @Test
  void aLocalThatIsNotSetFailsTheNode() {
    RunResult result = run(when(Literal.of(false), let("x", number(1))), say(local("x")));

    assertThat(result.failure().code()).isEqualTo(FailureCode.EVALUATION_FAILED);
    assertThat(result.failure().message()).startsWith("local \"x\" is not set");
    assertThat(result.failure().pointer()).isEqualTo("/body/1");
  }

  @Test
  void setWritesAnyValueIntoAVariable() {
    RunResult result =
        completed(
            set("x", Expression.object(Map.of("k", number(1)))),
            forEach(
                "i", range(2), new SetNode(concat(Expression.text("x_"), local("i")), local("i"))),
            say(Expression.get(var("x"), "k"), var("x_1")));

    assertThat(result.variables()).hasToString("{x={\"k\":1}, x_0=0, x_1=1}");
    assertThat(result.text()).isEqualTo("11");
  }

  @Test
  void aScopeIsAllThatItsBodyAppended() {
    RunResult result =
        completed(
            text("a"),
            new ScopeNode(
                concat(Expression.text("s"), number(1)),
                List.of(
                    text("b"),
                    gen("g"),
                    scope("inner", text("c")),
                    when(Nodes.own(Aspect.HAS, "s1"), text("!")))),
            say(var("s1")));

    assertThat(result.text()).isEqualTo("ab答c" + "b答c");
    assertThat(result.variables()).hasToString("{g=\"答\", inner=\"c\", s1=\"b答c\"}");
  }

  @Test
  void aMessageMayBeginAndEndInDifferentBlocks() {
    RunResult result =
        completed(
            when(Literal.of(true), new RoleBeginNode(Role.USER), text("a")),
            text("b"),
            new RoleEndNode(Role.USER));

    assertThat(result.messages()).containsExactly(new ChatMessage(Role.USER, "ab"));
    assertThat(result.text()).isEqualTo("<|user|>\nab<|end|>\n");
  }

  @Test
  void messagesDoNotNestAndEndWithTheirOwnRole() {
    assertThat(fails(new RoleBeginNode(Role.USER), new RoleBeginNode(Role.USER)))
        .startsWith("a message of user is open where one of user begins");
    assertThat(fails(new RoleEndNode(Role.USER)))
        .startsWith("no message is open where one of user ends");
    assertThat(fails(new RoleBeginNode(Role.USER), new RoleEndNode(Role.ASSISTANT)))
        .startsWith("a message of user is open where one of assistant ends");
    assertThat(fails(role(Role.USER, new RoleEndNode(Role.USER))))
        .startsWith("no message is open where one of user ends");
    assertThat(fails(new RoleBeginNode(Role.USER), role(Role.USER)))
        .startsWith("a message of user is open");
  }

  private static Node up(String local) {
    return let(local, Expression.operation(Operator.ADD, local(local), number(1)));
  }

  private RunResult run(Node... body) {
    return Runs.run(model, program(body), "{}");
  }

  private RunResult completed(Node... body) {
    RunResult result = run(body);
    assertThat(result.failure()).isNull();
    return result;
  }

  private String fails(Node... body) {
    RunResult.Failure failure = run(body).failure();
    assertThat(failure.code()).isEqualTo(FailureCode.EVALUATION_FAILED);
    return failure.message();
  }
}
