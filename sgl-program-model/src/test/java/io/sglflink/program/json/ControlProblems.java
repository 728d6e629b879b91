package io.sglflink.program.json;

import static io.sglflink.program.json.ProblemExample.SCHEMA_ACCEPTS;
import static io.sglflink.program.json.ProblemExample.SCHEMA_REFUSES;
import static io.sglflink.program.json.ProblemExample.body;
import static io.sglflink.program.validate.ProblemCode.*;

import java.util.List;

/** Problems of messages, branches, loops and locals. */
final class ControlProblems {

  private ControlProblems() {}

  static List<ProblemExample> examples() {
    return List.of(
        body(
            UNKNOWN_VALUE,
            "/body/0/role",
            "{'type':'role','role':'tool','body':[]}",
            "system, user, assistant",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/branches/0/when",
            "{'type':'if','branches':[{'when':null,'body':[]}]}",
            "when is null, which is never true: drop the branch",
            SCHEMA_REFUSES),
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
            DUPLICATE_ITEM,
            "/body/0/body/0/item",
            "{'type':'for','item':'m','in':[1],'body':[{'type':'for','item':'m','in':[1],'body':[]}]}",
            "rename one",
            SCHEMA_ACCEPTS),
        body(
            NESTED_ROLE,
            "/body/0/body/0",
            "{'type':'role','role':'user','body':[{'type':'role','role':'system','body':[]}]}",
            "a system block stands in a user block",
            SCHEMA_ACCEPTS),
        body(
            EMPTY_BRANCHES,
            "/body/0/cases",
            "{'type':'match','value':1,'cases':[]}",
            "cases is empty: give at least one, or drop the match",
            SCHEMA_REFUSES),
        body(
            EMPTY_BRANCHES,
            "/body/0/cases/0/is",
            "{'type':'match','value':1,'cases':[{'is':[],'body':[]}]}",
            "is is empty",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/cases/0/is",
            "{'type':'match','value':1,'cases':[{'is':1,'body':[]}]}",
            "an array of values",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/cases/0/when",
            "{'type':'match','value':1,'cases':[{'is':[1],'when':null,'body':[]}]}",
            "drop the case",
            SCHEMA_REFUSES),
        body(
            MISSING_FIELD,
            "/body/0",
            "{'type':'match','cases':[{'is':[1],'body':[]}]}",
            "value is missing",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/when",
            "{'type':'while','when':null,'body':[]}",
            "drop the while",
            SCHEMA_REFUSES),
        body(
            OUT_OF_RANGE,
            "/body/0/limit",
            "{'type':'while','when':true,'limit':0,'body':[]}",
            "limit is 0: it must be at least 1",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_FIELD,
            "/body/0/body/0/label",
            "{'type':'for','item':'m','in':[1],'body':[{'type':'break','label':'a'}]}",
            "the fields here are type",
            SCHEMA_REFUSES),
        body(
            NOT_IN_A_LOOP,
            "/body/0",
            "{'type':'break'}",
            "a break stands in no loop of its state",
            SCHEMA_ACCEPTS),
        body(
            NOT_IN_A_LOOP,
            "/body/0/body/0/body/0",
            "{'type':'while','when':true,'body':[{'type':'fork','name':'f','count':1,'body':[{'type':'continue'}]}]}",
            "a continue stands in no loop of its state",
            SCHEMA_ACCEPTS),
        body(
            DUPLICATE_ITEM,
            "/body/0/index",
            "{'type':'for','item':'m','index':'m','in':[1],'body':[]}",
            "index \"m\" has the name of the item",
            SCHEMA_ACCEPTS),
        body(
            DUPLICATE_ITEM,
            "/body/0/body/0/index",
            "{'type':'for','item':'m','in':[1],'body':[{'type':'for','item':'n','index':'m','in':[1],'body':[]}]}",
            "index \"m\" has the name of the item or index of a loop around it",
            SCHEMA_ACCEPTS),
        body(
            MISSING_FIELD,
            "/body/0",
            "{'type':'let','name':'n'}",
            "value is missing: give the local's value",
            SCHEMA_REFUSES),
        body(
            INVALID_NAME,
            "/body/0/name",
            "{'type':'let','name':'','value':1}",
            "local name",
            SCHEMA_REFUSES),
        body(
            WRONG_TYPE,
            "/body/0/name",
            "{'type':'let','name':{'concat':['a']},'value':1}",
            "a string",
            SCHEMA_REFUSES),
        body(
            UNKNOWN_LOCAL,
            "/body/0/value",
            "{'type':'let','name':'n','value':{'local':'n'}}",
            "local \"n\" is read before any node can have set it",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_LOCAL,
            "/body/1/value",
            "{'type':'gen','name':'v'},{'type':'text','value':{'local':'v'}}",
            "refer to it with var",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_VARIABLE,
            "/body/1/value",
            "{'type':'let','name':'n','value':1},{'type':'text','value':{'var':'n'}}",
            "refer to it with local",
            SCHEMA_ACCEPTS),
        body(
            NESTED_ROLE,
            "/body/0/body/0",
            "{'type':'role','role':'user','body':[{'type':'role_begin','role':'system'}]}",
            "a role_begin of system stands in a user block",
            SCHEMA_ACCEPTS),
        body(
            NESTED_ROLE,
            "/body/0/body/0",
            "{'type':'role','role':'user','body':[{'type':'role_end','role':'user'}]}",
            "a role_end of user stands in a user block",
            SCHEMA_ACCEPTS),
        body(
            UNKNOWN_VALUE,
            "/body/0/role",
            "{'type':'role_begin','role':'tool'}",
            "system, user, assistant",
            SCHEMA_REFUSES));
  }
}
