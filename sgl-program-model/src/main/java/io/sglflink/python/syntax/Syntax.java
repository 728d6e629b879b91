package io.sglflink.python.syntax;

import java.util.List;
import java.util.stream.Stream;

/**
 * A node of a file's syntax tree, with the names of the grammar of tree-sitter-python. Comments are
 * not in it.
 */
public final class Syntax {

  private final String source;
  private final String type;
  private final String field;
  private final boolean named;
  private final int start;
  private final int end;
  private final int line;
  private final int column;
  private final List<Syntax> children;

  Syntax(Token token, List<Syntax> children) {
    this.source = token.source();
    this.type = token.type();
    this.field = token.field();
    this.named = token.named();
    this.start = token.start();
    this.end = token.end();
    this.line = token.line();
    this.column = token.column();
    this.children = List.copyOf(children);
  }

  /** What a node is without its children. */
  record Token(
      String source,
      String type,
      String field,
      boolean named,
      int start,
      int end,
      int line,
      int column) {}

  /** The grammar's name of the node, for example {@code augmented_assignment}. */
  public String type() {
    return type;
  }

  /** Whether the node is of that type. */
  public boolean is(String name) {
    return type.equals(name);
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1, in characters. */
  public int column() {
    return column;
  }

  /** Where the node begins in the source, in Java's characters. */
  public int start() {
    return start;
  }

  /** Where the node ends in the source. */
  public int end() {
    return end;
  }

  /** What the source says there. */
  public String text() {
    return source.substring(start, end);
  }

  /** What the source says between two places. */
  String between(int from, int to) {
    return source.substring(from, to);
  }

  /** The rest of the line on which {@code from} is. */
  public String restOfLine(int from) {
    int stop = source.indexOf('\n', from);
    return source.substring(from, stop < 0 ? source.length() : stop);
  }

  /** All children, punctuation and keywords included. */
  public List<Syntax> children() {
    return children;
  }

  /** The children that are no punctuation and no keyword. */
  public List<Syntax> parts() {
    return children.stream().filter(child -> child.named).toList();
  }

  /** The part at {@code index}. */
  public Syntax part(int index) {
    return parts().get(index);
  }

  /** The first child in that role, or null. */
  public Syntax get(String role) {
    return all(role).findFirst().orElse(null);
  }

  /** The children in that role. */
  public Stream<Syntax> all(String role) {
    return children.stream().filter(child -> role.equals(child.field));
  }

  /** This node and all below it, in the source's order. */
  public Stream<Syntax> walk() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(Syntax::walk));
  }

  /** Whether nothing but white space is between this and {@code next}, which is behind it. */
  public boolean isNextTo(Syntax next) {
    return end <= next.start && source.substring(end, next.start).isBlank();
  }

  /** Whether this is the name {@code name}. */
  public boolean isName(String name) {
    return is("identifier") && text().equals(name);
  }

  @Override
  public String toString() {
    return type + " " + line + ":" + column;
  }
}
