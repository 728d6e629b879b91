package io.sglflink.program.json;

import static io.sglflink.program.json.ProblemExample.SCHEMA_ACCEPTS;
import static io.sglflink.program.json.ProblemExample.SCHEMA_REFUSES;
import static io.sglflink.program.json.ProblemExample.body;
import static io.sglflink.program.validate.ProblemCode.*;

import java.util.List;

/** Problems of gens and selects, but for those of constraints. */
final class StepProblems {

  private StepProblems() {}

  static List<ProblemExample> examples() {
    return List.of(
        body(
            UNKNOWN_FIELD,
            "/body/0/max_token",
            "{'type':'gen','max_token':1}",
            "max_tokens, min_tokens",
            SCHEMA_REFUSES),
        body(WRONG_TYPE, "/body/0/name", "{'type':'gen','name':null}", "leave", SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/max_tokens",
            "{'type':'gen','max_tokens':'9'}",
            "an integer",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/max_tokens",
            "{'type':'gen','max_tokens':1.5}",
            "an integer",
            SCHEMA_REFUSES),
        body(
            OUT_OF_RANGE,
            "/body/0/max_tokens",
            "{'type':'gen','max_tokens':3000000000}",
            "2147483647",
            SCHEMA_REFUSES),
        body(
            OUT_OF_RANGE,
            "/body/0/seed",
            "{'type':'gen','seed':9223372036854775808}",
            "9223372036854775807",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/stop",
            "{'type':'gen','stop':3}",
            "stop is of type number: give a string or",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/stop/1",
            "{'type':'gen','stop':['a',3]}",
            "a string",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/ignore_eos",
            "{'type':'gen','ignore_eos':1}",
            "true or false",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/stop_token_ids",
            "{'type':'gen','stop_token_ids':2}",
            "an array of integers",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_VALUE,
            "/body/0/dtype",
            "{'type':'gen','dtype':'list'}",
            "int, float, str, bool",
            SCHEMA_REFUSES),
        body(INVALID_NAME, "/body/0/name", "{'type':'gen','name':''}", "blank", SCHEMA_REFUSES),
        body(
            INVALID_NAME,
            "/body/0/name",
            "{'type':'gen','name':'a\\u0007'}",
            "\"a\\u0007\"",
            SCHEMA_ACCEPTS),
        body(
            VARIABLE_READ_BEFORE_WRITTEN,
            "/body/0/choices/0",
            "{'type':'select','choices':[{'var':'v'}]},{'type':'gen','name':'v'}",
            "move the node",
            SCHEMA_ACCEPTS),
        body(
            OUT_OF_RANGE,
            "/body/0/top_p",
            "{'type':'gen','top_p':0}",
            "top_p is 0.0: it must be over 0",
            SCHEMA_REFUSES),
        body(
            OUT_OF_RANGE,
            "/body/0/min_tokens",
            "{'type':'gen','min_tokens':9,'max_tokens':8}",
            "raise max_tokens",
            SCHEMA_ACCEPTS),
        body(EMPTY_STOP, "/body/0/stop", "{'type':'gen','stop':''}", "leave it", SCHEMA_REFUSES),
        body(
            MISSING_FIELD,
            "/body/0",
            "{'type':'gen','choices_method':'greedy_token_selection'}",
            "choices is missing",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_VALUE,
            "/body/0/choices_method",
            "{'type':'select','choices':['a'],'choices_method':'best'}",
            "token_length_normalized, greedy_token_selection",
            SCHEMA_REFUSES),
        body(
            EMPTY_STOP,
            "/body/0/stop_regex",
            "{'type':'gen','stop_regex':'a*'}",
            "empty text",
            SCHEMA_ACCEPTS),
        body(
            EMPTY_CHOICES,
            "/body/0/choices",
            "{'type':'gen','choices':[]}",
            "at least one",
            SCHEMA_REFUSES),
        body(
            EMPTY_CHOICE,
            "/body/0/choices/1",
            "{'type':'select','choices':['是','']}",
            "empty",
            SCHEMA_REFUSES),
        body(
            DUPLICATE_CHOICE,
            "/body/0/choices/2",
            "{'type':'select','choices':['是','否','是']}",
            "\"是\" is there twice",
            SCHEMA_REFUSES),
        body(
            INVALID_CHOICES,
            "/body/0/choices",
            "{'type':'select','choices':'是'}",
            "a list of texts",
            SCHEMA_REFUSES),
        body(
            INVALID_CHOICES,
            "/body/0/choices/0",
            "{'type':'select','choices':[3]}",
            "in quotes",
            SCHEMA_REFUSES),
        body(
            LIST_AS_TEXT,
            "/body/0/choices/0",
            "{'type':'select','choices':[['a']]}",
            "one by one",
            SCHEMA_REFUSES),
        body(
            SELECT_TEMPERATURE,
            "/body/0/temperature",
            "{'type':'select','choices':['a'],'temperature':0.7}",
            "set it to 0",
            SCHEMA_REFUSES),
        body(
            SELECT_TEMPERATURE,
            "/body/0/temperature",
            "{'type':'gen','choices':['a'],'choices_method':'greedy_token_selection','temperature':1}",
            "set it to 0",
            SCHEMA_REFUSES),
        body(
            TOO_LARGE,
            "/body/0/name",
            "{'type':'gen','name':'" + "长".repeat(257) + "'}",
            "257, the limit is 256",
            SCHEMA_REFUSES),
        body(
            TOO_LARGE,
            "/body/0/stop",
            "{'type':'gen','stop':[" + "'x',".repeat(64) + "'x']}",
            "65, the limit is 64",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/name",
            "{'type':'gen','name':7}",
            "name is 7: give a text",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/name",
            "{'type':'select','name':{'split':['a']},'choices':['a']}",
            "name is a list: give a boolean, a number or a text",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_LOCAL,
            "/body/0/name/concat/1",
            "{'type':'gen','name':{'concat':['answer_',{'local':'i'}]}}",
            "no node sets local \"i\"",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_FIELD,
            "/body/0/computed/choices",
            "{'type':'gen','computed':{'choices':['a']}}",
            "parameter \"choices\" cannot be computed: those that can are max_tokens, min_tokens",
            SCHEMA_REFUSES),
        body(
            CONFLICTING_FIELDS,
            "/body/0/computed/max_tokens",
            "{'type':'gen','max_tokens':8,'computed':{'max_tokens':{'arg':'q'}}}",
            "parameter \"max_tokens\" is both set and computed",
            SCHEMA_ACCEPTS),
        body(
            WRONG_TYPE,
            "/body/0/computed",
            "{'type':'gen','computed':['max_tokens']}",
            "an object of expressions",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_VALUE,
            "/body/0/separate_reasoning",
            "{'type':'gen','name':'a','separate_reasoning':'gpt'}",
            "deepseek-r1, deepseek-v3",
            SCHEMA_REFUSES),
        body(
            MISSING_FIELD,
            "/body/0",
            "{'type':'gen','separate_reasoning':'qwen3'}",
            "name is missing: name the variable for separate_reasoning",
            SCHEMA_REFUSES));
  }
}
