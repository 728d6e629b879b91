package io.sglflink.interpret;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.model.FinishReason;

/** Why a generation ended, as result records and programs see it. */
public final class FinishReasonJson {

  private FinishReasonJson() {}

  /** An object with a {@code type} of {@code length}, {@code stop} or {@code constraint}. */
  public static ObjectNode write(FinishReason reason) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (reason instanceof FinishReason.Length length) {
      return json.put("type", "length").put("tokens", length.tokens());
    }
    if (reason instanceof FinishReason.StopString stop) {
      return json.put("type", "stop").put("matched", stop.matched());
    }
    if (reason instanceof FinishReason.StopToken stop) {
      return json.put("type", "stop").put("matched", stop.tokenId());
    }
    return json.put("type", "constraint");
  }
}
