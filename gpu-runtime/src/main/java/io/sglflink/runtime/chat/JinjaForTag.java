package io.sglflink.runtime.chat;

import static java.util.Objects.requireNonNull;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.JinjavaInterpreter.InterpreterScopeClosable;
import com.hubspot.jinjava.lib.tag.ElseTag;
import com.hubspot.jinjava.lib.tag.ForTag;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.TagToken;
import com.hubspot.jinjava.util.ObjectIterator;
import com.hubspot.jinjava.util.ObjectTruthValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.lang3.tuple.Pair;

/** Jinjava's for loop with Jinja's {@code for x in xs if condition} and its else branch. */
final class JinjaForTag extends ForTag {

  private static final long serialVersionUID = 1;
  private static final String IF = " if ";

  @Override
  public String interpretUnchecked(TagNode tagNode, JinjavaInterpreter interpreter) {
    Pair<List<String>, String> loop = getLoopVarsAndExpression((TagToken) tagNode.getMaster());
    List<Object> items = items(loop, tagNode, interpreter);
    int otherwise = indexOfElse(tagNode);
    if (otherwise < 0) {
      return renderForCollection(tagNode, interpreter, loop.getLeft(), items);
    }
    List<Node> children = tagNode.getChildren();
    if (!items.isEmpty()) {
      TagNode body =
          new TagNode(
              this,
              (TagToken) tagNode.getMaster(),
              interpreter.getConfig().getTokenScannerSymbols());
      body.getChildren().addAll(children.subList(0, otherwise));
      return renderForCollection(body, interpreter, loop.getLeft(), items);
    }
    return children.subList(otherwise + 1, children.size()).stream()
        .map(child -> child.render(interpreter).getValue())
        .collect(Collectors.joining());
  }

  private static int indexOfElse(TagNode tagNode) {
    List<Node> children = tagNode.getChildren();
    for (int i = 0; i < children.size(); i++) {
      if (children.get(i) instanceof TagNode child && child.getTag() instanceof ElseTag) {
        return i;
      }
    }
    return -1;
  }

  private static List<Object> items(
      Pair<List<String>, String> loop, TagNode tagNode, JinjavaInterpreter interpreter) {
    String expression = loop.getRight();
    int at = topLevelIf(expression);
    Object collection =
        interpreter.resolveELExpression(
            at < 0 ? expression : expression.substring(0, at), tagNode.getLineNumber());
    List<Object> items = new ArrayList<>();
    ObjectIterator.getLoop(collection)
        .forEachRemaining(
            item -> {
              if (at < 0
                  || holds(
                      expression.substring(at + IF.length()),
                      loop.getLeft(),
                      item,
                      tagNode,
                      interpreter)) {
                items.add(item);
              }
            });
    return items;
  }

  private static boolean holds(
      String condition,
      List<String> variables,
      Object item,
      TagNode tagNode,
      JinjavaInterpreter interpreter) {
    try (InterpreterScopeClosable scope = interpreter.enterScope()) {
      requireNonNull(scope, "scope is null");
      for (int i = 0; i < variables.size(); i++) {
        interpreter.getContext().put(variables.get(i), variable(item, i, variables.size()));
      }
      return ObjectTruthValue.evaluate(
          interpreter.resolveELExpression(condition, tagNode.getLineNumber()));
    }
  }

  private static Object variable(Object item, int index, int count) {
    if (count == 1) {
      return item;
    }
    if (item instanceof Map.Entry<?, ?> entry) {
      return index == 0 ? entry.getKey() : entry.getValue();
    }
    return ((List<?>) item).get(index);
  }

  /** Jinja's grammar: an inline if-else in the list must stand in parentheses. */
  private static int topLevelIf(String expression) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < expression.length(); i++) {
      char character = expression.charAt(i);
      if (quote != 0) {
        i += character == '\\' ? 1 : 0;
        quote = character == quote ? 0 : quote;
      } else if (character == '\'' || character == '"') {
        quote = character;
      } else if ("([{".indexOf(character) >= 0) {
        depth++;
      } else if (")]}".indexOf(character) >= 0) {
        depth--;
      } else if (depth == 0 && expression.startsWith(IF, i)) {
        return i;
      }
    }
    return -1;
  }
}
