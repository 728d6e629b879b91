package io.sglflink.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.Role;
import io.sglflink.model.SamplingBuilder;
import io.sglflink.model.SamplingOverrides;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Valid programs of every shape. */
public final class ProgramArbitraries {

  private static final List<String> TEXTS =
      List.of("", "a", "问题:", "\n", "\"quoted\\\"", "🙂 emoji", "\u0000", "/~0~1/", "tail ");
  private static final List<String> NAMES =
      List.of("answer", "回答", "a/b", "x~y", "Ünïcode", "with space");

  private static final List<String> PATTERNS = List.of("\\w+", "(a*)*", "[^\\s]", "(?P<k>x){2,}$");
  private static final List<String> SPECS = List.of("", ".2f", "010,", "*^7", "x", "%", "e");

  private static final List<JsonNode> SCHEMAS =
      List.of(
          BooleanNode.TRUE,
          JsonNodeFactory.instance.objectNode(),
          JsonNodeFactory.instance.objectNode().put("maximum", 0.5).putNull("default"),
          JsonNodeFactory.instance.textNode("{\"type\": \"string\"}"));

  private ProgramArbitraries() {}

  public static Arbitrary<Program> valid() {
    return Arbitraries.longs().map(seed -> new Generator(new Random(seed)).program());
  }

  /** Operations on constants that the validator takes; many fail when they are evaluated. */
  public static Arbitrary<Expression> operations() {
    return Arbitraries.longs().map(seed -> new Generator(new Random(seed)).operation(4));
  }

  /** Draws one program; references only what is in scope. */
  private static final class Generator {

    private final Random random;
    private final List<String> parameters = new ArrayList<>();
    private final List<String> items = new ArrayList<>();
    private List<String> variables = new ArrayList<>();

    Generator(Random random) {
      this.random = random;
    }

    Program program() {
      List<Parameter> declared = new ArrayList<>();
      for (int i = 0; i < random.nextInt(4); i++) {
        parameters.add("p" + i + oneOf(NAMES));
        declared.add(new Parameter(parameters.get(i), maybe(this::defaultValue)));
      }
      return new Program(oneOf(NAMES), declared, body(true, 3));
    }

    private JsonNode defaultValue() {
      JsonNodeFactory json = JsonNodeFactory.instance;
      return switch (random.nextInt(6)) {
        case 0 -> json.textNode(oneOf(TEXTS));
        case 1 -> json.numberNode(random.nextInt());
        case 2 -> json.numberNode(random.nextGaussian());
        case 3 -> NullNode.getInstance();
        case 4 -> json.arrayNode().add(oneOf(TEXTS)).add(BooleanNode.TRUE);
        default -> json.objectNode().set(oneOf(NAMES), json.arrayNode());
      };
    }

    /**
     * @param roles whether a message may begin here
     * @param depth of the blocks that may stand in this one
     */
    private List<Node> body(boolean roles, int depth) {
      List<Node> body = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        body.add(node(roles, depth));
      }
      return body;
    }

    private Node node(boolean roles, int depth) {
      return switch (random.nextInt(depth == 0 ? 4 : 7)) {
        case 0, 1 -> new TextNode(parts());
        case 2 -> gen();
        case 3 -> select();
        case 4 -> when(roles, depth - 1);
        case 5 -> forEach(roles, depth - 1);
        default ->
            roles
                ? new RoleNode(oneOf(List.of(Role.values())), body(false, depth - 1))
                : random.nextInt(20) == 0 ? new ImageNode(reference()) : TextNode.of("no role");
      };
    }

    private Node when(boolean roles, int depth) {
      List<String> before = variables;
      Set<String> after = new LinkedHashSet<>(before);
      List<IfNode.Branch> branches = new ArrayList<>();
      for (int i = random.nextInt(2); i >= 0; i--) {
        variables = new ArrayList<>(before);
        branches.add(new IfNode.Branch(condition(3), body(roles, depth)));
        after.addAll(variables);
      }
      variables = new ArrayList<>(before);
      List<Node> otherwise = random.nextBoolean() ? List.of() : body(roles, depth);
      after.addAll(variables);
      variables = new ArrayList<>(after);
      return new IfNode(branches, otherwise);
    }

    private Node forEach(boolean roles, int depth) {
      Expression in = list();
      String item = oneOf(NAMES) + items.size();
      items.add(item);
      List<Node> body = body(roles, depth);
      items.remove(item);
      return new ForNode(item, in, body);
    }

    private Expression list() {
      if (random.nextInt(20) == 0 && !parameters.isEmpty()) {
        return Expression.arg(oneOf(parameters));
      }
      List<Expression> list = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(plain());
      }
      return Expression.list(list);
    }

    /** An operation, few of which fail when they are evaluated. */
    private Expression condition(int depth) {
      return switch (random.nextInt(depth == 0 ? 1 : 9)) {
        case 0 -> plain();
        case 1 -> Expression.and(condition(depth - 1), condition(depth - 1));
        case 2 -> Expression.or(condition(depth - 1), condition(depth - 1), condition(depth - 1));
        case 3 -> Expression.not(condition(depth - 1));
        case 4 -> Expression.ne(condition(depth - 1), list());
        case 5 -> Expression.in(condition(depth - 1), list());
        case 6 -> Expression.ne(Literal.ofNull(), operation(depth));
        case 7 -> Expression.lt(Literal.of(random.nextInt(9)), Literal.of(random.nextGaussian()));
        default -> Expression.eq(condition(depth - 1), condition(depth - 1));
      };
    }

    private Expression operation(int depth) {
      Operator operator = oneOf(List.of(Operator.values()));
      int count = 1;
      while (!operator.takes(count) || (operator.takes(count + 1) && random.nextBoolean())) {
        count++;
      }
      List<Expression> operands = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        operands.add(operand(operator, i, depth - 1));
      }
      return new Operation(operator, operands);
    }

    private Expression operand(Operator operator, int index, int depth) {
      if (operator == Operator.SEARCH && index != 1) {
        return index == 0 ? Literal.of(oneOf(PATTERNS)) : Literal.of(0);
      }
      if (operator == Operator.FORMAT && index == 1) {
        return Literal.of(oneOf(SPECS));
      }
      Set<ValueKind> taken = operator.takesAt(index);
      Expression nested = depth <= 0 ? null : operation(depth);
      boolean fits =
          nested instanceof Operation operation
              && !Collections.disjoint(operation.operator().gives(), taken);
      return fits ? nested : constant(oneOf(List.copyOf(taken)), depth);
    }

    private Expression constant(ValueKind kind, int depth) {
      return switch (kind) {
        case NULL -> Literal.ofNull();
        case BOOLEAN -> Literal.of(random.nextBoolean());
        case INTEGER -> Literal.of(random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(9));
        case FLOAT -> Literal.of(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
        case TEXT -> Literal.of(oneOf(TEXTS));
        case LIST -> Expression.list(List.of(Literal.of(oneOf(TEXTS)), plain()));
        case OBJECT -> Expression.object(Map.of(oneOf(NAMES), plain(), "", Literal.of(depth)));
      };
    }

    private Node gen() {
      OutputForm form = form();
      SamplingOverrides sampling = form.scored() ? SamplingOverrides.NONE : sampling();
      return new GenNode(variable(), sampling, maybe(random::nextLong), form);
    }

    private OutputForm form() {
      int kind = random.nextInt(6);
      Expression choices = kind == 1 ? choices() : null;
      ChoicesMethod method =
          choices == null ? null : maybe(() -> oneOf(List.of(ChoicesMethod.values())));
      boolean drawn = kind != 0 && method == null;
      return new OutputForm(
          kind == 2 ? "[0-9]+\\n?" : null,
          kind == 4 ? oneOf(SCHEMAS) : null,
          kind == 5 ? "root ::= [0-9]+" : null,
          choices,
          method,
          kind == 3 ? oneOf(List.of(DataType.values())) : null,
          kind == 4 ? maybe(() -> oneOf(List.of(Whitespace.values()))) : null,
          kind == 4 ? maybe(() -> oneOf(List.of(PropertyOrder.values()))) : null,
          kind == 4 ? maybe(random::nextBoolean) : null,
          drawn ? maybe(random::nextBoolean) : null);
    }

    private Node select() {
      Expression choices = choices();
      ChoicesMethod method = oneOf(List.of(ChoicesMethod.values()));
      return new SelectNode(variable(), choices, method, random.nextBoolean() ? 0 : 1e-6);
    }

    private SamplingOverrides sampling() {
      return new SamplingBuilder()
          .maxTokens(maybe(() -> 10 + random.nextInt(1000)))
          .minTokens(maybe(() -> random.nextInt(10)))
          .n(maybe(() -> 1 + random.nextInt(9)))
          .temperature(maybe(() -> random.nextInt(3) == 0 ? 0.0 : 2 * random.nextDouble()))
          .topP(maybe(() -> 1 - random.nextDouble()))
          .topK(maybe(() -> random.nextBoolean() ? -1 : 1 + random.nextInt(100)))
          .minP(maybe(random::nextDouble))
          .frequencyPenalty(maybe(() -> 4 * random.nextDouble() - 2))
          .presencePenalty(maybe(() -> 4 * random.nextDouble() - 2))
          .repetitionPenalty(maybe(() -> 2 - 2 * random.nextDouble()))
          .logitBias(maybe(() -> Map.of(random.nextInt(1000), random.nextGaussian(), 1000, -1.0)))
          .samplingSeed(maybe(random::nextLong))
          .stop(maybe(() -> List.of("\n", "。", "stop").subList(0, random.nextInt(4))))
          .stopTokenIds(maybe(() -> List.of(0, 7, 151645).subList(0, random.nextInt(4))))
          .stopRegex(maybe(() -> List.of("\\d+\n", "^终").subList(0, random.nextInt(3))))
          .ignoreEos(maybe(random::nextBoolean))
          .returnLogprob(maybe(random::nextBoolean))
          .logprobStartLen(maybe(() -> random.nextInt(5) - 1))
          .topLogprobsNum(maybe(() -> random.nextInt(21)))
          .returnTextInLogprobs(maybe(random::nextBoolean))
          .build();
    }

    private List<Expression> parts() {
      List<Expression> parts = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        parts.add(scalar());
      }
      return parts;
    }

    private Expression scalar() {
      return switch (random.nextInt(8)) {
        case 0 -> condition(3);
        case 1 -> Expression.get(Expression.list(List.of(plain())), -1);
        default -> plain();
      };
    }

    /** A literal or a reference. */
    private Expression plain() {
      return switch (random.nextInt(6)) {
        case 0 -> Literal.of(random.nextLong());
        case 1 -> Literal.of(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
        case 2 -> Literal.of(random.nextBoolean());
        case 3 -> reference();
        default -> Literal.of(oneOf(TEXTS));
      };
    }

    private Expression choices() {
      if (random.nextInt(4) == 0 && !parameters.isEmpty()) {
        return Expression.arg(oneOf(parameters));
      }
      Set<Expression> items = new LinkedHashSet<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        items.add(random.nextInt(4) == 0 ? reference() : Literal.of(oneOf(TEXTS) + i));
      }
      return Expression.list(List.copyOf(items));
    }

    private Expression reference() {
      if (random.nextInt(3) == 0 && !items.isEmpty()) {
        return Expression.local(oneOf(items));
      }
      if (random.nextBoolean() && !parameters.isEmpty()) {
        return Expression.arg(oneOf(parameters));
      }
      return variables.isEmpty() ? Literal.of("none") : Expression.var(oneOf(variables));
    }

    private String variable() {
      String name = random.nextInt(4) == 0 ? null : oneOf(NAMES);
      if (name != null) {
        variables.add(name);
      }
      return name;
    }

    private <T> T maybe(Supplier<T> value) {
      return random.nextBoolean() ? null : value.get();
    }

    private <T> T oneOf(List<T> values) {
      return values.get(random.nextInt(values.size()));
    }
  }
}
