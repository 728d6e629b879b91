package io.sglflink.program.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.model.SamplingOverrides;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.SamplingValidator;
import java.util.List;

/**
 * Reads and writes an object of sampling parameters, as prompt records carry one: the names and
 * ranges are those of a gen node.
 */
public final class SamplingJson {

  private SamplingJson() {}

  /**
   * Reads and validates an object of sampling parameters.
   *
   * @param json the object
   * @param pointer where it stands in its document
   */
  public static Reading read(JsonNode json, String pointer) {
    Findings findings = new Findings();
    Fields fields = Fields.of(json, pointer, findings);
    SamplingOverrides sampling = SamplingOverrides.NONE;
    if (fields != null) {
      sampling = SamplingFields.read(fields);
      fields.rejectOthers();
    }
    List<Problem> ranges = SamplingValidator.validate(sampling, pointer);
    return new Reading(sampling, findings.with(ranges, json, pointer));
  }

  /** The parameters that are set. */
  public static ObjectNode write(SamplingOverrides sampling) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    SamplingFields.write(sampling, object);
    return object;
  }

  /**
   * What was read.
   *
   * @param sampling of use only when there are no problems
   * @param problems every problem
   */
  public record Reading(SamplingOverrides sampling, List<Problem> problems) {

    public Reading {
      requireNonNull(sampling, "sampling is null");
      problems = List.copyOf(problems);
    }
  }
}
