package io.sglflink.program.json;

import static io.sglflink.program.validate.ProblemCode.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProblemCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One program per way to be wrong: what the reader says, where, and whether the schema knows. */
class ProblemExamplesTest {

  /** Form that JSON Schema can express. */
  private static final boolean SCHEMA_REFUSES = false;

  /** Content that only the validator can check. */
  private static final boolean SCHEMA_ACCEPTS = true;

  static List<Example> examples() {
    String hundred = "[".repeat(101) + "]".repeat(101);
    return List.of(
        whole(UNSUPPORTED_VERSION, "/sglang", "{'sglang':2,'name':'p','body':[]}", "version 1"),
        whole(UNSUPPORTED_VERSION, "/sglang", "{'sglang':'1','name':'p','body':[]}", "version 1"),
        whole(MISSING_FIELD, "", "{'name':'p','body':[]}", "sglang is missing"),
        whole(MISSING_FIELD, "", "{'sglang':1,'body':[]}", "name is missing"),
        whole(MISSING_FIELD, "", "{'sglang':1,'name':'p'}", "body is missing"),
        whole(WRONG_TYPE, "", "[]", "an object"),
        whole(
            WRONG_TYPE,
            "/name",
            "{'sglang':1,'name':7,'body':[]}",
            "name is of type number: give a string"),
        whole(WRONG_TYPE, "/body", "{'sglang':1,'name':'p','body':{}}", "an array of nodes"),
        whole(
            WRONG_TYPE,
            "/parameters",
            "{'sglang':1,'name':'p','parameters':{},'body':[]}",
            "an array of parameters"),
        body(
            WRONG_TYPE,
            "/body/0",
            "'text'",
            "body/0 is of type string: give an object",
            SCHEMA_REFUSES),
        body(MISSING_FIELD, "/body/0", "{'name':'x'}", "type is missing", SCHEMA_REFUSES),
        body(
            UNKNOWN_NODE_TYPE,
            "/body/0/type",
            "{'type':'video'}",
            "break, call, continue, copy, for, fork, gen, if, image, join, let, match, on, return, role,",
            SCHEMA_REFUSES),
        body(MISSING_FIELD, "/body/0", "{'type':'text'}", "value is missing", SCHEMA_REFUSES),
        body(
            UNKNOWN_FIELD,
            "/body/0/max_token",
            "{'type':'gen','max_token':1}",
            "max_tokens, min_tokens",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_FIELD,
            "/body/0/a~1b~0",
            "{'type':'text','value':'x','a/b~':1}",
            "the fields here are type, value",
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
        body(
            UNKNOWN_VALUE,
            "/body/0/role",
            "{'type':'role','role':'tool','body':[]}",
            "system, user, assistant",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_EXPRESSION,
            "/body/0/value",
            "{'type':'text','value':{'argument':'q'}}",
            "{\"arg\": name}",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_FIELD,
            "/body/0/value/var",
            "{'type':'text','value':{'arg':'q','var':'v'}}",
            "the fields here are arg",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/value/1",
            "{'type':'text','value':['x',null]}",
            "the value is null: give a boolean, a number or a text",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/value",
            "{'type':'text','value':{'split':['a b']}}",
            "the value is a list: give a boolean, a number or a text",
            SCHEMA_ACCEPTS),
        body(
            WRONG_TYPE,
            "/body/0/value/join/1",
            "{'type':'text','value':{'join':[',',{'lower':'A'}]}}",
            "operand 1 of join is a text: give a list",
            SCHEMA_ACCEPTS),
        body(
            WRONG_TYPE,
            "/body/0/value/str/object",
            "{'type':'text','value':{'str':{'object':[]}}}",
            "an object of expressions",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/branches/0/when",
            "{'type':'if','branches':[{'when':null,'body':[]}]}",
            "when is null, which is never true: drop the branch",
            SCHEMA_REFUSES),
        body(
            INVALID_FORMAT,
            "/body/0/value/format/1",
            "{'type':'text','value':{'format':[1,'.2q']}}",
            "is no format specification: write",
            SCHEMA_ACCEPTS),
        body(
            INVALID_REGEX,
            "/body/0/value/or/0/search/0",
            "{'type':'text','value':{'or':[{'search':['a(?=b)','ab']},'none']}}",
            "without lookaround",
            SCHEMA_ACCEPTS),
        body(
            TOO_LARGE,
            "/body/0/value/search/0",
            "{'type':'text','value':{'search':['((a{100}){100}){100}','']}}",
            "steps of a pattern: 1,000,000, the limit is 10,000",
            SCHEMA_ACCEPTS),
        body(
            OUT_OF_RANGE,
            "/body/0/value/search/2",
            "{'type':'text','value':{'search':['(a)','',2]}}",
            "the pattern has no group 2",
            SCHEMA_ACCEPTS),
        body(
            LIST_AS_TEXT,
            "/body/0/value/1",
            "{'type':'text','value':['x',['y']]}",
            "one by one",
            SCHEMA_REFUSES),
        body(
            OPERAND_COUNT,
            "/body/0/value/eq",
            "{'type':'text','value':{'eq':[1]}}",
            "eq has 1: give it 2 operands",
            SCHEMA_REFUSES),
        body(
            OPERAND_COUNT,
            "/body/0/value/eq",
            "{'type':'text','value':[{'eq':[1]}]}",
            "eq has 1: give it 2 operands",
            SCHEMA_REFUSES),
        body(
            OPERAND_COUNT,
            "/body/0/value/or",
            "{'type':'text','value':{'or':[]}}",
            "or has 0: give it 1 operand or more",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/value/get",
            "{'type':'text','value':{'get':{'arg':'q'}}}",
            "an array of operands",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_ARGUMENT,
            "/body/0/value/not/in/1/0",
            "{'type':'text','value':{'not':{'in':[1,[{'arg':'w'}]]}}}",
            "no parameter \"w\"",
            SCHEMA_ACCEPTS),
        body(
            EMPTY_BRANCHES,
            "/body/0/branches",
            "{'type':'if','branches':[]}",
            "at least one",
            SCHEMA_REFUSES),
        body(
            MISSING_FIELD,
            "/body/0/branches/1",
            "{'type':'if','branches':[{'when':true,'body':[]},{'body':[]}]}",
            "when is missing",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/else",
            "{'type':'if','branches':[{'when':true,'body':[]}],'else':{}}",
            "an array of nodes",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_FIELD,
            "/body/0/branches/0/then",
            "{'type':'if','branches':[{'when':true,'body':[],'then':[]}]}",
            "when, body",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/in",
            "{'type':'for','item':'m','in':'abc','body':[]}",
            "a list or a reference",
            SCHEMA_REFUSES),
        body(
            MISSING_FIELD,
            "/body/0",
            "{'type':'for','in':{'arg':'q'},'body':[{'type':'text','value':{'local':'m'}}]}",
            "item is missing",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_LOCAL,
            "/body/0/in/get/0",
            "{'type':'for','item':'m','in':{'get':[{'local':'m'},'x']},'body':[]}",
            "local \"m\" is read before any node can have set it: move",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_LOCAL,
            "/body/0/value",
            "{'type':'text','value':{'local':'q'}}",
            "refer to it with arg",
            SCHEMA_ACCEPTS),
        body(
            DUPLICATE_ITEM,
            "/body/0/body/0/item",
            "{'type':'for','item':'m','in':[1],'body':[{'type':'for','item':'m','in':[1],'body':[]}]}",
            "rename one",
            SCHEMA_ACCEPTS),
        body(
            WRONG_TYPE,
            "/body/0/source",
            "{'type':'image','source':7}",
            "a path, a URL or a data: URI",
            SCHEMA_REFUSES),
        body(
            LIST_AS_TEXT,
            "/body/0/source",
            "{'type':'image','source':['a.png']}",
            "one by one",
            SCHEMA_REFUSES),
        body(
            TOO_DEEP,
            "/body/0/value" + "/not".repeat(17),
            "{'type':'text','value':" + "{'not':".repeat(17) + "1" + "}".repeat(18),
            "deeper than 16",
            SCHEMA_ACCEPTS),
        body(INVALID_NAME, "/body/0/name", "{'type':'gen','name':''}", "blank", SCHEMA_REFUSES),
        body(
            INVALID_NAME,
            "/body/0/name",
            "{'type':'gen','name':'a\\u0007'}",
            "\"a\\u0007\"",
            SCHEMA_ACCEPTS),
        body(
            INVALID_TEXT,
            "/body/0/value",
            "{'type':'text','value':'\\ud83d'}",
            "surrogate",
            SCHEMA_ACCEPTS),
        whole(
            DUPLICATE_PARAMETER,
            "/parameters/1/name",
            "{'sglang':1,'name':'p','parameters':[{'name':'问'},{'name':'问'}],'body':[]}",
            "\"问\" is declared twice",
            SCHEMA_ACCEPTS),
        body(
            VARIABLE_SHADOWS_PARAMETER,
            "/body/0/name",
            "{'type':'gen','name':'q'}",
            "rename one",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_ARGUMENT,
            "/body/0/value",
            "{'type':'text','value':{'arg':'w'}}",
            "no parameter \"w\"",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_VARIABLE,
            "/body/0/value/0",
            "{'type':'text','value':[{'var':'w'},'']}",
            "no node writes variable \"w\"",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_VARIABLE,
            "/body/0/value",
            "{'type':'text','value':{'var':'q'}}",
            "refer to it with arg",
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
            NESTED_ROLE,
            "/body/0/body/0",
            "{'type':'role','role':'user','body':[{'type':'role','role':'system','body':[]}]}",
            "a system block stands in a user block",
            SCHEMA_ACCEPTS),
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
        whole(
            TOO_DEEP,
            "/parameters/0/default" + "/0".repeat(97),
            "{'sglang':1,'name':'p','parameters':[{'name':'d','default':"
                + hundred
                + "}],'body':[]}",
            "deeper than 100",
            SCHEMA_ACCEPTS));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theProblemIsFoundWhereItIs(Example example) throws JsonProcessingException {
    List<Problem> problems = problems(example.json());

    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(example.code());
              assertThat(problem.pointer()).isEqualTo(example.pointer());
              assertThat(problem.message()).contains(example.says());
            });
    assertThat(ProgramSchema.accepts(new JsonMapper().readTree(example.json())))
        .isEqualTo(example.schemaAccepts());
  }

  @Test
  void thereIsAnExampleOfEveryCodeThatAProgramCanHave() {
    Set<ProblemCode> shown =
        examples().stream()
            .map(Example::code)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ProblemCode.class)));

    assertThat(EnumSet.complementOf(EnumSet.copyOf(shown)))
        .as("codes of texts that are not JSON, and of arguments")
        .containsExactly(MALFORMED_JSON, MISSING_ARGUMENT);
  }

  static List<Problem> problems(String json) {
    InvalidProgramException e =
        catchThrowableOfType(InvalidProgramException.class, () -> ProgramJson.read(json));
    assertThat(e).isNotNull();
    return e.problems();
  }

  private static Example body(
      ProblemCode code, String pointer, String nodes, String says, boolean schemaAccepts) {
    String json =
        "{'sglang':1,'name':'p','parameters':[{'name':'q'}],'body':[%s]}".formatted(nodes);
    return whole(code, pointer, json, says, schemaAccepts);
  }

  private static Example whole(ProblemCode code, String pointer, String json, String says) {
    return whole(code, pointer, json, says, SCHEMA_REFUSES);
  }

  private static Example whole(
      ProblemCode code, String pointer, String json, String says, boolean schemaAccepts) {
    return new Example(code, pointer, json.replace('\'', '"'), says, schemaAccepts);
  }

  /** A wrong program. */
  record Example(
      ProblemCode code, String pointer, String json, String says, boolean schemaAccepts) {

    @Override
    public String toString() {
      return code + " at " + pointer;
    }
  }
}
