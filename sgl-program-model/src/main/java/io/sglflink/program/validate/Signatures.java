package io.sglflink.program.validate;

import io.sglflink.program.CallNode;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the program and its functions are called and take. */
final class Signatures {

  private final Map<String, List<Parameter>> parameters = new HashMap<>();
  private final Problems problems;

  Signatures(Program program, Problems problems) {
    this.problems = problems;
    program.functions().forEach(each -> parameters.putIfAbsent(each.name(), each.parameters()));
    parameters.put(program.name(), program.parameters());
  }

  /** Checks what a call names. */
  void check(CallNode call, String pointer) {
    List<Parameter> taken = parameters.get(call.function());
    if (taken == null) {
      problems.add(
          JsonPointers.child(pointer, "function"),
          ProblemCode.UNKNOWN_FUNCTION,
          "the program has no function \"" + call.function() + "\": declare it under functions");
    } else {
      Arguments.check(
          "function \"" + call.function() + "\"",
          taken,
          call.args().keySet(),
          pointer,
          JsonPointers.child(pointer, "args"),
          problems);
    }
  }
}
