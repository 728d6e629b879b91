package io.sglflink.program.json;

import static io.sglflink.program.json.ProblemExample.SCHEMA_ACCEPTS;
import static io.sglflink.program.json.ProblemExample.SCHEMA_REFUSES;
import static io.sglflink.program.json.ProblemExample.body;
import static io.sglflink.program.validate.ProblemCode.*;

import java.util.List;

/** Problems of what a gen asks of its output. */
final class ConstraintProblems {

  private ConstraintProblems() {}

  static List<ProblemExample> examples() {
    return List.of(
        body(
            CONFLICTING_CONSTRAINTS,
            "/body/0",
            "{'type':'gen','regex':'a','dtype':'int'}",
            "regex and dtype",
            SCHEMA_REFUSES),
        body(
            CONFLICTING_CONSTRAINTS,
            "/body/0",
            "{'type':'gen','regex':'a','json_schema':{},'ebnf':'root ::= [0-9]','choices':['a']}",
            "regex and json_schema and ebnf and choices: set at most one",
            SCHEMA_REFUSES),
        body(
            CONFLICTING_CONSTRAINTS,
            "/body/0",
            "{'type':'gen','choices':['a'],'choices_method':'greedy_token_selection','complete':true}",
            "drop complete",
            SCHEMA_REFUSES),
        body(
            MISSING_FIELD,
            "/body/0",
            "{'type':'gen','regex':'a','whitespace':'any'}",
            "json_schema is missing: give the schema for whitespace",
            SCHEMA_REFUSES),
        body(
            MISSING_FIELD,
            "/body/0",
            "{'type':'gen','lenient':false}",
            "json_schema is missing: give the schema for lenient",
            SCHEMA_REFUSES),
        body(
            MISSING_FIELD,
            "/body/0",
            "{'type':'gen','complete':true}",
            "ebnf, choices or dtype is missing",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_VALUE,
            "/body/0/whitespace",
            "{'type':'gen','json_schema':true,'whitespace':'none'}",
            "compact, bounded, any",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/json_schema",
            "{'type':'gen','json_schema':[]}",
            "an object, true or false, or a text that holds one",
            SCHEMA_REFUSES),
        body(
            MAX_TOKENS_TOO_SMALL,
            "/body/0/max_tokens",
            "{'type':'gen','choices':['否','maybe'],'complete':true,'max_tokens':0}",
            "choices needs at least 1 tokens, max_tokens is 0: raise",
            SCHEMA_ACCEPTS),
        body(
            INVALID_REGEX,
            "/body/0/regex",
            "{'type':'gen','regex':'a)'}",
            "regex: unmatched ) at character 1: write",
            SCHEMA_ACCEPTS),
        body(
            UNSUPPORTED_REGEX,
            "/body/0/regex",
            "{'type':'gen','regex':'(?<=a)b'}",
            "regex: lookbehind is not supported at character 0: spell out",
            SCHEMA_ACCEPTS),
        body(
            UNSATISFIABLE_REGEX,
            "/body/0/regex",
            "{'type':'gen','regex':'[^\\\\s\\\\S]'}",
            "regex: no text matches",
            SCHEMA_ACCEPTS),
        body(
            TOO_LARGE,
            "/body/0/regex",
            "{'type':'gen','regex':'" + "a?b?".repeat(2_000) + "'}",
            "regex: the constraint takes too much work",
            SCHEMA_ACCEPTS),
        body(
            INVALID_JSON_SCHEMA,
            "/body/0/json_schema/properties/a~1b/minimum",
            "{'type':'gen','json_schema':{'properties':{'a/b':{'minimum':'1'}}}}",
            "json_schema: minimum is",
            SCHEMA_ACCEPTS),
        body(
            INVALID_JSON_SCHEMA,
            "/body/0/json_schema",
            "{'type':'gen','json_schema':'{ ]'}",
            "json_schema: it is not JSON at line 1, column 3",
            SCHEMA_ACCEPTS),
        body(
            INVALID_JSON_SCHEMA,
            "/body/0/json_schema",
            "{'type':'gen','json_schema':'{\\'type\\':\\'string\\',\\'type\\':\\'null\\'}'}",
            "column 24 (Duplicate field 'type')",
            SCHEMA_ACCEPTS),
        body(
            UNSUPPORTED_JSON_SCHEMA,
            "/body/0/json_schema/items/pattern",
            "{'type':'gen','json_schema':'{\\'items\\':{\\'pattern\\':\\'(?<=a)\\'}}'}",
            "lookbehind is not supported",
            SCHEMA_ACCEPTS),
        body(
            UNSATISFIABLE_JSON_SCHEMA,
            "/body/0/json_schema",
            "{'type':'gen','json_schema':{'type':'string','enum':[1]}}",
            "json_schema: no JSON value is valid",
            SCHEMA_ACCEPTS),
        body(
            TOO_DEEP,
            "/body/0/json_schema" + "/not".repeat(97),
            "{'type':'gen','json_schema':" + "{'not':".repeat(97) + "{}" + "}".repeat(98),
            "deeper than 100",
            SCHEMA_ACCEPTS),
        body(
            TOO_LARGE,
            "/body/0/json_schema",
            "{'type':'gen','json_schema':'" + "[".repeat(100_000) + "'}",
            "its JSON is over a limit: it may nest 100 deep",
            SCHEMA_ACCEPTS),
        body(
            INVALID_EBNF,
            "/body/0/ebnf",
            "{'type':'gen','ebnf':'root ::=\\n a'}",
            "ebnf: line 2, column 2: no rule is named a",
            SCHEMA_ACCEPTS),
        body(
            UNSUPPORTED_EBNF,
            "/body/0/ebnf",
            "{'type':'gen','ebnf':'root ::= <think>'}",
            "ebnf: line 1, column 10: tokens as symbols are not supported",
            SCHEMA_ACCEPTS),
        body(
            UNSATISFIABLE_EBNF,
            "/body/0/ebnf",
            "{'type':'gen','ebnf':'root ::= [a] root'}",
            "ebnf: no text can be derived",
            SCHEMA_ACCEPTS),
        body(
            CONFLICTING_CONSTRAINTS,
            "/body/0",
            "{'type':'gen','name':'a','choices':['a'],'choices_method':'greedy_token_selection','separate_reasoning':'qwen3'}",
            "drop separate_reasoning",
            SCHEMA_REFUSES),
        body(
            CONFLICTING_CONSTRAINTS,
            "/body/0",
            "{'type':'gen','regex':'a','computed':{'ebnf':{'arg':'q'}}}",
            "gen sets regex and ebnf",
            SCHEMA_ACCEPTS),
        body(
            MISSING_FIELD,
            "/body/0",
            "{'type':'gen','complete':true,'computed':{'n':2}}",
            "give what complete is to complete",
            SCHEMA_REFUSES));
  }
}
