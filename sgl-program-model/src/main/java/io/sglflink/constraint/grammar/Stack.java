package io.sglflink.constraint.grammar;

/**
 * What comes after, top first. Equal ones of an automaton are mostly one object; null is the empty
 * one.
 */
final class Stack {

  final Node node;
  final Stack below;

  /** Bytes of the shortest text of all nodes. */
  final int shortest;

  Stack(Node node, Stack below) {
    this.node = node;
    this.below = below;
    this.shortest = Node.sum(node.shortest, shortest(below));
  }

  static int shortest(Stack stack) {
    return stack == null ? 0 : stack.shortest;
  }
}
