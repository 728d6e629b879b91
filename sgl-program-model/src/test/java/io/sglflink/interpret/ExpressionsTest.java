package io.sglflink.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.model.FailureCode;
import io.sglflink.model.FakeLanguageModel;
import io.sglflink.program.Program;
import io.sglflink.program.json.ProgramJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions give; single quotes stand for double ones. */
class ExpressionsTest {

  private static final String ARGS =
      "{'x':{'role':'user','n':{'a':[1,2.0,null]},'0':'zero'},'l':['a','b','c'],'t':'wörter',"
          + "'i':1,'z':null}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'get':[{'arg':'x'},'role']}                             | user",
        "{'get':[{'arg':'x'},'0']}                                | zero",
        "{'get':[{'get':[{'get':[{'arg':'x'},'n']},'a']},1]}      | 2.0",
        "{'get':[{'arg':'l'},0]}                                  | a",
        "{'get':[{'arg':'l'},-3]}                                 | a",
        "{'get':[{'arg':'l'},{'arg':'i'}]}                        | b",
        "{'get':[['p',['q']],0]}                                  | p",
      })
  void getTakesFieldsAndItems(String expression, String value) {
    assertThat(text(expression)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'eq':[1,1.0]}                                           | True",
        "{'eq':[9007199254740993,9007199254740992.0]}             | False",
        "{'eq':[0,-0.0]}                                          | True",
        "{'eq':[1,true]}                                          | False",
        "{'eq':['1',1]}                                           | False",
        "{'eq':[{'arg':'z'},false]}                               | False",
        "{'eq':[{'get':[{'arg':'x'},'n']},{'get':[{'arg':'x'},'n']}]} | True",
        "{'eq':[['a','b','c'],{'arg':'l'}]}                       | True",
        "{'eq':[[[1],2],[[1.0],2.0]]}                             | True",
        "{'ne':['a','b']}                                         | True",
        "{'ne':[[1],[1,2]]}                                       | True",
        "{'lt':[1,1.5]}                                           | True",
        "{'lt':[2,1]}                                             | False",
        "{'le':[1,1.0]}                                           | True",
        "{'gt':[9007199254740993,9007199254740992.0]}             | True",
        "{'ge':['b','a']}                                         | True",
        "{'lt':['a','ab']}                                        | True",
        "{'gt':['\uD83D\uDE42','\uFF5E']}                         | True",
        "{'le':['','']}                                           | True",
        "{'in':['b',{'arg':'l'}]}                                 | True",
        "{'in':[1.0,[0,1]]}                                       | True",
        "{'in':['d',{'arg':'l'}]}                                 | False",
        "{'in':['role',{'arg':'x'}]}                              | True",
        "{'in':['user',{'arg':'x'}]}                              | False",
        "{'in':['ört',{'arg':'t'}]}                               | True",
        "{'in':['',{'arg':'t'}]}                                  | True",
        "{'and':[1,{'arg':'l'},'a']}                              | a",
        "{'and':[1,0,'a']}                                        | 0",
        "{'or':[{'arg':'z'},'',0]}                                | 0",
        "{'or':[{'arg':'z'},'a',1]}                               | a",
        "{'if':[{'arg':'l'},'a',{'div':[1,0]}]}                   | a",
        "{'if':[{'arg':'z'},{'div':[1,0]},'b']}                   | b",
        "{'not':{'arg':'z'}}                                      | True",
        "{'not':['']}                                             | False",
        "{'and':[false,{'lt':[1,'a']}]}                           | False",
        "{'or':[true,{'get':[{'arg':'x'},'none']}]}               | True",
      })
  void comparisonsGiveTrueOrFalse(String expression, String value) {
    assertThat(text(expression)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'range':[3]}                                            | [0, 1, 2]",
        "{'range':[0]}                                            | []",
        "{'range':[-2]}                                           | []",
        "{'range':[1,4]}                                          | [1, 2, 3]",
        "{'range':[4,1]}                                          | []",
        "{'range':[0,7,3]}                                        | [0, 3, 6]",
        "{'range':[0,6,3]}                                        | [0, 3]",
        "{'range':[5,0,-2]}                                       | [5, 3, 1]",
        "{'range':[1,5,-1]}                                       | []",
        "{'range':[100000000000000000000,100000000000000000002]}  | [100000000000000000000, 100000000000000000001]",
        "{'keys':{'arg':'x'}}                                     | ['role', 'n', '0']",
        "{'keys':{'object':{}}}                                   | []",
        "{'min':[2,1,1.0]}                                        | 1",
        "{'min':[2,1.0,1]}                                        | 1.0",
        "{'max':[1,2.0,2]}                                        | 2.0",
        "{'max':['a','ab','B']}                                   | ab",
        "{'min':['a','ab','B']}                                   | B",
      })
  void rangesKeysAndExtremesAreThoseOfPython(String expression, String value) {
    assertThat(text("{'str':" + expression + "}")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'get':[{'arg':'x'},'none']}   | argument \"x\" has no field \"none\": pass",
        "{'get':[{'arg':'l'},3]}        | argument \"l\" has 3 items and none at \"3\": pass",
        "{'get':[{'arg':'l'},-4]}       | argument \"l\" has 3 items and none at \"-4\": pass",
        "{'get':[{'arg':'l'},99999999999]} | argument \"l\" has 3 items and none at \"99999999999\"",
        "{'get':[{'arg':'x'},{'arg':'i'}]} | argument \"x\" is of type object and argument \"i\" is of type number: get takes",
        "{'get':[{'arg':'t'},9]}        | argument \"t\" has 6 characters and none at \"9\": pass",
        "{'get':[{'get':[{'arg':'x'},'role']},'y']} | \"role\" of argument \"x\" is of type string",
        "{'lt':[1,'a']}                 | operand 0 of lt is of type number and operand 1 of lt is of type string: lt compares two",
        "{'ge':[{'arg':'z'},{'arg':'z'}]} | argument \"z\" is null: ge takes a number or a text",
        "{'lower':{'arg':'i'}}          | argument \"i\" is of type number: lower takes a text",
        "{'int':{'get':[{'arg':'l'},0]}} | \"0\" of argument \"l\" is \"a\": int takes the digits",
        "{'div':[1,{'sub':[{'arg':'i'},1]}]} | operand 1 of div is 0: div divides by other",
        "{'pow':[-8,0.5]}               | operand 0 of pow is negative: pow takes no fractions",
        "{'join':[',',[1]]}             | item 0 of operand 1 of join is of type number: join takes",
        "{'format':[{'arg':'t'},'.2f']} | operand 1 of format, \".2f\", does not go with argument \"t\"",
        "{'json':{'arg':'t'}}           | argument \"t\" is \"wörter\": json takes JSON, and this is none",
        "{'json':'1e999'}               | operand 0 of json is \"1e999\": json takes JSON, and this has a number",
        "{'search':[{'arg':'t'},'a',1]} | operand 2 of search is \"1\": search takes a group that",
        "{'search':[{'get':[['('],0]},'a']} | \"0\" of operand 0 of get is \"(\": search refuses it",
        "{'in':[1,{'arg':'t'}]}         | operand 0 of in is of type number and argument \"t\" is of type string: in looks",
        "{'in':['a',{'arg':'z'}]}       | argument \"z\" is null: in takes a text, a list or an object",
        "{'str':{'range':[1,2,{'sub':[{'arg':'i'},1]}]}} | operand 2 of range is 0: range takes a step forward",
        "{'str':{'range':[{'arg':'t'}]}}         | argument \"t\" is of type string: range takes an integer",
        "{'str':{'keys':{'arg':'l'}}}   | argument \"l\" is of type array: keys takes an object",
        "{'max':[1,{'arg':'i'},{'arg':'t'}]} | argument \"t\" is of type string and operand 0 of max is",
        "{'get':[{'arg':'x'},'n']}      | \"n\" of argument \"x\" is of type object where text is needed",
      })
  void whatAnOperatorCannotUseFailsTheRun(String expression, String message) {
    RunResult result = run(expression);

    assertThat(result.failure().code()).isEqualTo(FailureCode.EVALUATION_FAILED);
    assertThat(result.failure().pointer()).isEqualTo("/body/0");
    assertThat(result.failure().message()).startsWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'mul':['ab',100000000]}       | characters and items of an expression: 200,000,000, the limit is 16,777,216: make",
        "{'mul':[{'arg':'l'},1000000]}  | characters and items of an expression: 51,000,000, the limit",
        "{'range':[10000000]}             | characters and items of an expression: 160,000,000, the limit",
        "{'range':[100000000000000000000]} | characters and items of an expression: 34,359,738,352, the",
        "{'pow':[10,1000]}              | bits of an integer: 3,322, the limit",
        "{'pow':[2,10000000000]}        | bits of an integer: 2,147,483,647, the limit is 3,072: compute",
        "{'int':{'mul':['1',2000]}}     | characters of a number: 2,000, the limit is 1,000: pass fewer",
        "{'json':{'mul':['1',2000000]}} | characters of JSON text: 2,000,000, the limit is 1,048,576: pass",
        "{'in':[{'mul':['a',1000000]},{'mul':['b',1000000]}]} | work of expressions of the run: ",
        "{'search':['(x+x+){99}y',{'mul':['x',4000000]}]} | work of expressions of the run: ",
      })
  void whatTakesTooMuchFailsTheRun(String expression, String message) {
    RunResult result = run("{'str':" + expression + "}");

    assertThat(result.failure().code()).isEqualTo(FailureCode.BUDGET_EXCEEDED);
    assertThat(result.failure().pointer()).isEqualTo("/body/0");
    assertThat(result.failure().message()).startsWith(message);
  }

  private static String text(String expression) {
    RunResult result = run(expression);
    assertThat(result.failure()).isNull();
    return result.text();
  }

  private static RunResult run(String expression) {
    Program program =
        ProgramJson.read(
            """
            {"sglang": 1, "name": "p", "body": [{"type": "text", "value": %s}],
             "parameters": [{"name": "x"}, {"name": "l"}, {"name": "t"}, {"name": "i"}, {"name": "z"}]}
            """
                .formatted(expression.replace('\'', '"')));
    return Runs.run(new FakeLanguageModel(), program, ARGS);
  }
}
