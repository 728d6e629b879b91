package io.sglflink.program;

import static io.sglflink.program.Expression.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sglflink.model.Role;
import io.sglflink.model.SamplingBuilder;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramBuilderTest {

  @Test
  void neighbouringTextsBecomeOneNode() {
    Program program =
        Program.builder("qa").text("问题:").arg("question").text("\n").gen("answer").build();

    assertThat(program.body())
        .containsExactly(
            new TextNode(List.of(Literal.of("问题:"), new ArgumentRef("question"), Literal.of("\n"))),
            GenNode.named("answer"));
  }

  @Test
  void undeclaredParametersAreTheArgumentsInOrderOfUse() {
    Program program =
        Program.builder("p")
            .user(m -> m.arg("b").text(" ").arg("a"))
            .select("s", Expression.arg("list"))
            .arg("a")
            .build();

    assertThat(program.parameters()).extracting(Parameter::name).containsExactly("b", "a", "list");
    assertThat(program.parameters()).allMatch(Parameter::isRequired);
  }

  @Test
  void declaredParametersAreAllThereAre() {
    InvalidProgramException e =
        catchThrowableOfType(
            InvalidProgramException.class,
            () -> Program.builder("p").parameter("n", 3).arg("n").arg("m").build());

    assertThat(e.problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.UNKNOWN_ARGUMENT);
  }

  @Test
  void everyProblemIsInTheException() {
    InvalidProgramException e =
        catchThrowableOfType(
            InvalidProgramException.class,
            () ->
                Program.builder("p")
                    .var("later")
                    .gen("later", g -> g.topP(2).maxTokens(-1))
                    .select("s")
                    .build());

    assertThat(e.problems())
        .extracting(Problem::pointer)
        .containsExactly("/body/0/value", "/body/1/max_tokens", "/body/1/top_p", "/body/2/choices");
    assertThat(e).hasMessageContainingAll("4 problems", "/body/1/top_p", "top_p is 2.0");
  }

  @Test
  void genTakesEveryParameter() {
    Program program =
        Program.builder("all")
            .gen(
                "g",
                g ->
                    g.maxTokens(9)
                        .minTokens(1)
                        .temperature(0.5)
                        .topP(0.9)
                        .topK(40)
                        .minP(0.1)
                        .frequencyPenalty(0.2)
                        .presencePenalty(-0.2)
                        .repetitionPenalty(1.1)
                        .logitBias(Map.of(5, -1.0))
                        .samplingSeed(8)
                        .n(3)
                        .stopRegex("\\d")
                        .stop("\n", "。")
                        .stopTokenIds(1, 2)
                        .ignoreEos(true)
                        .seed(42)
                        .dtype(DataType.INT)
                        .complete(true)
                        .returnLogprob(true)
                        .logprobStartLen(0)
                        .topLogprobsNum(5)
                        .returnTextInLogprobs(true))
            .build();

    SamplingOverrides sampling =
        new SamplingBuilder()
            .maxTokens(9)
            .minTokens(1)
            .n(3)
            .temperature(0.5)
            .topP(0.9)
            .topK(40)
            .minP(0.1)
            .frequencyPenalty(0.2)
            .presencePenalty(-0.2)
            .repetitionPenalty(1.1)
            .logitBias(Map.of(5, -1.0))
            .samplingSeed(8L)
            .stop(List.of("\n", "。"))
            .stopTokenIds(List.of(1, 2))
            .stopRegex(List.of("\\d"))
            .ignoreEos(true)
            .returnLogprob(true)
            .logprobStartLen(0)
            .topLogprobsNum(5)
            .returnTextInLogprobs(true)
            .build();
    OutputForm form =
        new OutputForm(null, null, null, null, null, DataType.INT, null, null, null, true);
    assertThat(program.body()).containsExactly(new GenNode("g", sampling, 42L, form));
  }

  @Test
  void rolesHaveBodies() {
    Program program =
        Program.builder("chat")
            .system("简短")
            .user(m -> m.arg("q"))
            .assistant(m -> m.gen("a"))
            .build();

    assertThat(program.body())
        .containsExactly(
            new RoleNode(Role.SYSTEM, List.of(TextNode.of("简短"))),
            new RoleNode(Role.USER, List.of(new TextNode(List.of(new ArgumentRef("q"))))),
            new RoleNode(Role.ASSISTANT, List.of(GenNode.named("a"))));
  }

  @Test
  void aLoopAndAnIfReadLikeTheirJson() {
    Program program =
        Program.builder("multi_turn_chat")
            .forEach(
                "msg",
                arg("messages"),
                each ->
                    each.when(
                            eq(get(local("msg"), "role"), text("user")),
                            then -> then.text("用户:").part(get(local("msg"), "content")).text("\n"))
                        .orWhen(
                            eq(get(local("msg"), "role"), text("assistant")),
                            then -> then.text("助手:").part(get(local("msg"), "content")).text("\n")))
            .text("助手:")
            .gen("response", g -> g.maxTokens(256).temperature(0.7))
            .build();

    assertThat(program).isEqualTo(GuidePrograms.multiTurnChat());
  }

  @Test
  void anIfEndsWithItsElseOrWithAnyOtherCall() {
    Program program =
        Program.builder("p")
            .text("a")
            .when(arg("x"), then -> then.text("b"))
            .orElse(otherwise -> otherwise.text("c"))
            .when(arg("y"), then -> then.text("d"))
            .when(arg("z"), then -> then.text("e"))
            .text("f")
            .build();

    assertThat(program.body())
        .containsExactly(
            TextNode.of("a"),
            new IfNode(
                List.of(new IfNode.Branch(arg("x"), List.of(TextNode.of("b")))),
                List.of(TextNode.of("c"))),
            new IfNode(List.of(new IfNode.Branch(arg("y"), List.of(TextNode.of("d")))), List.of()),
            new IfNode(List.of(new IfNode.Branch(arg("z"), List.of(TextNode.of("e")))), List.of()),
            TextNode.of("f"));
  }

  @Test
  void anElseWithoutAnIfIsRefused() {
    assertThatThrownBy(() -> Program.builder("p").text("a").orElse(otherwise -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("right after when");
    assertThatThrownBy(() -> Program.builder("p").orWhen(arg("x"), then -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void argumentsAreFoundWhereverTheyAreUsed() {
    Program program =
        Program.builder("p")
            .when(not(arg("a")), then -> then.arg("b"))
            .orWhen(and(arg("c"), or(arg("d"), in(text("x"), arg("e")))), then -> {})
            .orElse(then -> then.forEach("i", list(List.of(arg("f"))), each -> each.arg("g")))
            .image(arg("h"))
            .build();

    assertThat(program.parameters())
        .extracting(Parameter::name)
        .containsExactly("a", "b", "c", "d", "e", "f", "g", "h");
  }

  @Test
  void anExpressionOverTheLimitOfDepthIsRefusedWithoutAStackOverflow() {
    Expression deep = arg("q");
    for (int depth = 0; depth < 100_000; depth++) {
      deep = not(deep);
    }
    Expression expression = deep;

    InvalidProgramException e =
        catchThrowableOfType(
            InvalidProgramException.class,
            () ->
                Program.builder("p")
                    .part(expression)
                    .select("s", Expression.list(List.of(expression, expression)))
                    .build());

    assertThat(e.problems()).extracting(Problem::code).containsOnly(ProblemCode.TOO_DEEP);
  }

  @Test
  void equalNumbersAreEqualLiterals() {
    assertThat(Literal.of(3L).value().isInt()).isTrue();
    assertThat(Literal.of(1L << 40).value().isLong()).isTrue();
    assertThat(Literal.of(3.0)).isNotEqualTo(Literal.of(3));
  }

  @Test
  void loopsCasesAndLocalsReadLikeTheirNodes() {
    Program program =
        Program.builder("agent")
            .let("n", Literal.of(0))
            .whileTrue(
                lt(local("n"), Literal.of(3)),
                10,
                each ->
                    each.gen("tool", g -> g.maxTokens(8))
                        .matching(
                            var("tool"),
                            tool ->
                                tool.is("search", then -> then.continueLoop())
                                    .is(List.of(text("stop")), arg("q"), then -> then.breakLoop())
                                    .orElse(then -> then.returns(var("tool")))))
            .forEach("item", "i", range(Literal.of(2)), each -> each.part(local("i")))
            .returns()
            .build();

    assertThat(program.body())
        .containsExactly(
            new LetNode("n", Literal.of(0)),
            new WhileNode(
                lt(local("n"), Literal.of(3)),
                10,
                List.of(
                    gen("tool", 8),
                    new MatchNode(
                        var("tool"),
                        List.of(
                            new MatchNode.Case(
                                List.of(text("search")), null, List.of(new ContinueNode())),
                            new MatchNode.Case(
                                List.of(text("stop")), arg("q"), List.of(new BreakNode()))),
                        List.of(new ReturnNode(var("tool")))))),
            new ForNode(
                "item", "i", range(Literal.of(2)), List.of(new TextNode(List.of(local("i"))))),
            new ReturnNode(null));
  }

  @Test
  void statesAreForkedGivenNodesJoinedAndCopied() {
    Program program =
        Program.builder("states")
            .fork("twins", 2)
            .on("twins", Literal.of(-1), each -> each.gen("a"))
            .forkEach("tips", "tip", list("x", "y"), each -> each.part(local("tip")))
            .join("twins")
            .joinAppend("tips")
            .copy("tmp", inside -> inside.on("tmp", each -> each.set("b", text("c"))))
            .part(read(StateRead.Aspect.VAR, "a", StateRef.of("twins", -1)))
            .part(read(StateRead.Aspect.SIZE, StateRef.of("tips")))
            .build();

    assertThat(program.body())
        .containsExactly(
            new ForkNode("twins", Literal.of(2)),
            new OnNode(new StateRef("twins", Literal.of(-1)), List.of(GenNode.named("a"))),
            new ForkNode(
                "tips", null, list("x", "y"), "tip", List.of(new TextNode(List.of(local("tip"))))),
            new JoinNode("twins", JoinNode.Mode.GATHER_VARIABLE),
            new JoinNode("tips", JoinNode.Mode.CONCATE_AND_APPEND),
            new CopyNode(
                "tmp",
                List.of(
                    new OnNode(StateRef.of("tmp"), List.of(new SetNode(text("b"), text("c")))))),
            new TextNode(
                List.of(
                    new StateRead(
                        StateRead.Aspect.VAR, text("a"), new StateRef("twins", Literal.of(-1))),
                    new StateRead(StateRead.Aspect.SIZE, null, StateRef.of("tips")))));
  }

  @Test
  void functionsAreCalledWithTheirArguments() {
    Program program =
        Program.builder("main")
            .function("ask", f -> f.parameter("tone", "kurz").parameter("q").arg("q").gen("a"))
            .function("tell", f -> f.arg("what"))
            .call("answer", "ask", Map.of("q", arg("question")))
            .call("tell", Map.of("what", text("it")))
            .part(read(StateRead.Aspect.VAR, "a", StateRef.of("answer")))
            .build();

    assertThat(program.functions())
        .containsExactly(
            new Function(
                "ask",
                List.of(new Parameter("tone", Literal.of("kurz").value()), Parameter.required("q")),
                List.of(new TextNode(List.of(arg("q"))), GenNode.named("a"))),
            new Function(
                "tell",
                List.of(Parameter.required("what")),
                List.of(new TextNode(List.of(arg("what"))))));
    assertThat(program.parameters()).containsExactly(Parameter.required("question"));
    assertThat(program.body())
        .startsWith(new CallNode("answer", "ask", Map.of("q", arg("question"))));
  }

  @Test
  void namesAndParametersMayBeComputed() {
    Expression name = operation(Operator.CONCAT, text("a"), arg("i"));
    Program program =
        Program.builder("computed")
            .gen(name, g -> g.computed("max_tokens", arg("n")).temperature(0))
            .scope(name, inside -> inside.set(name, arg("n")))
            .gen("b", g -> g.separateReasoning(ReasoningFormat.KIMI))
            .roleBegin(Role.USER)
            .roleEnd(Role.USER)
            .build();

    SamplingOverrides greedy = new SamplingBuilder().temperature(0.0).build();
    assertThat(program.body())
        .containsExactly(
            new GenNode(name, greedy, null, OutputForm.FREE, Map.of("max_tokens", arg("n")), null),
            new ScopeNode(name, List.of(new SetNode(name, arg("n")))),
            new GenNode(
                text("b"),
                SamplingOverrides.NONE,
                null,
                OutputForm.FREE,
                Map.of(),
                ReasoningFormat.KIMI),
            new RoleBeginNode(Role.USER),
            new RoleEndNode(Role.USER));
    assertThat(program.parameters()).extracting(Parameter::name).containsExactly("i", "n");
  }

  private static Node gen(String name, int maxTokens) {
    SamplingOverrides sampling = new SamplingBuilder().maxTokens(maxTokens).build();
    return new GenNode(name, sampling, null, OutputForm.FREE);
  }
}
