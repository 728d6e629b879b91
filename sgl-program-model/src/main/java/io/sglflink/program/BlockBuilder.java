package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds a list of nodes. Neighbouring {@link #text}, {@link #arg} and {@link #var} calls become
 * one {@link TextNode}.
 *
 * @param <B> the builder that each call returns
 */
public abstract sealed class BlockBuilder<B extends BlockBuilder<B>>
    permits ProgramBuilder, RoleBuilder {

  private final List<Node> nodes = new ArrayList<>();
  private final List<Expression> parts = new ArrayList<>();

  BlockBuilder() {}

  abstract B self();

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
    parts.add(requireNonNull(expression, "expression is null"));
    return self();
  }

  /** Generates into {@code name} with the run's parameters. */
  public B gen(String name) {
    return node(GenNode.named(requireNonNull(name, "name is null")));
  }

  /** Generates into {@code name} with the parameters that {@code options} sets. */
  public B gen(String name, Consumer<GenBuilder> options) {
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

  /** A system message. */
  public B system(String text) {
    return system(message -> message.text(text));
  }

  /** A system message. */
  public B system(Consumer<RoleBuilder> message) {
    return role(Role.SYSTEM, message);
  }

  /** A user message. */
  public B user(String text) {
    return user(message -> message.text(text));
  }

  /** A user message. */
  public B user(Consumer<RoleBuilder> message) {
    return role(Role.USER, message);
  }

  /** An assistant message. */
  public B assistant(String text) {
    return assistant(message -> message.text(text));
  }

  /** An assistant message. */
  public B assistant(Consumer<RoleBuilder> message) {
    return role(Role.ASSISTANT, message);
  }

  /** A message of {@code role}. */
  public B role(Role role, Consumer<RoleBuilder> message) {
    RoleBuilder builder = new RoleBuilder();
    message.accept(builder);
    return node(new RoleNode(role, builder.nodes()));
  }

  /** Appends a node as it is. */
  public B node(Node node) {
    endText();
    nodes.add(requireNonNull(node, "node is null"));
    return self();
  }

  final List<Node> nodes() {
    endText();
    return List.copyOf(nodes);
  }

  private B generate(String name, Consumer<GenBuilder> options) {
    GenBuilder builder = new GenBuilder(name);
    options.accept(builder);
    return node(builder.build());
  }

  private void endText() {
    if (!parts.isEmpty()) {
      nodes.add(new TextNode(parts));
      parts.clear();
    }
  }
}
