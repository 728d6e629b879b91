package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import io.sglflink.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds a list of nodes. Neighbouring {@link #text}, {@link #arg}, {@link #var} and {@link #part}
 * calls become one {@link TextNode}. {@link #when} begins an {@link IfNode}, to which the {@link
 * #orWhen} and {@link #orElse} calls that follow it at once belong:
 *
 * <pre>{@code
 * .forEach("message", arg("messages"), each -> each
 *     .when(eq(get(local("message"), "role"), text("user")), then -> then.text("用户:"))
 *     .orElse(then -> then.text("助手:"))
 *     .part(get(local("message"), "content")))
 * }</pre>
 *
 * @param <B> the builder that each call returns
 */
public abstract sealed class BlockBuilder<B extends BlockBuilder<B>>
    permits ProgramBuilder, BodyBuilder {

  private final List<Node> nodes = new ArrayList<>();
  private final List<Expression> parts = new ArrayList<>();
  private final List<IfNode.Branch> branches = new ArrayList<>();

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
    endBranches();
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

  /** Begins an if: {@code then} is evaluated when {@code condition} is true. */
  public B when(Expression condition, Consumer<BodyBuilder> then) {
    endNode();
    branches.add(new IfNode.Branch(condition, body(then)));
    return self();
  }

  /**
   * One more branch of the if before this call, for when no condition so far is true.
   *
   * @throws IllegalStateException when there is no if before this call
   */
  public B orWhen(Expression condition, Consumer<BodyBuilder> then) {
    requireBranches("orWhen");
    branches.add(new IfNode.Branch(condition, body(then)));
    return self();
  }

  /**
   * What the if before this call does when none of its conditions is true.
   *
   * @throws IllegalStateException when there is no if before this call
   */
  public B orElse(Consumer<BodyBuilder> otherwise) {
    requireBranches("orElse");
    Node node = new IfNode(branches, body(otherwise));
    branches.clear();
    return node(node);
  }

  /**
   * Evaluates {@code body} for each item of a list.
   *
   * @param item what {@link Expression#local} calls the item in the body
   * @param in gives the list
   */
  public B forEach(String item, Expression in, Consumer<BodyBuilder> body) {
    return node(new ForNode(item, in, body(body)));
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

  private B generate(String name, Consumer<GenBuilder> options) {
    GenBuilder builder = new GenBuilder(name);
    options.accept(builder);
    return node(builder.build());
  }

  private static List<Node> body(Consumer<BodyBuilder> content) {
    BodyBuilder builder = new BodyBuilder();
    content.accept(builder);
    return builder.nodes();
  }

  private void requireBranches(String call) {
    if (branches.isEmpty()) {
      throw new IllegalStateException(
          call + " follows no if: call it right after when or another orWhen");
    }
  }

  /** Ends the text or the if that is being built; there is never both. */
  private void endNode() {
    if (!parts.isEmpty()) {
      nodes.add(new TextNode(parts));
      parts.clear();
    }
    endBranches();
  }

  private void endBranches() {
    if (!branches.isEmpty()) {
      nodes.add(new IfNode(branches, List.of()));
      branches.clear();
    }
  }
}
