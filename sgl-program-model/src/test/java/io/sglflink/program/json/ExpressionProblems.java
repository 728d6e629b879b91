package io.sglflink.program.json;

import static io.sglflink.program.json.ProblemExample.SCHEMA_ACCEPTS;
import static io.sglflink.program.json.ProblemExample.SCHEMA_REFUSES;
import static io.sglflink.program.json.ProblemExample.body;
import static io.sglflink.program.validate.ProblemCode.*;

import java.util.List;

/** Problems of texts, images and expressions. */
final class ExpressionProblems {

  private ExpressionProblems() {}

  static List<ProblemExample> examples() {
    return List.of(
        body(MISSING_FIELD, "/body/0", "{'type':'text'}", "value is missing", SCHEMA_REFUSES),
        body(
            UNKNOWN_FIELD,
            "/body/0/a~1b~0",
            "{'type':'text','value':'x','a/b~':1}",
            "the fields here are type, value",
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
            UNKNOWN_LOCAL,
            "/body/0/value",
            "{'type':'text','value':{'local':'q'}}",
            "refer to it with arg",
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
        body(
            INVALID_TEXT,
            "/body/0/value",
            "{'type':'text','value':'\\ud83d'}",
            "surrogate",
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
            OPERAND_COUNT,
            "/body/0/value/len/range",
            "{'type':'text','value':{'len':{'range':[]}}}",
            "range has 0: give it 1 to 3 operands",
            SCHEMA_REFUSES),
        body(
            OPERAND_COUNT,
            "/body/0/value/min",
            "{'type':'text','value':{'min':[1]}}",
            "min has 1: give it 2 operands or more",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/value/max/1",
            "{'type':'text','value':{'max':[1,true]}}",
            "operand 1 of max is a boolean: give a number or a text",
            SCHEMA_ACCEPTS),
        body(
            WRONG_TYPE,
            "/body/0/value/len/keys",
            "{'type':'text','value':{'len':{'keys':'a'}}}",
            "give an object",
            SCHEMA_ACCEPTS));
  }
}
