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
        "{'and':[1,'a',{'arg':'l'}]}                              | True",
        "{'and':[1,{'arg':'z'}]}                                  | False",
        "{'or':[0,'',[]]}                                         | False",
        "{'or':[0,'a']}                                           | True",
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
        "{'get':[{'arg':'x'},'none']}   | argument \"x\" has no field \"none\": pass",
        "{'get':[{'arg':'l'},3]}        | argument \"l\" has 3 items and none at \"3\": pass",
        "{'get':[{'arg':'l'},-4]}       | argument \"l\" has 3 items and none at \"-4\": pass",
        "{'get':[{'arg':'l'},99999999999]} | argument \"l\" has 3 items and none at \"99999999999\"",
        "{'get':[{'arg':'l'},1.0]}      | argument \"l\" is of type array and operand 1 of get is of type number: get takes",
        "{'get':[{'arg':'t'},0]}        | argument \"t\" is of type string and operand 1 of get is of type number: get takes",
        "{'get':[{'get':[{'arg':'x'},'role']},'y']} | \"role\" of argument \"x\" is of type string",
        "{'lt':[1,'a']}                 | operand 0 of lt is of type number and operand 1 of lt is of type string: lt compares two",
        "{'ge':[{'arg':'z'},{'arg':'z'}]} | argument \"z\" is null and argument \"z\" is null: ge compares",
        "{'gt':[true,false]}            | operand 0 of gt is of type boolean",
        "{'in':[1,{'arg':'t'}]}         | operand 0 of in is of type number and argument \"t\" is of type string: in looks",
        "{'in':['a',{'arg':'z'}]}       | operand 0 of in is of type string and argument \"z\" is null",
        "{'get':[{'arg':'x'},'n']}      | \"n\" of argument \"x\" is of type object where text is needed",
      })
  void whatAnOperatorCannotUseFailsTheRun(String expression, String message) {
    RunResult result = run(expression);

    assertThat(result.failure().code()).isEqualTo(FailureCode.EVALUATION_FAILED);
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
