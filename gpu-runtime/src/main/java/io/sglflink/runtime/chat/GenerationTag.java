package io.sglflink.runtime.chat;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;

/** Transformers' marker around assistant text, which matters in training alone. */
final class GenerationTag implements Tag {

  private static final long serialVersionUID = 1;

  @Override
  public String interpret(TagNode tagNode, JinjavaInterpreter interpreter) {
    StringBuilder text = new StringBuilder();
    for (Node child : tagNode.getChildren()) {
      text.append(child.render(interpreter).getValue());
    }
    return text.toString();
  }

  @Override
  public String getName() {
    return "generation";
  }

  @Override
  public String getEndTagName() {
    return "endgeneration";
  }
}
