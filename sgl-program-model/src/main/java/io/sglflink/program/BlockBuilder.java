package io.sglflink.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Builds a list of nodes. {@link #when} begins an {@link IfNode}, to which the {@link #orWhen} and
 * {@link #orElse} calls that follow it at once belong:
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
public abstract sealed class BlockBuilder<B extends BlockBuilder<B>> extends TextBuilder<B>
    permits SignatureBuilder, BodyBuilder {

  private final List<IfNode.Branch> branches = new ArrayList<>();

  BlockBuilder() {}

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
    List<IfNode.Branch> ended = List.copyOf(branches);
    branches.clear();
    return node(new IfNode(ended, body(otherwise)));
  }

  /** Evaluates the first of the cases that {@code cases} gives and {@code value} fits. */
  public B matching(Expression value, Consumer<MatchBuilder> cases) {
    MatchBuilder builder = new MatchBuilder();
    cases.accept(builder);
    return node(builder.build(value));
  }

  /**
   * Evaluates {@code body} for each item of a list.
   *
   * @param item what {@link Expression#local} calls the item
   * @param in gives the list
   */
  public B forEach(String item, Expression in, Consumer<BodyBuilder> body) {
    return node(new ForNode(item, in, body(body)));
  }

  /**
   * Evaluates {@code body} for each item of a list.
   *
   * @param item what {@link Expression#local} calls the item
   * @param index what it calls the item's number, from 0
   * @param in gives the list
   */
  public B forEach(String item, String index, Expression in, Consumer<BodyBuilder> body) {
    return node(new ForNode(item, index, in, body(body)));
  }

  /** Evaluates {@code body} as long as {@code condition} is true. */
  public B whileTrue(Expression condition, Consumer<BodyBuilder> body) {
    return node(new WhileNode(condition, null, body(body)));
  }

  /**
   * Evaluates {@code body} as long as {@code condition} is true.
   *
   * @param limit most iterations, at least 1: a run that needs more fails
   */
  public B whileTrue(Expression condition, int limit, Consumer<BodyBuilder> body) {
    return node(new WhileNode(condition, limit, body(body)));
  }

  /** Ends the innermost loop. */
  public B breakLoop() {
    return node(new BreakNode());
  }

  /** Ends the iteration of the innermost loop. */
  public B continueLoop() {
    return node(new ContinueNode());
  }

  /** Ends the function or the program. */
  public B returns() {
    return node(new ReturnNode(null));
  }

  /** Ends the function or the program, which returns {@code value}. */
  public B returns(Expression value) {
    return node(new ReturnNode(value));
  }

  /** Sets local {@code name}, which {@link Expression#local} reads. */
  public B let(String name, Expression value) {
    return node(new LetNode(name, value));
  }

  /** Makes {@code count} states called {@code name} that begin as copies of this one. */
  public B fork(String name, int count) {
    return fork(name, Literal.of(count));
  }

  /** Makes {@code count} states called {@code name} that begin as copies of this one. */
  public B fork(String name, Expression count) {
    return node(new ForkNode(name, count));
  }

  /**
   * Makes {@code count} states called {@code name}, each of which begins with {@code body}.
   *
   * @param item what {@link Expression#local} calls a state's number, from 0, in the body
   */
  public B fork(String name, Expression count, String item, Consumer<BodyBuilder> body) {
    return node(new ForkNode(name, count, null, item, body(body)));
  }

  /**
   * Makes a state called {@code name} for each item of a list, which begins with {@code body}.
   *
   * @param item what {@link Expression#local} calls a state's item in the body
   * @param in gives the list
   */
  public B forkEach(String name, String item, Expression in, Consumer<BodyBuilder> body) {
    return node(new ForkNode(name, null, in, item, body(body)));
  }

  /** Gives nodes to a state, or to each state of a fork. */
  public B on(String state, Consumer<BodyBuilder> body) {
    return on(StateRef.of(state), body);
  }

  /** Gives nodes to the state of a fork at an index. */
  public B on(String state, Expression at, Consumer<BodyBuilder> body) {
    return on(new StateRef(state, at), body);
  }

  /** Gives nodes to a state. */
  public B on(StateRef state, Consumer<BodyBuilder> body) {
    return node(new OnNode(state, body(body)));
  }

  /** Waits for a fork's states and takes over their variables, each as the list of them. */
  public B join(String state) {
    return node(new JoinNode(state, JoinNode.Mode.GATHER_VARIABLE));
  }

  /** Waits for a fork's states and appends what they appended. */
  public B joinAppend(String state) {
    return node(new JoinNode(state, JoinNode.Mode.CONCATE_AND_APPEND));
  }

  /** Evaluates {@code body} with a copy of this state called {@code name}, then joins it. */
  public B copy(String name, Consumer<BodyBuilder> body) {
    return node(new CopyNode(name, body(body)));
  }

  /** Starts a function, of which nothing is read. */
  public B call(String function, Map<String, Expression> args) {
    return node(new CallNode(null, function, args));
  }

  /** Starts a function in a state called {@code state}. */
  public B call(String state, String function, Map<String, Expression> args) {
    return node(new CallNode(state, function, args));
  }

  @Override
  final void endIf() {
    if (!branches.isEmpty()) {
      List<IfNode.Branch> ended = List.copyOf(branches);
      branches.clear();
      node(new IfNode(ended, List.of()));
    }
  }

  private void requireBranches(String call) {
    if (branches.isEmpty()) {
      throw new IllegalStateException(
          call + " follows no if: call it right after when or another orWhen");
    }
  }
}
