package io.sglflink.program.json;

import static io.sglflink.program.json.ProblemExample.SCHEMA_ACCEPTS;
import static io.sglflink.program.json.ProblemExample.SCHEMA_REFUSES;
import static io.sglflink.program.json.ProblemExample.body;
import static io.sglflink.program.json.ProblemExample.whole;
import static io.sglflink.program.validate.ProblemCode.*;

import java.util.List;

/** Problems of whole programs, their parameters, functions and source. */
final class DocumentProblems {

  private DocumentProblems() {}

  static List<ProblemExample> examples() {
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
        whole(
            DUPLICATE_PARAMETER,
            "/parameters/1/name",
            "{'sglang':1,'name':'p','parameters':[{'name':'问'},{'name':'问'}],'body':[]}",
            "\"问\" is declared twice",
            SCHEMA_ACCEPTS),
        whole(
            TOO_DEEP,
            "/parameters/0/default" + "/0".repeat(97),
            "{'sglang':1,'name':'p','parameters':[{'name':'d','default':"
                + hundred
                + "}],'body':[]}",
            "deeper than 100",
            SCHEMA_ACCEPTS),
        whole(
            WRONG_TYPE,
            "/functions",
            "{'sglang':1,'name':'p','body':[],'functions':{}}",
            "an array of functions"),
        whole(
            WRONG_TYPE,
            "/functions/0",
            "{'sglang':1,'name':'p','body':[],'functions':['f']}",
            "an object"),
        whole(
            MISSING_FIELD,
            "/functions/0",
            "{'sglang':1,'name':'p','body':[],'functions':[{'name':'f'}]}",
            "body is missing"),
        whole(
            UNKNOWN_FIELD,
            "/functions/0/args",
            "{'sglang':1,'name':'p','body':[],'functions':[{'name':'f','body':[],'args':[]}]}",
            "the fields here are name, parameters, body"),
        whole(
            DUPLICATE_FUNCTION,
            "/functions/0/name",
            "{'sglang':1,'name':'p','body':[],'functions':[{'name':'p','body':[]}]}",
            "has the name of the program or of a function before it",
            SCHEMA_ACCEPTS),
        whole(
            DUPLICATE_FUNCTION,
            "/functions/1/name",
            "{'sglang':1,'name':'p','body':[],'functions':[{'name':'f','body':[]},{'name':'f','body':[]}]}",
            "rename one",
            SCHEMA_ACCEPTS),
        whole(
            DUPLICATE_PARAMETER,
            "/functions/0/parameters/1/name",
            "{'sglang':1,'name':'p','body':[],'functions':[{'name':'f','parameters':[{'name':'a'},{'name':'a'}],'body':[]}]}",
            "declared twice",
            SCHEMA_ACCEPTS),
        whole(
            UNKNOWN_ARGUMENT,
            "/functions/0/body/0/value",
            "{'sglang':1,'name':'p','parameters':[{'name':'q'}],'body':[],'functions':[{'name':'f','body':[{'type':'text','value':{'arg':'q'}}]}]}",
            "function \"f\" has no parameter \"q\"",
            SCHEMA_ACCEPTS),
        whole(
            UNKNOWN_VARIABLE,
            "/functions/0/body/0/value",
            "{'sglang':1,'name':'p','body':[{'type':'gen','name':'v'}],'functions':[{'name':'f','body':[{'type':'text','value':{'var':'v'}}]}]}",
            "no node writes variable \"v\"",
            SCHEMA_ACCEPTS),
        whole(
            WRONG_TYPE,
            "/source",
            "{'sglang':1,'name':'p','body':[],'source':'qa.py'}",
            "an object"),
        whole(
            MISSING_FIELD,
            "/source",
            "{'sglang':1,'name':'p','body':[],'source':{'lines':{}}}",
            "file is missing"),
        whole(
            WRONG_TYPE,
            "/source/lines",
            "{'sglang':1,'name':'p','body':[],'source':{'file':'qa.py','lines':[1]}}",
            "an object of integers"),
        whole(
            OUT_OF_RANGE,
            "/source/lines/~1body~10",
            "{'sglang':1,'name':'p','body':[],'source':{'file':'qa.py','lines':{'/body/0':0}}}",
            "/body/0 is 0: it must be 1 to 2147483647"));
  }
}
