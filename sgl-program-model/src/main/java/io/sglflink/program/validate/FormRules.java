package io.sglflink.program.validate;

import io.sglflink.program.Expression;
import io.sglflink.program.GenNode;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.OutputForm;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Checks what a gen asks of its output: which fields go together, then the constraint itself. */
final class FormRules {

  private final ConstraintRules constraints;
  private final Problems problems;

  FormRules(ConstraintRules constraints, Problems problems) {
    this.constraints = constraints;
    this.problems = problems;
  }

  void check(GenNode node, String pointer) {
    OutputForm form = node.form();
    List<String> set = constraints(node);
    if (set.size() > 1) {
      conflict(pointer, "gen sets " + String.join(" and ", set) + ": set at most one of them");
    }
    options(form, set, pointer);
    if (set.size() == 1
        && form.constraints().equals(set)
        && isKnown(form)
        && !isTooDeep(form, pointer)) {
      constraints.whole(
          form.constraint(texts(form.choices())), set.get(0), pointer, node.sampling().maxTokens());
    }
  }

  /** The names of the constraints that are set or computed. */
  private static List<String> constraints(GenNode node) {
    List<String> set = node.form().constraints();
    return Stream.of("regex", "json_schema", "ebnf", "choices", "dtype")
        .filter(name -> set.contains(name) || node.computed().containsKey(name))
        .toList();
  }

  private void options(OutputForm form, List<String> constraints, String pointer) {
    if (form.choicesMethod() != null && form.choices() == null) {
      missing(pointer, "choices", "give the choices for choices_method");
    }
    if (!constraints.contains("json_schema")) {
      Stream.of(
              form.whitespace() == null ? null : "whitespace",
              form.propertyOrder() == null ? null : "property_order",
              form.lenient() == null ? null : "lenient")
          .filter(Objects::nonNull)
          .forEach(name -> missing(pointer, "json_schema", "give the schema for " + name));
    }
    if (form.complete() != null && form.scored()) {
      conflict(
          pointer, "gen sets choices_method and complete: drop complete, a scored choice is whole");
    } else if (form.complete() != null && constraints.isEmpty()) {
      String all = "regex, json_schema, ebnf, choices or dtype";
      missing(pointer, all, "give what complete is to complete");
    }
  }

  private void missing(String pointer, String field, String wayOut) {
    problems.add(
        pointer,
        ProblemCode.MISSING_FIELD,
        "field " + field + " is missing: " + wayOut + ", or drop it");
  }

  private void conflict(String pointer, String message) {
    problems.add(pointer, ProblemCode.CONFLICTING_CONSTRAINTS, message);
  }

  /** Whether the constraint is known before the program runs. */
  private static boolean isKnown(OutputForm form) {
    return form.choices() == null || (!form.scored() && !texts(form.choices()).isEmpty());
  }

  /** Writing a schema recurses as deep as it is. */
  private boolean isTooDeep(OutputForm form, String pointer) {
    int found = problems.list().size();
    if (form.jsonSchema() != null) {
      JsonValueRules.check(form.jsonSchema(), JsonPointers.child(pointer, "json_schema"), problems);
    }
    return problems.list().size() > found;
  }

  /** The choices where all are texts of the program, else none. */
  private static List<String> texts(Expression choices) {
    if (!(choices instanceof ListExpression list)) {
      return List.of();
    }
    boolean texts =
        list.items().stream()
            .allMatch(item -> item instanceof Literal literal && literal.value().isTextual());
    return texts
        ? list.items().stream().map(item -> ((Literal) item).value().textValue()).toList()
        : List.of();
  }
}
