package io.sglflink.program.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sglflink.model.Role;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.program.BreakNode;
import io.sglflink.program.CallNode;
import io.sglflink.program.ContinueNode;
import io.sglflink.program.CopyNode;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.ForkNode;
import io.sglflink.program.Function;
import io.sglflink.program.GenNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.JoinNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.Literal;
import io.sglflink.program.Node;
import io.sglflink.program.OnNode;
import io.sglflink.program.Operation;
import io.sglflink.program.Operator;
import io.sglflink.program.OutputForm;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.ReasoningFormat;
import io.sglflink.program.RoleNode;
import io.sglflink.program.ScopeNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.SetNode;
import io.sglflink.program.SourceMap;
import io.sglflink.program.StateRef;
import io.sglflink.program.TextNode;
import io.sglflink.program.WhileNode;
import io.sglflink.program.json.ProgramJson;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgramValidatorTest {

  @Test
  void aVariableMayBeWrittenTwice() {
    assertThat(validate(GenNode.named("a"), GenNode.named("a"), text(Expression.var("a"))))
        .isEmpty();
  }

  @Test
  void aVariableWrittenInARoleIsReadAfterIt() {
    Node role = new RoleNode(Role.ASSISTANT, List.of(GenNode.named("a")));

    assertThat(validate(role, text(Expression.var("a")))).isEmpty();
    assertThat(validate(text(Expression.var("a")), role))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.VARIABLE_READ_BEFORE_WRITTEN);
  }

  @Test
  void aNodeDoesNotReadItsOwnVariable() {
    assertThat(validate(new SelectNode("a", Expression.var("a"))))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/body/0/choices", ProblemCode.VARIABLE_READ_BEFORE_WRITTEN));
  }

  @Test
  void rolesMayFollowEachOtherButNotNest() {
    Node user = new RoleNode(Role.USER, List.of(TextNode.of("问")));
    assertThat(validate(user, user)).isEmpty();

    Node nested = new RoleNode(Role.SYSTEM, List.of(user, user));
    assertThat(validate(nested, user))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(
            tuple("/body/0/body/0", ProblemCode.NESTED_ROLE),
            tuple("/body/0/body/1", ProblemCode.NESTED_ROLE));
  }

  @Test
  void aVariableWrittenInABranchMayBeReadAfterItAndInItButNotInTheNext() {
    Node writes = GenNode.named("a");
    Node reads = text(Expression.var("a"));

    assertThat(validate(either(List.of(writes, reads), List.of()), reads)).isEmpty();
    assertThat(validate(either(List.of(), List.of(writes)), reads)).isEmpty();
    assertThat(validate(either(List.of(writes), List.of(reads)), reads))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/body/0/else/0/value", ProblemCode.VARIABLE_READ_BEFORE_WRITTEN));
    assertThat(validate(writes, either(List.of(writes), List.of(reads)))).isEmpty();
    assertThat(validate(either(List.of(either(List.of(writes), List.of())), List.of(reads))))
        .extracting(Problem::pointer)
        .containsExactly("/body/0/else/0/value");
  }

  @Test
  void aLoopReadsWhatAnEarlierIterationMayHaveWritten() {
    Node writes = GenNode.named("a");
    Node reads = text(Expression.var("a"));

    assertThat(validate(loop("i", either(List.of(reads), List.of(writes))), reads)).isEmpty();
    assertThat(validate(loop("i", loop("j", reads), writes))).isEmpty();
    assertThat(validate(reads, loop("i", writes)))
        .extracting(Problem::pointer)
        .containsExactly("/body/0/value");
    assertThat(validate(either(List.of(loop("i", writes)), List.of(loop("i", reads)))))
        .extracting(Problem::pointer)
        .containsExactly("/body/0/else/0/body/0/value");
  }

  @Test
  void anItemIsKnownInItsLoopAndAfterIt() {
    Node reads = text(Expression.local("i"));

    assertThat(validate(loop("i", reads, loop("j", reads)), loop("i", reads), reads)).isEmpty();
    assertThat(validate(reads, loop("i")))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/body/0/value", ProblemCode.UNKNOWN_LOCAL));
  }

  @Test
  void rolesDoNotNestThroughLoopsAndBranches() {
    Node user = new RoleNode(Role.USER, List.of(TextNode.of("问")));

    assertThat(validate(loop("i", either(List.of(user), List.of(user))))).isEmpty();
    assertThat(validate(new RoleNode(Role.USER, List.of(loop("i", user)))))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/body/0/body/0/body/0", ProblemCode.NESTED_ROLE));
  }

  @Test
  void theDeepestProgramsAreWithinTheLimitOfTheirJson() {
    Expression expression = Expression.arg("q");
    for (int depth = 0; depth < ProgramLimits.MAX_EXPRESSION_DEPTH; depth++) {
      expression = Expression.and(expression);
    }
    Node node = new TextNode(List.of(expression, expression));
    Node loops = node;
    for (int depth = 1; depth < ProgramLimits.MAX_BLOCK_DEPTH; depth++) {
      loops = loop("i" + depth, loops);
    }
    Node branches = node;
    for (int depth = 1; depth < ProgramLimits.MAX_BLOCK_DEPTH - 2; depth += 2) {
      branches = new IfNode(List.of(new IfNode.Branch(expression, List.of(branches))), List.of());
    }
    branches = loop("i", branches);
    Node inFunction = ((ForNode) loops).body().get(0);

    Program deepest = withParameterQ(List.of(inFunction), loops, branches);
    assertThat(ProgramValidator.validate(deepest)).isEmpty();
    assertThat(ProgramJson.read(ProgramJson.write(deepest))).isEqualTo(deepest);
    Node tooDeep = loop("j", loops);
    assertThat(
            ProgramValidator.validate(withParameterQ(List.of(loops), tooDeep, loop("j", branches))))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.TOO_DEEP, ProblemCode.TOO_DEEP, ProblemCode.TOO_DEEP);
  }

  @Test
  void blocksOverTheLimitOfDepthAreRefusedWithoutAStackOverflow() {
    List<Node> body = List.of();
    for (int depth = 0; depth < 100_000; depth++) {
      body = List.of(new RoleNode(Role.USER, body));
    }

    assertThat(ProgramValidator.validate(new Program("deep", List.of(), body)))
        .extracting(Problem::code)
        .contains(ProblemCode.TOO_DEEP)
        .hasSizeLessThan(ProgramLimits.MAX_BLOCK_DEPTH + 2);
  }

  @Test
  void countsAndLengthsOverTheirLimitsAreRefused() {
    String megabyte = "长".repeat(1 << 20);
    List<Parameter> parameters =
        IntStream.rangeClosed(0, ProgramLimits.MAX_PARAMETERS)
            .mapToObj(i -> Parameter.required("p" + i))
            .toList();
    assertThat(ProgramValidator.validate(new Program("p", parameters, List.of())))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/parameters", ProblemCode.TOO_LARGE));
    assertTooLarge("/body", Collections.nCopies(20_001, TextNode.of("")));
    assertTooLarge("/body", Collections.nCopies(5, TextNode.of(megabyte)));
    assertTooLarge(
        "/body/0/value", List.of(new TextNode(Collections.nCopies(10_001, Expression.text("")))));
    assertTooLarge(
        "/body/0/choices",
        List.of(
            new SelectNode(
                null,
                Expression.list(
                    IntStream.range(0, 1_001).mapToObj(i -> Expression.text("c" + i)).toList()))));
    assertTooLarge("/body/0/regex", List.of(gen("a".repeat(16_385))));
  }

  @Test
  void regexesAreCompiledOnceEachAndNotWithoutEnd() {
    String large = "a".repeat(16_000);
    List<Node> same = Collections.nCopies(2_000, gen(large));
    assertThat(ProgramValidator.validate(new Program("p", List.of(), same))).isEmpty();
    List<Node> different = IntStream.range(0, 6).mapToObj(i -> gen(large + i)).toList();
    assertThat(ProgramValidator.validate(new Program("p", List.of(), different)))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(
            tuple("/body/4/regex", ProblemCode.TOO_LARGE),
            tuple("/body/5/regex", ProblemCode.TOO_LARGE));
  }

  private static Node gen(String regex) {
    OutputForm form = new OutputForm(regex, null, null, null, null, null, null, null, null, null);
    return new GenNode((String) null, SamplingOverrides.NONE, null, form);
  }

  @Test
  void problemsComeInDocumentOrder() {
    Program program =
        new Program(
            " ",
            List.of(Parameter.required("q"), Parameter.required("q")),
            List.of(text(Expression.arg("x")), GenNode.named(" "), text(Expression.var("y"))));

    assertThat(ProgramValidator.validate(program))
        .extracting(Problem::pointer)
        .containsExactly(
            "/name", "/parameters/1/name", "/body/0/value", "/body/1/name", "/body/2/value");
  }

  @Test
  void aLocalMayBeReadWhereSomeWayHasSetIt() {
    Node sets = new LetNode("n", Literal.of(1));
    Node reads = text(Expression.local("n"));

    assertThat(validate(sets, reads, new LetNode("n", Expression.local("n")))).isEmpty();
    assertThat(validate(either(List.of(sets), List.of()), reads)).isEmpty();
    assertThat(validate(either(List.of(sets), List.of(reads))))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/body/0/else/0/value", ProblemCode.UNKNOWN_LOCAL));
    assertThat(validate(loop("i", either(List.of(reads), List.of(sets))))).isEmpty();
    assertThat(validate(new WhileNode(Expression.local("n"), null, List.of(sets)))).isEmpty();
  }

  @Test
  void anotherStateSeesTheLocalsAndKeepsItsOwn() {
    Node reads = text(Expression.local("n"));
    Node sets = new LetNode("n", Literal.of(1));
    Node fork = new ForkNode("f", Literal.of(2), null, "n", List.of(reads));

    assertThat(validate(sets, new ForkNode("f", Literal.of(2)), on("f", reads))).isEmpty();
    assertThat(validate(fork, on("f", sets, reads), on("f", reads), reads))
        .extracting(Problem::pointer)
        .containsExactly("/body/2/body/0/value", "/body/3/value");
  }

  @Test
  void aStateIsSeenFromThereOnAndNotFromOtherStates() {
    Node fork = new ForkNode("f", Literal.of(2));
    Node join = new JoinNode("f", JoinNode.Mode.GATHER_VARIABLE);

    assertThat(validate(loop("i", either(List.of(join), List.of(fork))), join)).isEmpty();
    assertThat(validate(new CopyNode("c", List.of(on("c"), fork)), on("c"), join)).isEmpty();
    assertThat(validate(fork, on("f", fork, join), join)).isEmpty();
    assertThat(validate(fork, on("f", join)))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/body/1/body/0/state", ProblemCode.UNKNOWN_STATE));
  }

  @Test
  void whatMayBeAForkIsNotRefused() {
    Node fork = new ForkNode("f", Literal.of(2));
    Node call = new CallNode("f", "p", Map.of());
    Node join = new JoinNode("f", JoinNode.Mode.GATHER_VARIABLE);

    assertThat(validate(either(List.of(fork), List.of(call)), join)).isEmpty();
    assertThat(validate(call, join))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.NOT_A_FORK);
  }

  @Test
  void variablesOfOtherStatesAreReadThereAndAfterAJoin() {
    Node fork = new ForkNode("f", Literal.of(2));
    Node writes = on("f", GenNode.named("a"));
    Node reads = text(Expression.var("a"));
    Node join = new JoinNode("f", JoinNode.Mode.GATHER_VARIABLE);

    assertThat(validate(fork, on("f", reads), writes, join, reads)).isEmpty();
    assertThat(validate(new CopyNode("f", List.of(writes)), reads)).isEmpty();
    assertThat(validate(fork, writes, new JoinNode("f", JoinNode.Mode.CONCATE_AND_APPEND), reads))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/body/3/value", ProblemCode.VARIABLE_READ_BEFORE_WRITTEN));
  }

  @Test
  void whereANameIsComputedAnyVariableMayBeRead() {
    Expression name = new Operation(Operator.CONCAT, List.of(Literal.of("a"), Literal.of(1)));
    Node reads = text(Expression.var("a1"));

    assertThat(validate(reads, new SetNode(name, Literal.of(1)))).isEmpty();
    assertThat(validate(reads, new ScopeNode(Literal.of("b"), List.of())))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.UNKNOWN_VARIABLE);
  }

  @Test
  void aScopeAndReasoningWriteVariables() {
    Node gen =
        new GenNode(
            Literal.of("a"),
            SamplingOverrides.NONE,
            null,
            OutputForm.FREE,
            Map.of(),
            ReasoningFormat.QWEN3);

    assertThat(
            validate(
                new ScopeNode(Literal.of("s"), List.of(gen)),
                text(Expression.var("s")),
                text(Expression.var("a_reasoning_content"))))
        .isEmpty();
  }

  @Test
  void functionsHaveNamesOfTheirOwnAndTheLimitsTogether() {
    Function reads = function("f", text(Expression.var("a")), new CallNode(null, "p", Map.of()));
    Function large = new Function("g", List.of(), Collections.nCopies(20_000, TextNode.of("")));
    List<Node> body = List.of(GenNode.named("a"), new CallNode("s", "g", Map.of()));

    assertThat(ProgramValidator.validate(program(body, reads, large)))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(
            tuple("/body", ProblemCode.TOO_LARGE),
            tuple("/functions/0/body/0/value", ProblemCode.UNKNOWN_VARIABLE));
  }

  @Test
  void breakAndContinueNeedALoopOfTheirState() {
    Node fork = new ForkNode("f", Literal.of(1), null, null, List.of(new BreakNode()));
    Node copy = new CopyNode("c", List.of(new ContinueNode()));

    assertThat(validate(loop("i", copy, either(List.of(new BreakNode()), List.of())))).isEmpty();
    assertThat(validate(loop("i", fork)))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple("/body/0/body/0/body/0", ProblemCode.NOT_IN_A_LOOP));
  }

  private static void assertTooLarge(String pointer, List<Node> body) {
    assertThat(ProgramValidator.validate(new Program("p", List.of(), body)))
        .extracting(Problem::pointer, Problem::code)
        .containsExactly(tuple(pointer, ProblemCode.TOO_LARGE));
  }

  private static List<Problem> validate(Node... body) {
    return ProgramValidator.validate(new Program("p", List.of(), List.of(body)));
  }

  private static Program withParameterQ(List<Node> function, Node... body) {
    List<Parameter> q = List.of(Parameter.required("q"));
    return new Program(
        "p", q, List.of(body), List.of(new Function("f", q, function)), SourceMap.NONE);
  }

  private static Program program(List<Node> body, Function... functions) {
    return new Program("p", List.of(), body, List.of(functions), SourceMap.NONE);
  }

  private static Function function(String name, Node... body) {
    return new Function(name, List.of(), List.of(body));
  }

  private static Node on(String state, Node... body) {
    return new OnNode(StateRef.of(state), List.of(body));
  }

  private static Node either(List<Node> then, List<Node> otherwise) {
    Expression condition = Expression.eq(Literal.of(1), Literal.of(2));
    return new IfNode(List.of(new IfNode.Branch(condition, then)), otherwise);
  }

  private static Node loop(String item, Node... body) {
    return new ForNode(item, Expression.list("x", "y"), List.of(body));
  }

  private static Node text(Expression part) {
    return new TextNode(List.of(part));
  }
}
