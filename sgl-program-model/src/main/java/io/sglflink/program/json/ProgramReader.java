package io.sglflink.program.json;

import static io.sglflink.program.validate.ProgramLimits.MAX_JSON_DEPTH;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.Node;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.JsonPointers;
import io.sglflink.program.validate.JsonValueRules;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProblemCode;
import io.sglflink.program.validate.ProgramValidator;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole program. */
final class ProgramReader {

  private final Findings findings = new Findings();

  private ProgramReader() {}

  static Program read(JsonNode json) {
    String tooDeep = JsonValueRules.tooDeep(json, MAX_JSON_DEPTH);
    if (tooDeep != null) {
      String message = "the JSON nests deeper than " + MAX_JSON_DEPTH + ": flatten the program";
      throw new InvalidProgramException(
          List.of(new Problem(tooDeep, ProblemCode.TOO_DEEP, message)));
    }
    ProgramReader reader = new ProgramReader();
    Program program = reader.program(json);
    List<Problem> problems = reader.findings.with(ProgramValidator.validate(program), json, "");
    if (!problems.isEmpty()) {
      throw new InvalidProgramException(problems);
    }
    return program;
  }

  private Program program(JsonNode json) {
    Fields fields = Fields.of(json, "", findings);
    if (fields == null) {
      return new Program("", List.of(), List.of());
    }
    version(fields);
    String name = fields.requiredString("name", "the program's name");
    List<Parameter> parameters = parameters(fields);
    List<Node> body = new NodeReader(findings).body(fields);
    fields.rejectOthers();
    return new Program(name == null ? "" : name, parameters, body);
  }

  private void version(Fields fields) {
    JsonNode version = fields.required("sglang", "the form's version, " + ProgramJson.VERSION);
    if (version != null && !(version.isNumber() && version.doubleValue() == ProgramJson.VERSION)) {
      findings.add(
          fields.at("sglang"),
          ProblemCode.UNSUPPORTED_VERSION,
          "sglang is "
              + (version.isContainerNode() ? "no version number" : version)
              + ": this release reads version "
              + ProgramJson.VERSION);
    }
  }

  private List<Parameter> parameters(Fields fields) {
    JsonNode array = fields.any("parameters");
    if (array == null) {
      return List.of();
    }
    String at = fields.at("parameters");
    if (!array.isArray()) {
      findings.unreadable(
          at, ProblemCode.WRONG_TYPE, Fields.wrongType(at, array, "an array of parameters"));
      return List.of();
    }
    List<Parameter> parameters = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      parameters.add(parameter(array.get(i), JsonPointers.child(at, i)));
    }
    return parameters;
  }

  private Parameter parameter(JsonNode json, String pointer) {
    Fields fields = Fields.of(json, pointer, findings);
    if (fields == null) {
      return Parameter.required("");
    }
    String name = fields.requiredString("name", "the parameter's name");
    JsonNode defaultValue = fields.any("default");
    fields.rejectOthers();
    return new Parameter(
        name == null ? "" : name, defaultValue == null ? null : defaultValue.deepCopy());
  }
}
