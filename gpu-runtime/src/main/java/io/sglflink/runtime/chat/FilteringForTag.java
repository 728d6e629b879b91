package io.sglflink.runtime.chat;

import static java.util.Objects.requireNonNull;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.JinjavaInterpreter.InterpreterScopeClosable;
import com.hubspot.jinjava.lib.tag.ForTag;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.TagToken;
import com.hubspot.jinjava.util.ObjectIterator;
import com.hubspot.jinjava.util.ObjectTruthValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.tuple.Pair;

/** Jinjava's for loop with Jinja's {@code for x in xs if condition}. */
final class FilteringForTag extends ForTag {

  private static final long serialVersionUID = 1;
  private static final String IF = " if ";

  @Override
  public String interpretUnchecked(TagNode tagNode, JinjavaInterpreter interpreter) {
    Pair<List<String>, String> loop = getLoopVarsAndExpression((TagToken) tagNode.getMaster());
    String expression = loop.getRight();
    int at = topLevelIf(expression);
    if (at < 0) {
      return super.interpretUnchecked(tagNode, interpreter);
    }
    Object items =
        interpreter.resolveELExpression(expression.substring(0, at), tagNode.getLineNumber());
    String condition = expression.substring(at + IF.length());
    List<Object> chosen = new ArrayList<>();
    ObjectIterator.getLoop(items)
        .forEachRemaining(
            item -> {
              if (holds(condition, loop.getLeft(), item, tagNode, interpreter)) {
                chosen.add(item);
              }
            });
    return renderForCollection(tagNode, interpreter, loop.getLeft(), chosen);
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
