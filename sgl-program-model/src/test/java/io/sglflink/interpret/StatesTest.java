package io.sglflink.interpret;

import static io.sglflink.interpret.Nodes.call;
import static io.sglflink.interpret.Nodes.copy;
import static io.sglflink.interpret.Nodes.fork;
import static io.sglflink.interpret.Nodes.forkOver;
import static io.sglflink.interpret.Nodes.function;
import static io.sglflink.interpret.Nodes.gen;
import static io.sglflink.interpret.Nodes.giveBack;
import static io.sglflink.interpret.Nodes.join;
import static io.sglflink.interpret.Nodes.joinTexts;
import static io.sglflink.interpret.Nodes.let;
import static io.sglflink.interpret.Nodes.local;
import static io.sglflink.interpret.Nodes.number;
import static io.sglflink.interpret.Nodes.on;
import static io.sglflink.interpret.Nodes.onOne;
import static io.sglflink.interpret.Nodes.program;
import static io.sglflink.interpret.Nodes.read;
import static io.sglflink.interpret.Nodes.role;
import static io.sglflink.interpret.Nodes.say;
import static io.sglflink.interpret.Nodes.set;
import static io.sglflink.interpret.Nodes.str;
import static io.sglflink.interpret.Nodes.text;
import static io.sglflink.interpret.Nodes.var;
import static io.sglflink.interpret.Nodes.when;
import static io.sglflink.interpret.Runs.run;
import static io.sglflink.program.Expression.arg;
import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.model.ChatMessage;
import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.model.Role;
import io.sglflink.program.Expression;
import io.sglflink.program.ForkNode;
import io.sglflink.program.Function;
import io.sglflink.program.Literal;
import io.sglflink.program.Node;
import io.sglflink.program.Operator;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.RoleBeginNode;
import io.sglflink.program.RoleEndNode;
import io.sglflink.program.StateRead.Aspect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forks, copies and calls: states beside the program's own. */
class StatesTest {

  /** Says what it is asked last: the characters behind the last colon. */
  private final FakeLanguageModel model =
      new FakeLanguageModel()
          .answering(
              request -> "<" + request.prompt().substring(request.prompt().indexOf(':') + 1) + ">");

  @Test
  void aForkBeginsWithTheTextTheVariablesAndTheOpenMessage() {
    RunResult result =
        run(
            program(
                set("x", Expression.text("X")),
                role(
                    Role.USER,
                    text("a"),
                    fork("f", 1),
                    on(
                        "f",
                        say(var("x")),
                        new RoleEndNode(Role.USER),
                        new RoleBeginNode(Role.ASSISTANT))),
                say(read("f", 0, Aspect.TEXT)),
                say(str(read("f", 0, Aspect.MESSAGES)))));

    assertThat(result.text())
        .isEqualTo(
            """
            <|user|>
            a<|end|>
            <|user|>
            aX<|end|>
            <|assistant|>
            [{'role': 'user', 'content': 'aX'}]""");
    assertThat(result.messages()).containsExactly(new ChatMessage(Role.USER, "a"));
  }

  @Test
  void afterAForkNeitherSideSeesWhatTheOtherDoes() {
    RunResult result =
        run(
            program(
                fork("f", 2, set("mine", local("i")), say(Expression.text("c"), local("i"))),
                text("p"),
                set("x", number(1)),
                on("f", when(Nodes.own(Aspect.HAS, "x"), text("!"))),
                say(str(read("f", Aspect.TEXT)))));

    assertThat(result.text()).isEqualTo("p['c0', 'c1']");
    assertThat(result.variables()).containsOnlyKeys("x");
  }

  @Test
  void aForkOverAListMakesAStateForEachItem() {
    RunResult result =
        run(program(forkOver("f", Expression.list("甲", "乙"), say(local("i"))), joinTexts("f")));

    assertThat(result.text()).isEqualTo("甲乙");
  }

  @Test
  void aForkTakesACountOfItsOwn() {
    assertThat(run(program(fork("f", 0), say(str(read("f", Aspect.SIZE))))).text()).isEqualTo("0");
    assertThat(fails(new ForkNode("f", number(-1))))
        .isEqualTo("the count is -1: pass an integer of 0 or more");
    assertThat(fails(new ForkNode("f", Expression.text("3"))))
        .isEqualTo("the count is of type string: pass an integer of 0 or more");
    assertThat(fails(forkOver("f", number(1))))
        .isEqualTo("the value of in is of type number, but the fork needs a list: pass one");
  }

  @Test
  void aBodySeesTheLocalsAsTheyAreAndKeepsItsOwn() {
    RunResult result =
        run(
            program(
                let("n", number(1)),
                fork("f", 1),
                on("f", gen("g"), say(local("n")), let("n", number(5)), say(local("n"))),
                let("n", number(2)),
                on("f", say(local("n"))),
                say(read("f", 0, Aspect.TEXT), Expression.text("/"), local("n"))));

    assertThat(result.text()).isEqualTo("<>152/2");
  }

  @Test
  void aStateDoesItsBodiesInTheOrderInWhichItGotThem() {
    RunResult result =
        run(
            program(
                fork("f", 2, gen("a")),
                onOne("f", 1, text("|1")),
                on("f", text("|both")),
                onOne("f", -1, text("|last")),
                say(str(read("f", Aspect.TEXT)))));

    assertThat(result.text()).isEqualTo("['<>|both', '<>|1|both|last']");
  }

  @Test
  void aBodyMayForkForItself() {
    RunResult result =
        run(program(fork("f", 2, fork("f", 2, say(local("i"))), joinTexts("f")), joinTexts("f")));

    assertThat(result.text()).isEqualTo("0101");
  }

  @Test
  void aBodyDoesNotSeeTheStatesAroundIt() {
    assertThat(fails(fork("f", 1), on("f", on("f", text("x"))), join("f")))
        .startsWith("no fork, copy or call on the way here made a state \"f\"");
  }

  @Test
  void aNameGivenAgainIsThatOfTheNewerStates() {
    RunResult result =
        run(
            program(
                fork("f", 2, gen("a")), fork("f", 1, gen("b")), say(str(read("f", Aspect.SIZE)))));

    assertThat(result.text()).isEqualTo("1");
    assertThat(result.steps())
        .extracting(StepReport::path)
        .containsExactly("/body/0[0]/body/0", "/body/0[1]/body/0", "/body/1[0]/body/0");
  }

  @Test
  void aJoinGathersWhatTheStateDidNotHave() {
    RunResult result =
        run(
            program(
                set("old", number(0)),
                fork("f", 3),
                on("f", set("old", number(9)), set("new", number(1))),
                onOne("f", 1, set("some", number(2))),
                join("f"),
                join("f")));

    assertThat(result.variables()).hasToString("{old=0, new=[1,1,1], some=[2]}");
    assertThat(result.text()).isEmpty();
  }

  @Test
  void statesCanBeReadAndGoOnAfterAJoin() {
    RunResult result =
        run(
            program(
                fork("f", 2, text("a")),
                joinTexts("f"),
                on("f", text("b")),
                joinTexts("f"),
                say(read("f", 1, Aspect.TEXT))));

    assertThat(result.text()).isEqualTo("aa" + "abab" + "ab");
  }

  @Test
  void aJoinOfTextsAppendsWhatCameSinceTheFork() {
    RunResult result =
        run(
            program(
                text("head:"), fork("f", 2, gen("g"), say(local("i"))), text("+"), joinTexts("f")));

    assertThat(result.text()).isEqualTo("head:+<>0<>1");
    assertThat(result.variables()).isEmpty();
  }

  @Test
  void aCopyComesBackAsListsOfOne() {
    RunResult result =
        run(
            program(
                text(":q"),
                copy("tmp", on("tmp", text("?"), gen("a")), text("."), on("tmp", gen("b")))));

    assertThat(result.text()).isEqualTo(":q.");
    assertThat(result.variables()).hasToString("{a=[\"<q?>\"], b=[\"<q?<q?>>\"]}");
  }

  @Test
  void aCallHasAStateAndLocalsOfItsOwn() {
    Function ask =
        function("ask", "q", say(Expression.text("Q:"), arg("q")), gen("a"), giveBack(var("a")));
    RunResult result =
        run(
            program(
                List.of(ask),
                text("before "),
                call("sub", "ask", Map.of("q", Expression.text("x"))),
                text("after "),
                say(
                    read("sub", Aspect.RET_VALUE),
                    read("sub", Aspect.VAR, "a"),
                    read("sub", Aspect.TEXT))));

    assertThat(result.text()).isEqualTo("before after <x><x>Q:x<x>");
    assertThat(result.variables()).isEmpty();
    assertThat(result.steps())
        .extracting(StepReport::path)
        .containsExactly("/body/1/functions/0/body/1");
  }

  @Test
  void aCallTakesDefaultsAndMayGoOnBehindItsEnd() {
    Function greet =
        new Function(
            "greet",
            List.of(new Parameter("who", Literal.of("you").value())),
            List.of(say(Expression.text("hi "), arg("who"))));
    RunResult result =
        run(
            program(
                List.of(greet),
                call("s", "greet", Map.of()),
                on("s", text("!")),
                say(read("s", Aspect.TEXT))));

    assertThat(result.text()).isEqualTo("hi you!");
  }

  @Test
  void aCallWithWrongArgumentsFails() {
    RunResult result =
        run(
            program(
                List.of(function("f", "q")), call(null, "f", Map.of("r", Expression.text("x")))));

    assertThat(result.failure().code()).isEqualTo(FailureCode.INVALID_ARGUMENT);
    assertThat(result.failure().message()).contains("needs argument \"q\"");
  }

  @Test
  void aProgramMayCallItself() {
    Node recurse =
        when(
            Expression.operation(Operator.GT, arg("n"), number(0)),
            call("next", "p", Map.of("n", Expression.operation(Operator.SUB, arg("n"), number(1)))),
            gen("g"),
            say(read("next", Aspect.TEXT)));
    Program program =
        new Program("p", List.of(Parameter.required("n")), List.of(say(arg("n")), recurse));

    RunResult result = Runs.run(model, program, "{'n':2}");

    assertThat(result.text()).isEqualTo("2<2>1<1>0");
    assertThat(result.steps())
        .extracting(StepReport::path)
        .containsExactly(
            "/body/1/branches/0/body/0/body/1/branches/0/body/1", "/body/1/branches/0/body/1");
  }

  @Test
  void onlyAForksStatesHaveIndexesASizeAndAJoin() {
    assertThat(fails(copy("c", say(str(read("c", Aspect.SIZE))))))
        .isEqualTo("\"c\" is one state, of a copy or a call: only what a fork made has a size");
    assertThat(fails(copy("c", onOne("c", 0, text("x")))))
        .endsWith("only what a fork made takes an index");
    assertThat(fails(copy("c", join("c")))).endsWith("only what a fork made can be joined");
    assertThat(fails(fork("f", 2), onOne("f", 2)))
        .isEqualTo("\"f\" has 2 states and none at \"2\": fork into more, or give another index");
    assertThat(fails(fork("f", 2), onOne("f", -3))).contains("none at \"-3\"");
  }

  @Test
  void stepsStandWhereTheirStatesWereMade() {
    RunResult result =
        run(
            program(
                gen("a"),
                fork("f", 2, gen("b")),
                gen("c"),
                on("f", gen("d")),
                join("f"),
                gen("e")));

    assertThat(result.steps())
        .extracting(StepReport::path)
        .containsExactly(
            "/body/0",
            "/body/1[0]/body/0",
            "/body/3[0]/body/0",
            "/body/1[1]/body/0",
            "/body/3[1]/body/0",
            "/body/2",
            "/body/5");
  }

  private RunResult run(Program program) {
    RunResult result = Runs.run(model, program, "{}");
    assertThat(result.failure())
        .matches(
            failure -> failure == null || failure.code() == FailureCode.INVALID_ARGUMENT,
            "no failure");
    return result;
  }

  private String fails(Node... body) {
    RunResult.Failure failure = Runs.run(model, program(body), "{}").failure();
    assertThat(failure.code()).isEqualTo(FailureCode.EVALUATION_FAILED);
    return failure.message();
  }
}
