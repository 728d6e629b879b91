package io.sglflink.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Random programs with their functions. */
final class RandomProgram {

  private RandomProgram() {}

  static Program draw(Draw draw) {
    List<Function> functions = new ArrayList<>();
    for (int i = draw.below(3); i > 0; i--) {
      KnownNames known = new KnownNames();
      List<Parameter> parameters = parameters(draw, known);
      List<Node> body = new RandomNodes(draw, known, List.copyOf(functions)).body(2);
      functions.add(new Function("f" + i + draw.name(), parameters, body));
    }
    KnownNames known = new KnownNames();
    List<Parameter> parameters = parameters(draw, known);
    List<Node> body = new RandomNodes(draw, known, functions).body(3);
    SourceMap source =
        draw.coin() ? SourceMap.NONE : new SourceMap("qa.py", Map.of("/body/0", 1 + draw.below(9)));
    return new Program(draw.name(), parameters, body, functions, source);
  }

  private static List<Parameter> parameters(Draw draw, KnownNames known) {
    List<Parameter> declared = new ArrayList<>();
    for (int i = 0; i < draw.below(4); i++) {
      known.parameters().add("p" + i + draw.name());
      declared.add(new Parameter(known.parameters().get(i), draw.maybe(() -> defaultValue(draw))));
    }
    return declared;
  }

  private static JsonNode defaultValue(Draw draw) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (draw.below(6)) {
      case 0 -> json.textNode(draw.text());
      case 1 -> json.numberNode(draw.random().nextInt());
      case 2 -> json.numberNode(draw.random().nextGaussian());
      case 3 -> NullNode.getInstance();
      case 4 -> json.arrayNode().add(draw.text()).add(BooleanNode.TRUE);
      default -> json.objectNode().set(draw.name(), json.arrayNode());
    };
  }
}
