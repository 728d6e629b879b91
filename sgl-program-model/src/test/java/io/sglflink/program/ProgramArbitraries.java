package io.sglflink.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sglflink.model.Role;
import io.sglflink.model.SamplingOverrides;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

  private ProgramArbitraries() {}

  public static Arbitrary<Program> valid() {
    return Arbitraries.longs().map(seed -> new Generator(new Random(seed)).program());
  }

  /** Draws one program; references only what is in scope. */
  private static final class Generator {

    private final Random random;
    private final List<String> parameters = new ArrayList<>();
    private final List<String> variables = new ArrayList<>();

    Generator(Random random) {
      this.random = random;
    }

    Program program() {
      List<Parameter> declared = new ArrayList<>();
      for (int i = 0; i < random.nextInt(4); i++) {
        parameters.add("p" + i + oneOf(NAMES));
        declared.add(new Parameter(parameters.get(i), maybe(this::defaultValue)));
      }
      return new Program(oneOf(NAMES), declared, body(true));
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

    private List<Node> body(boolean roles) {
      List<Node> body = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        body.add(node(roles));
      }
      return body;
    }

    private Node node(boolean roles) {
      return switch (random.nextInt(roles ? 4 : 3)) {
        case 0 -> new TextNode(parts());
        case 1 -> gen();
        case 2 -> select();
        default -> new RoleNode(oneOf(List.of(Role.values())), body(false));
      };
    }

    private Node gen() {
      int form = random.nextInt(4);
      Expression choices = form == 1 ? choices() : null;
      SamplingOverrides sampling = form == 1 ? SamplingOverrides.NONE : sampling();
      return new GenNode(
          variable(),
          sampling,
          maybe(random::nextLong),
          form == 2 ? "[0-9]+\\n?" : null,
          choices,
          form == 3 ? oneOf(List.of(DataType.values())) : null);
    }

    private Node select() {
      Expression choices = choices();
      return new SelectNode(variable(), choices, random.nextBoolean() ? 0 : 1e-6);
    }

    private SamplingOverrides sampling() {
      return new SamplingOverrides(
          maybe(() -> 10 + random.nextInt(1000)),
          maybe(() -> random.nextInt(10)),
          maybe(() -> random.nextInt(3) == 0 ? 0.0 : 2 * random.nextDouble()),
          maybe(() -> 1 - random.nextDouble()),
          maybe(() -> random.nextBoolean() ? -1 : 1 + random.nextInt(100)),
          maybe(random::nextDouble),
          maybe(() -> 4 * random.nextDouble() - 2),
          maybe(() -> 4 * random.nextDouble() - 2),
          maybe(() -> List.of("\n", "。", "stop").subList(0, random.nextInt(4))),
          maybe(() -> List.of(0, 7, 151645).subList(0, random.nextInt(4))),
          maybe(random::nextBoolean),
          maybe(random::nextBoolean),
          maybe(() -> random.nextInt(5) - 1),
          maybe(() -> random.nextInt(21)),
          maybe(random::nextBoolean));
    }

    private List<Expression> parts() {
      List<Expression> parts = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        parts.add(scalar());
      }
      return parts;
    }

    private Expression scalar() {
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
