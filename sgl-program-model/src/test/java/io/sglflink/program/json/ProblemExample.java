package io.sglflink.program.json;

import io.sglflink.program.validate.ProblemCode;

/**
 * A wrong program: what the reader says, where, and whether the schema knows.
 *
 * @param says part of the message
 */
record ProblemExample(
    ProblemCode code, String pointer, String json, String says, boolean schemaAccepts) {

  /** Form that JSON Schema can express. */
  static final boolean SCHEMA_REFUSES = false;

  /** Content that only the validator can check. */
  static final boolean SCHEMA_ACCEPTS = true;

  /** Nodes of a program p with a parameter q. */
  static ProblemExample body(
      ProblemCode code, String pointer, String nodes, String says, boolean schemaAccepts) {
    String json =
        "{'sglang':1,'name':'p','parameters':[{'name':'q'}],'body':[%s]}".formatted(nodes);
    return whole(code, pointer, json, says, schemaAccepts);
  }

  static ProblemExample whole(ProblemCode code, String pointer, String json, String says) {
    return whole(code, pointer, json, says, SCHEMA_REFUSES);
  }

  static ProblemExample whole(
      ProblemCode code, String pointer, String json, String says, boolean schemaAccepts) {
    return new ProblemExample(code, pointer, json.replace('\'', '"'), says, schemaAccepts);
  }

  @Override
  public String toString() {
    return code + " at " + pointer;
  }
}
