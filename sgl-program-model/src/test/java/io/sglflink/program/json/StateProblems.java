package io.sglflink.program.json;

import static io.sglflink.program.json.ProblemExample.SCHEMA_ACCEPTS;
import static io.sglflink.program.json.ProblemExample.SCHEMA_REFUSES;
import static io.sglflink.program.json.ProblemExample.body;
import static io.sglflink.program.validate.ProblemCode.*;

import java.util.List;

/** Problems of variables that are set, and of states and calls. */
final class StateProblems {

  private StateProblems() {}

  static List<ProblemExample> examples() {
    return List.of(
        body(
            MISSING_FIELD,
            "/body/0",
            "{'type':'set','name':'v'}",
            "value is missing: give the variable's value",
            SCHEMA_REFUSES),
        body(
            MISSING_FIELD,
            "/body/0",
            "{'type':'scope','body':[]}",
            "name is missing: give the variable's name",
            SCHEMA_REFUSES),
        body(
            VARIABLE_READ_BEFORE_WRITTEN,
            "/body/0/body/0/value",
            "{'type':'scope','name':'v','body':[{'type':'text','value':{'var':'v'}}]}",
            "move the node",
            SCHEMA_ACCEPTS),
        body(
            MISSING_FIELD,
            "/body/0",
            "{'type':'fork','name':'f'}",
            "count is missing: give the number of states, or a list under in",
            SCHEMA_REFUSES),
        body(
            CONFLICTING_FIELDS,
            "/body/0",
            "{'type':'fork','name':'f','count':1,'in':[1]}",
            "fork sets count and in",
            SCHEMA_REFUSES),
        body(
            OUT_OF_RANGE,
            "/body/0/count",
            "{'type':'fork','name':'f','count':-1}",
            "count is -1: it must be 0 to 1,000",
            SCHEMA_REFUSES),
        body(
            OUT_OF_RANGE,
            "/body/0/count",
            "{'type':'fork','name':'f','count':1001}",
            "count is 1001",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/count",
            "{'type':'fork','name':'f','count':'3'}",
            "count is a text: give an integer",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/in",
            "{'type':'fork','name':'f','in':'abc'}",
            "a list or a reference",
            SCHEMA_REFUSES),
        body(
            TOO_LARGE,
            "/body/0/in",
            "{'type':'fork','name':'f','in':[" + "1,".repeat(1_000) + "1]}",
            "1,001, the limit is 1,000",
            SCHEMA_REFUSES),
        body(
            INVALID_NAME,
            "/body/0/name",
            "{'type':'fork','name':' ','count':1}",
            "state name",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_STATE,
            "/body/0/state",
            "{'type':'on','state':'f','body':[]}",
            "no node makes state \"f\": name a fork",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_STATE,
            "/body/0/state",
            "{'type':'join','state':'f'},{'type':'fork','name':'f','count':1}",
            "used before any node can have made it",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_STATE,
            "/body/1/body/0/value/state",
            "{'type':'fork','name':'f','count':1},{'type':'on','state':'f','body':[{'type':'text','value':{'read':'text','state':'f','at':0}}]}",
            "is not seen from another state's nodes",
            SCHEMA_ACCEPTS),
        body(
            MISSING_FIELD,
            "/body/0",
            "{'type':'on','body':[{'type':'join','state':'f'}]}",
            "state is missing: give the state that evaluates the body",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/1/at",
            "{'type':'fork','name':'f','count':1},{'type':'on','state':'f','at':'first','body':[]}",
            "at is a text: give an integer",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_VALUE,
            "/body/1/mode",
            "{'type':'fork','name':'f','count':1},{'type':'join','state':'f','mode':'all'}",
            "gather_variable, concate_and_append",
            SCHEMA_REFUSES),
        body(
            NOT_A_FORK,
            "/body/0/body/0/state",
            "{'type':'copy','name':'c','body':[{'type':'join','state':'c'}]}",
            "join the states of a fork",
            SCHEMA_ACCEPTS),
        body(
            NOT_A_FORK,
            "/body/0/body/0/state",
            "{'type':'copy','name':'c','body':[{'type':'on','state':'c','at':0,'body':[]}]}",
            "leave at out",
            SCHEMA_ACCEPTS),
        body(
            NOT_A_FORK,
            "/body/1/value/state",
            "{'type':'call','state':'c','function':'p','args':{'q':1}},{'type':'text','value':{'read':'size','state':'c'}}",
            "without a size",
            SCHEMA_ACCEPTS),
        body(
            VARIABLE_READ_BEFORE_WRITTEN,
            "/body/1/value",
            "{'type':'fork','name':'f','count':1,'body':[{'type':'gen','name':'v'}]},{'type':'text','value':{'var':'v'}}",
            "is written in other states only: join them before",
            SCHEMA_ACCEPTS),
        body(
            MISPLACED_RETURN,
            "/body/0/body/0",
            "{'type':'fork','name':'f','count':1,'body':[{'type':'return'}]}",
            "among the nodes of another state",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_VALUE,
            "/body/0/value/read",
            "{'type':'text','value':{'read':'error'}}",
            "var, has, meta, text, messages, ret_value, size",
            SCHEMA_REFUSES),
        body(
            MISSING_FIELD,
            "/body/0/value",
            "{'type':'text','value':{'read':'var'}}",
            "name is missing: name the variable to read",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_FIELD,
            "/body/0/value/name",
            "{'type':'text','value':{'read':'text','name':'v'}}",
            "unknown where text is read",
            SCHEMA_REFUSES),
        body(
            MISSING_FIELD,
            "/body/0/value/str",
            "{'type':'text','value':{'str':{'read':'ret_value'}}}",
            "the one at hand has no ret_value",
            SCHEMA_REFUSES),
        body(
            MISSING_FIELD,
            "/body/0/value",
            "{'type':'text','value':{'read':'text','at':0}}",
            "state is missing: give the states that at is an index of",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/value/name",
            "{'type':'text','value':{'read':'has','name':3}}",
            "name is an integer: give a text",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_VARIABLE,
            "/body/0/value/name",
            "{'type':'text','value':{'read':'var','name':'v'}}",
            "no node writes variable \"v\"",
            SCHEMA_ACCEPTS),
        body(
            WRONG_TYPE,
            "/body/1/value",
            "{'type':'fork','name':'f','count':1},{'type':'text','value':{'read':'text','state':'f'}}",
            "the value is a list",
            SCHEMA_ACCEPTS),
        body(MISSING_FIELD, "/body/0", "{'type':'call'}", "function is missing", SCHEMA_REFUSES),
        body(
            UNKNOWN_FUNCTION,
            "/body/0/function",
            "{'type':'call','function':'ask'}",
            "the program has no function \"ask\": declare it under functions",
            SCHEMA_ACCEPTS),
        body(
            MISSING_ARGUMENT,
            "/body/0",
            "{'type':'call','function':'p'}",
            "function \"p\" needs argument \"q\": pass it in args",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_ARGUMENT,
            "/body/0/args/w",
            "{'type':'call','function':'p','args':{'q':1,'w':2}}",
            "its parameters are q",
            SCHEMA_ACCEPTS),
        body(
            WRONG_TYPE,
            "/body/0/args",
            "{'type':'call','function':'p','args':['x']}",
            "an object of expressions",
            SCHEMA_REFUSES));
  }
}
