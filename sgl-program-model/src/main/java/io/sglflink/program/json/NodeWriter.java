package io.sglflink.program.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.Role;
import io.sglflink.program.BreakNode;
import io.sglflink.program.CallNode;
import io.sglflink.program.ContinueNode;
import io.sglflink.program.CopyNode;
import io.sglflink.program.Expression;
import io.sglflink.program.ForNode;
import io.sglflink.program.ForkNode;
import io.sglflink.program.GenNode;
import io.sglflink.program.IfNode;
import io.sglflink.program.ImageNode;
import io.sglflink.program.JoinNode;
import io.sglflink.program.LetNode;
import io.sglflink.program.MatchNode;
import io.sglflink.program.Node;
import io.sglflink.program.OnNode;
import io.sglflink.program.ReturnNode;
import io.sglflink.program.RoleBeginNode;
import io.sglflink.program.RoleEndNode;
import io.sglflink.program.RoleNode;
import io.sglflink.program.ScopeNode;
import io.sglflink.program.SelectNode;
import io.sglflink.program.SetNode;
import io.sglflink.program.TextNode;
import io.sglflink.program.WhileNode;
import java.util.List;

/** Writes nodes in their shortest form: what is not set is left out. */
final class NodeWriter implements Node.Visitor<ObjectNode> {

  private final ExpressionWriter expressions = new ExpressionWriter();

  void nodes(ObjectNode object, String field, List<Node> nodes) {
    ArrayNode written = object.putArray(field);
    nodes.forEach(node -> written.add(node.accept(this)));
  }

  @Override
  public ObjectNode text(TextNode node) {
    ObjectNode object = node("text");
    List<Expression> parts = node.parts();
    if (parts.size() == 1) {
      expressions.put(object, "value", parts.get(0));
    } else {
      object.set("value", expressions.array(parts));
    }
    return object;
  }

  @Override
  public ObjectNode gen(GenNode node) {
    ObjectNode object = node("gen");
    expressions.put(object, "name", node.name());
    GenFields.write(node, object, expressions);
    return object;
  }

  @Override
  public ObjectNode select(SelectNode node) {
    ObjectNode object = node("select");
    expressions.put(object, "name", node.name());
    expressions.put(object, "choices", node.choices());
    if (node.method() != ChoicesMethod.TOKEN_LENGTH_NORMALIZED) {
      object.put("choices_method", node.method().label());
    }
    if (node.temperature() != 0) {
      object.put("temperature", node.temperature());
    }
    return object;
  }

  @Override
  public ObjectNode role(RoleNode node) {
    return withBody(role("role", node.role()), node.body());
  }

  @Override
  public ObjectNode roleBegin(RoleBeginNode node) {
    return role("role_begin", node.role());
  }

  @Override
  public ObjectNode roleEnd(RoleEndNode node) {
    return role("role_end", node.role());
  }

  @Override
  public ObjectNode image(ImageNode node) {
    ObjectNode object = node("image");
    expressions.put(object, "source", node.source());
    return object;
  }

  @Override
  public ObjectNode when(IfNode node) {
    ObjectNode object = node("if");
    ArrayNode branches = object.putArray("branches");
    for (IfNode.Branch branch : node.branches()) {
      ObjectNode written = branches.addObject();
      expressions.put(written, "when", branch.when());
      nodes(written, "body", branch.body());
    }
    return withElse(object, node.otherwise());
  }

  @Override
  public ObjectNode match(MatchNode node) {
    ObjectNode object = node("match");
    expressions.put(object, "value", node.value());
    ArrayNode cases = object.putArray("cases");
    for (MatchNode.Case each : node.cases()) {
      ObjectNode written = cases.addObject();
      written.set("is", expressions.array(each.is()));
      expressions.put(written, "when", each.when());
      nodes(written, "body", each.body());
    }
    return withElse(object, node.otherwise());
  }

  @Override
  public ObjectNode forEach(ForNode node) {
    ObjectNode object = node("for").put("item", node.item());
    if (node.index() != null) {
      object.put("index", node.index());
    }
    expressions.put(object, "in", node.in());
    return withBody(object, node.body());
  }

  @Override
  public ObjectNode whileTrue(WhileNode node) {
    ObjectNode object = node("while");
    expressions.put(object, "when", node.when());
    if (node.limit() != null) {
      object.put("limit", node.limit());
    }
    return withBody(object, node.body());
  }

  @Override
  public ObjectNode breakLoop(BreakNode node) {
    return node("break");
  }

  @Override
  public ObjectNode continueLoop(ContinueNode node) {
    return node("continue");
  }

  @Override
  public ObjectNode returnValue(ReturnNode node) {
    ObjectNode object = node("return");
    expressions.put(object, "value", node.value());
    return object;
  }

  @Override
  public ObjectNode let(LetNode node) {
    ObjectNode object = node("let").put("name", node.name());
    expressions.put(object, "value", node.value());
    return object;
  }

  @Override
  public ObjectNode set(SetNode node) {
    ObjectNode object = node("set");
    expressions.put(object, "name", node.name());
    expressions.put(object, "value", node.value());
    return object;
  }

  @Override
  public ObjectNode scope(ScopeNode node) {
    ObjectNode object = node("scope");
    expressions.put(object, "name", node.name());
    return withBody(object, node.body());
  }

  @Override
  public ObjectNode fork(ForkNode node) {
    ObjectNode object = node("fork").put("name", node.name());
    expressions.put(object, "count", node.count());
    expressions.put(object, "in", node.in());
    if (node.item() != null) {
      object.put("item", node.item());
    }
    return node.body().isEmpty() ? object : withBody(object, node.body());
  }

  @Override
  public ObjectNode on(OnNode node) {
    ObjectNode object = node("on");
    expressions.put(object, node.state());
    return withBody(object, node.body());
  }

  @Override
  public ObjectNode join(JoinNode node) {
    ObjectNode object = node("join").put("state", node.state());
    return node.mode() == JoinNode.Mode.GATHER_VARIABLE
        ? object
        : object.put("mode", node.mode().label());
  }

  @Override
  public ObjectNode copy(CopyNode node) {
    return withBody(node("copy").put("name", node.name()), node.body());
  }

  @Override
  public ObjectNode call(CallNode node) {
    ObjectNode object = node("call");
    if (node.state() != null) {
      object.put("state", node.state());
    }
    object.put("function", node.function());
    expressions.put(object, "args", node.args());
    return object;
  }

  private static ObjectNode node(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static ObjectNode role(String type, Role role) {
    return node(type).put("role", role.label());
  }

  private ObjectNode withBody(ObjectNode object, List<Node> body) {
    nodes(object, "body", body);
    return object;
  }

  private ObjectNode withElse(ObjectNode object, List<Node> otherwise) {
    if (!otherwise.isEmpty()) {
      nodes(object, "else", otherwise);
    }
    return object;
  }
}
