package io.sglflink.program;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.Constraint;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a {@link GenNode} asks of its whole output: at most one of {@code regex}, {@code
 * json_schema}, {@code ebnf}, {@code choices} and {@code dtype}, and options of it. What is not set
 * is null. docs/constraints.md says what each of them means.
 *
 * @param regex a regular expression
 * @param jsonSchema a JSON Schema: an object, true or false, or a text that holds one of them.
 *     Nobody may change it
 * @param ebnf a grammar in GBNF
 * @param choices gives the list of texts to choose from
 * @param choicesMethod only with choices: they are scored as a {@link SelectNode} does it
 * @param dtype a form with a name; the variable is a string all the same
 * @param whitespace only with json_schema: white space between the tokens of JSON
 * @param propertyOrder only with json_schema: order of an object's members
 * @param lenient only with json_schema: whether keywords that cannot be enforced are left out and
 *     listed in the result, instead of refused
 * @param complete whether the output is brought to its shortest end before its tokens run out
 */
public record OutputForm(
    String regex,
    JsonNode jsonSchema,
    String ebnf,
    Expression choices,
    ChoicesMethod choicesMethod,
    DataType dtype,
    Whitespace whitespace,
    PropertyOrder propertyOrder,
    Boolean lenient,
    Boolean complete) {

  /** Any text. */
  public static final OutputForm FREE =
      new OutputForm(null, null, null, null, null, null, null, null, null, null);

  /** The JSON names of the constraints that are set: of a valid node, one at most. */
  public List<String> constraints() {
    return Stream.of(
            field("regex", regex),
            field("json_schema", jsonSchema),
            field("ebnf", ebnf),
            field("choices", choices),
            field("dtype", dtype))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Whether the output is the choice of the best score, and nothing is drawn. */
  public boolean scored() {
    return choices != null && choicesMethod != null;
  }

  /**
   * The constraint, of which at most one is set.
   *
   * @param texts what {@link #choices} gives; of no account where there are none
   */
  public Constraint constraint(List<String> texts) {
    boolean toItsEnd = Boolean.TRUE.equals(complete);
    if (regex != null) {
      return new Constraint.Regex(regex, toItsEnd);
    }
    if (dtype != null) {
      return new Constraint.Regex(dtype.regex(), toItsEnd);
    }
    if (ebnf != null) {
      return new Constraint.Grammar(ebnf, toItsEnd);
    }
    if (jsonSchema != null) {
      String schema = jsonSchema.isTextual() ? jsonSchema.textValue() : jsonSchema.toString();
      return new Constraint.JsonSchema(schema, style(), Boolean.TRUE.equals(lenient), toItsEnd);
    }
    return choices == null ? Constraint.NONE : new Constraint.Choices(texts, toItsEnd);
  }

  private JsonStyle style() {
    return new JsonStyle(
        Objects.requireNonNullElse(whitespace, JsonStyle.DEFAULT.whitespace()),
        Objects.requireNonNullElse(propertyOrder, JsonStyle.DEFAULT.order()));
  }

  private static String field(String name, Object value) {
    return value == null ? null : name;
  }
}
