package io.sglflink.program.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.program.Function;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.SourceMap;
import java.util.List;

/** Writes programs in their shortest form: what is not set is left out. */
final class ProgramWriter {

  private final NodeWriter nodes = new NodeWriter();

  private ProgramWriter() {}

  static ObjectNode write(Program program) {
    ProgramWriter writer = new ProgramWriter();
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("sglang", ProgramJson.VERSION);
    object.put("name", program.name());
    parameters(object, program.parameters());
    writer.nodes.nodes(object, "body", program.body());
    if (!program.functions().isEmpty()) {
      ArrayNode functions = object.putArray("functions");
      program.functions().forEach(function -> writer.function(functions.addObject(), function));
    }
    if (!program.source().equals(SourceMap.NONE)) {
      source(object.putObject("source"), program.source());
    }
    return object;
  }

  private void function(ObjectNode object, Function function) {
    object.put("name", function.name());
    parameters(object, function.parameters());
    nodes.nodes(object, "body", function.body());
  }

  private static void parameters(ObjectNode object, List<Parameter> parameters) {
    if (!parameters.isEmpty()) {
      ArrayNode array = object.putArray("parameters");
      parameters.forEach(parameter -> parameter(array.addObject(), parameter));
    }
  }

  private static void parameter(ObjectNode object, Parameter parameter) {
    object.put("name", parameter.name());
    if (parameter.defaultValue() != null) {
      object.set("default", parameter.defaultValue().deepCopy());
    }
  }

  private static void source(ObjectNode object, SourceMap source) {
    object.put("file", source.file());
    if (!source.lines().isEmpty()) {
      ObjectNode lines = object.putObject("lines");
      source.lines().forEach(lines::put);
    }
  }
}
