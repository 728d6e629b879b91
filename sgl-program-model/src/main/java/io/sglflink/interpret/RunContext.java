package io.sglflink.interpret;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.ChatFormat;
import io.sglflink.model.RequestId;
import java.util.Map;

/** What all nodes of a run share and none changes. */
record RunContext(RunRequest request, Map<String, JsonNode> args, ChatFormat chatFormat) {

  RunContext {
    requireNonNull(request, "request is null");
    requireNonNull(args, "args is null");
    requireNonNull(chatFormat, "chatFormat is null");
  }

  RequestId requestId(String path) {
    return new RequestId(request.id(), path);
  }
}
