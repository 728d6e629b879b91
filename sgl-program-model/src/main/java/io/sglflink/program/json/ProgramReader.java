package io.sglflink.program.json;

import static io.sglflink.program.validate.ProgramLimits.MAX_JSON_DEPTH;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.program.Function;
import io.sglflink.program.Node;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.SourceMap;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.JsonValueRules;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProblemCode;
import io.sglflink.program.validate.ProgramValidator;
import java.util.List;
import java.util.Map;

/** Reads a whole program. */
final class ProgramReader {

  private final Findings findings = new Findings();
  private final NodeReader nodes = new NodeReader(findings);

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
    List<Node> body = nodes.body(fields);
    List<Function> functions =
        fields.items("functions", fields.any("functions"), "an array of functions", this::function);
    SourceMap source = source(fields.any("source"), fields.at("source"));
    fields.rejectOthers();
    return new Program(requireNonNullElse(name, ""), parameters, body, functions, source);
  }

  private Function function(JsonNode json, String pointer) {
    Fields fields = Fields.of(json, pointer, findings);
    if (fields == null) {
      return new Function("", List.of(), List.of());
    }
    String name = fields.requiredString("name", "the function's name");
    List<Parameter> parameters = parameters(fields);
    List<Node> body = nodes.body(fields);
    fields.rejectOthers();
    return new Function(requireNonNullElse(name, ""), parameters, body);
  }

  private SourceMap source(JsonNode json, String pointer) {
    Fields fields = json == null ? null : Fields.of(json, pointer, findings);
    if (fields == null) {
      return SourceMap.NONE;
    }
    String file = fields.requiredString("file", "the source's file name");
    Map<String, Integer> lines = fields.integersByName("lines", 1);
    fields.rejectOthers();
    return new SourceMap(requireNonNullElse(file, ""), lines);
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
    return fields.items(
        "parameters", fields.any("parameters"), "an array of parameters", this::parameter);
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
        requireNonNullElse(name, ""), defaultValue == null ? null : defaultValue.deepCopy());
  }
}
