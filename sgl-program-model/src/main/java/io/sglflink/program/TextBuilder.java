package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds nodes that extend the text or set a variable. Neighbouring {@link #text}, {@link #arg},
 * {@link #var} and {@link #part} calls become one {@link TextNode}.
 *
 * @param <B> the builder that each call returns
 */
public abstract sealed class TextBuilder<B extends TextBuilder<B>> permits BlockBuilder {

  private final List<Node> nodes = new ArrayList<>();
  private final List<Expression> parts = new ArrayList<>();

  TextBuilder() {}

  abstract B self();

  /** Ends the if that is being built; there is never one beside a text. */
  abstract void endIf();

  /** Appends a literal text. */
  public B text(String text) {
    return part(Literal.of(text));
  }

  /** Appends an argument. */
  public B arg(String name) {
    return part(new ArgumentRef(name));
  }

  /** Appends a variable that an earlier node wrote. */
  public B var(String name) {
    return part(new VariableRef(name));
  }

  /** Appends the value of an expression. */
  public B part(Expression expression) {
    endIf();
    parts.add(requireNonNull(expression, "expression is null"));
    return self();
  }

  /** Generates into {@code name} with the run's parameters. */
  public B gen(String name) {
    return node(GenNode.named(requireNonNull(name, "name is null")));
  }

  /** Generates into {@code name} with the parameters that {@code options} sets. */
  public B gen(String name, Consumer<GenBuilder> options) {
    return gen(Expression.text(name), options);
  }

  /** Generates into the variable that {@code name} gives, with what {@code options} sets. */
  public B gen(Expression name, Consumer<GenBuilder> options) {
    return generate(requireNonNull(name, "name is null"), options);
  }

  /** Generates with the parameters that {@code options} sets; the output is in the text only. */
  public B gen(Consumer<GenBuilder> options) {
    return generate(null, options);
  }

  /** Selects one of {@code choices} into {@code name}. */
  public B select(String name, String... choices) {
    return node(new SelectNode(name, Expression.list(choices)));
  }

  /** Selects one of {@code choices} into {@code name}. */
  public B select(String name, List<String> choices) {
    return select(name, choices.toArray(String[]::new));
  }

  /** Selects one item of the list that {@code choices} gives into {@code name}. */
  public B select(String name, Expression choices) {
    return node(new SelectNode(name, choices));
  }

  /** Selects one item of a list into the variable that {@code name} gives. */
  public B select(Expression name, Expression choices) {
    return node(new SelectNode(name, choices, ChoicesMethod.TOKEN_LENGTH_NORMALIZED, 0));
  }

  /** Sets variable {@code name} without the model. */
  public B set(String name, Expression value) {
    return set(Expression.text(name), value);
  }

  /** Sets the variable that {@code name} gives without the model. */
  public B set(Expression name, Expression value) {
    return node(new SetNode(name, value));
  }

  /** Sets variable {@code name} to the text that {@code body} appends. */
  public B scope(String name, Consumer<BodyBuilder> body) {
    return scope(Expression.text(name), body);
  }

  /** Sets the variable that {@code name} gives to the text that {@code body} appends. */
  public B scope(Expression name, Consumer<BodyBuilder> body) {
    return node(new ScopeNode(name, body(body)));
  }

  /** A system message. */
  public B system(String text) {
    return system(message -> message.text(text));
  }

  /** A system message. */
  public B system(Consumer<BodyBuilder> message) {
    return role(Role.SYSTEM, message);
  }

  /** A user message. */
  public B user(String text) {
    return user(message -> message.text(text));
  }

  /** A user message. */
  public B user(Consumer<BodyBuilder> message) {
    return role(Role.USER, message);
  }

  /** An assistant message. */
  public B assistant(String text) {
    return assistant(message -> message.text(text));
  }

  /** An assistant message. */
  public B assistant(Consumer<BodyBuilder> message) {
    return role(Role.ASSISTANT, message);
  }

  /** A message of {@code role}. */
  public B role(Role role, Consumer<BodyBuilder> message) {
    return node(new RoleNode(role, body(message)));
  }

  /** Begins a message of {@code role} that {@link #roleEnd} ends, in whatever block. */
  public B roleBegin(Role role) {
    return node(new RoleBeginNode(role));
  }

  /** Ends the message of {@code role} that {@link #roleBegin} began. */
  public B roleEnd(Role role) {
    return node(new RoleEndNode(role));
  }

  /** Puts in the image that a path, a URL or a {@code data:} URI names. */
  public B image(Expression source) {
    return node(new ImageNode(source));
  }

  /** Appends a node as it is. */
  public B node(Node node) {
    endNode();
    nodes.add(requireNonNull(node, "node is null"));
    return self();
  }

  final List<Node> nodes() {
    endNode();
    return List.copyOf(nodes);
  }

  static List<Node> body(Consumer<BodyBuilder> content) {
    BodyBuilder builder = new BodyBuilder();
    content.accept(builder);
    return builder.nodes();
  }

  /** Ends the text or the if that is being built. */
  final void endNode() {
    if (!parts.isEmpty()) {
      nodes.add(new TextNode(parts));
      parts.clear();
    }
    endIf();
  }

  private B generate(Expression name, Consumer<GenBuilder> options) {
    GenBuilder builder = new GenBuilder(name);
    options.accept(builder);
    return node(builder.build());
  }
}
