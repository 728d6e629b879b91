package io.sglflink.constraint.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;
import io.sglflink.constraint.LeftOut;
import io.sglflink.constraint.value.ObjectShape;
import io.sglflink.constraint.value.ValueSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // schema | values in it | values not in it
        "true | 1 null [] | ",
        "{'type':'integer'} | 1 1.0 -3 | 1.5 '1' null",
        "{'type':['string','null']} | 'a' null | 1 {}",
        "{'enum':[1,'a',{'b':[2]}]} | 1 1.0 'a' {'b':[2.0]} | 2 {'b':[2,3]} {}",
        "{'not':{'const':{'a':1}}} | {} {'a':2} {'a':1,'b':1} 1 | {'a':1} {'a':1.0}",
        "{'not':{'const':[1,2]}} | [] [1] [2,2] [1,2,3] | [1,2]",
        "{'minimum':2,'exclusiveMaximum':5,'multipleOf':1.5} | 3 4.5 'a' | 1.5 5 3.1",
        "{'not':{'multipleOf':2},'type':'integer'} | 1 -3 | 2 0",
        "{'minLength':2,'pattern':'^a'} | 'ab' 1 | 'a' 'bb'",
        "{'not':{'pattern':'^a'},'type':'string'} | 'b' '' | 'a' 'ab'",
        "{'prefixItems':[{'type':'string'}],'items':{'type':'integer'}} | [] ['a'] ['a',1] | [1]",
        "{'items':[{'type':'string'}],'additionalItems':false} | [] ['a'] | [1] ['a',1]",
        "{'not':{'items':{'type':'integer'}}} | [1,'a'] ['a'] | [] [1] 1",
        "{'not':{'prefixItems':[true],'items':{'type':'integer'}}} | ['a','a'] [1,'a'] | ['a',1]",
        "{'contains':{'const':1},'minContains':2,'maxContains':2} | [1,1] [1,2,1] | [1] [1,1,1]",
        "{'not':{'contains':{'const':1}}} | [] [2] | [1] [2,1]",
        "{'uniqueItems':true} | [] [1,2] [1,'1'] | [1,1.0] [{'a':1},{'a':1}]",
        "{'not':{'uniqueItems':true},'items':{'enum':[1,2]}} | [1,1] [1,2,1] | [1,2] []",
        "{'required':['a'],'properties':{'a':{'type':'integer'}}} | {'a':1} {'a':1,'b':2} | {} {'a':''}",
        "{'not':{'required':['a','b']}} | {'a':1} {} | {'a':1,'b':1} 1",
        "{'not':{'properties':{'a':{'type':'integer'}}}} | {'a':''} | {} {'a':1}",
        "{'patternProperties':{'^x':{'type':'integer'}},'additionalProperties':false} | {'x':1} {} | {'x':''} {'y':1}",
        "{'not':{'additionalProperties':{'type':'integer'}}} | {'a':''} | {} {'a':1}",
        "{'not':{'patternProperties':{'^x':{'type':'integer'}}}} | {'xy':''} | {'y':''} {'x':1}",
        "{'propertyNames':{'maxLength':1}} | {} {'a':1} | {'ab':1}",
        "{'not':{'propertyNames':{'maxLength':1}}} | {'ab':1} | {} {'a':1}",
        "{'minProperties':1,'maxProperties':1} | {'a':1} | {} {'a':1,'b':2}",
        "{'dependentRequired':{'a':['b']}} | {} {'b':1} {'a':1,'b':1} | {'a':1}",
        "{'dependencies':{'a':{'required':['b']}}} | {} {'a':1,'b':1} | {'a':1}",
        "{'anyOf':[{'type':'integer'},{'minimum':2}]} | 1 2.5 'a' | 1.5",
        "{'oneOf':[{'type':'integer'},{'minimum':2}]} | 1 2.5 'a' | 3 1.5",
        "{'not':{'oneOf':[{'type':'integer'},{'minimum':2}]}} | 3 1.5 | 1 2.5 'a'",
        "{'if':{'type':'integer'},'then':{'minimum':2},'else':{'type':'string'}} | 2 'a' | 1 2.5",
        "{'oneOf':[{'required':['a']},{'required':['b']}]} | {'a':1} {'b':1} | {} {'a':1,'b':1}",
        "{'allOf':[{'properties':{'a':true}}],'unevaluatedProperties':false} | {'a':1} {} | {'b':1}",
        "{'anyOf':[{'properties':{'a':{'const':1}},'required':['a']},true],'unevaluatedProperties':false} | {'a':1} {} | {'a':2}",
        "{'prefixItems':[true],'unevaluatedItems':{'const':1}} | [2] [2,1] | [2,2]",
        "{'$defs':{'n':{'$anchor':'x','type':'null'}},'$ref':'#x'} | null | 1",
        "{'$defs':{'a/b~%':{'type':'null'}},'$ref':'#/$defs/a~1b~0%25'} | null | 1",
        "{'properties':{'a':{'$ref':'#'}},'additionalProperties':false} | {'a':{'a':{}}} | {'a':{'b':1}}",
        "{'$schema':'http://json-schema.org/draft-07/schema#','$ref':'#/definitions/n','type':'string','definitions':{'n':{'type':'null'}}} | null | 'a'",
        "{'$schema':'http://json-schema.org/draft-04/schema#','minimum':1,'exclusiveMinimum':true} | 2 | 1",
        "{'$id':'http://a/b','$defs':{'n':{'$id':'c','type':'null'}},'$ref':'http://a/c'} | null | 1",
      })
  void takesWhatIsValidAndNothingElse(String schema, String valid, String invalid) {
    ValueSet set = compile(schema).root();
    for (String value : texts(valid)) {
      assertThat(ShapeMembership.contains(set, json(value))).as(value).isTrue();
    }
    for (String value : texts(invalid)) {
      assertThat(ShapeMembership.contains(set, json(value))).as(value).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'foo'} | INVALID | /type",
        "{'type':[]} | INVALID | /type",
        "{'properties':{'a':{'minLength':'3'}}} | INVALID | /properties/a/minLength",
        "{'pattern':'('} | INVALID | /pattern",
        "{'$ref':'#/$defs/missing'} | INVALID | /$ref",
        "{'$ref':'#'} | UNSUPPORTED | /$ref",
        "{'$ref':'http://elsewhere/x'} | UNSUPPORTED | /$ref",
        "{'pattern':'(a)\\\\1'} | UNSUPPORTED | /pattern",
        "{'properties':{'a':{'not':{'uniqueItems':true}}}} | UNSUPPORTED | /properties/a/not/uniqueItems",
        "{'type':'string','enum':[1]} | UNSATISFIABLE | ``",
        "{'required':['a'],'properties':{'a':{'$ref':'#'}},'type':'object'} | UNSATISFIABLE | ``",
        "{'type':'array','items':{'enum':[1,2]},'uniqueItems':true,'minItems':3} | UNSATISFIABLE | ``",
        "{'type':'array','prefixItems':[{'type':'integer'},{'const':1}],'uniqueItems':true,'minItems':2} | UNSUPPORTED | /uniqueItems",
        "{'patternProperties':{'a/b(a)\\\\1':true}} | UNSUPPORTED | /patternProperties/a~1b(a)\\1",
        "{'patternProperties':{'(':true}} | INVALID | /patternProperties/(",
        "{'$schema':'http://json-schema.org/draft-03/schema#'} | UNSUPPORTED | /$schema",
        "{'$schema':'http://elsewhere/schema','type':'foo'} | UNSUPPORTED | /$schema",
        "{'allOf':[{'multipleOf':99999999999999977},{'multipleOf':99999999999999961}]} | UNSUPPORTED | /allOf/1/multipleOf",
        "{'dependentRequired':{'a':'b'}} | INVALID | /dependentRequired/a",
        "{'dependencies':{'a':'b'}} | INVALID | /dependencies/a",
        "{'properties':[]} | INVALID | /properties",
        "{'required':true} | INVALID | /required",
        "{'required':[1]} | INVALID | /required",
        "{'minLength':-1} | INVALID | /minLength",
        "{'maxItems':1.5} | INVALID | /maxItems",
        "{'multipleOf':0} | INVALID | /multipleOf",
        "{'minimum':1e2000} | TOO_LARGE | /minimum",
        "{'enum':[{'a':[1e2000]}]} | TOO_LARGE | /enum",
        "{'exclusiveMinimum':true} | INVALID | /exclusiveMinimum",
        "{'$schema':'http://json-schema.org/draft-07/schema#','minimum':1,'exclusiveMinimum':true} | INVALID | /exclusiveMinimum",
        "{'$schema':'http://json-schema.org/draft-04/schema#','exclusiveMinimum':1} | INVALID | /exclusiveMinimum",
        "{'prefixItems':{}} | INVALID | /prefixItems",
        "{'additionalItems':1} | INVALID | /additionalItems",
        "{'maxContains':'1'} | INVALID | /maxContains",
        "{'then':1} | INVALID | /then",
        "{'anyOf':[]} | INVALID | /anyOf",
        "{'$defs':[]} | INVALID | /$defs",
        "{'$id':1} | INVALID | /$id",
        "{'uniqueItems':1} | INVALID | /uniqueItems",
        "{'properties':{'a':'string'}} | INVALID | /properties/a",
        "{'type':'object','properties':{'a':false},'required':['a']} | UNSATISFIABLE | ``",
      })
  void refusesByNameAndPlace(String schema, Kind kind, String place) {
    assertThatThrownBy(() -> compile(schema))
        .isInstanceOfSatisfying(
            ConstraintException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.place()).isEqualTo(place);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Each of these has more values than one of its parts tells.
        "{'items':{'type':'array','items':{'enum':[1,2]},'uniqueItems':true},'minItems':5} | [[],[1],[2],[1,2],[2,1]]",
        "{'items':{'type':'array','items':{'type':'null'},'maxItems':2},'minItems':3} | [[],[null],[null,null]]",
        "{'items':{'type':'object','properties':{'a':{'type':'null'},'b':{'type':'null'}},'additionalProperties':false},'minItems':4} | [{},{'a':null},{'b':null},{'a':null,'b':null}]",
        "{'items':{'$ref':'#/$defs/n'},'minItems':9,'$defs':{'n':{'type':'object','properties':{'n':{'$ref':'#/$defs/n'}},'additionalProperties':false}}} | [{},{'n':{}},{'n':{'n':{}}},1]",
      })
  void arraysOfDifferentItemsAreThereWhereThereAreValuesEnough(String schema, String value)
      throws JsonProcessingException {
    String text = schema.replace("'minItems'", "'type':'array','uniqueItems':true,'minItems'");
    ValueSet set = JsonSchema.compile(json(text), false).root();
    assertThat(set.isEmpty()).isFalse();
    boolean fits = json(value).size() >= json(text).get("minItems").asInt();
    assertThat(ShapeMembership.contains(set, json(value))).isEqualTo(fits);
  }

  @Test
  void rulesThatOnlySayWhatMayBeThereDoNotMultiply() throws JsonProcessingException {
    ValueSet set =
        JsonSchema.compile(
                json(
                    """
                    {"type": "object", "properties": {"a": {}, "b": {}, "c": {}, "d": {}, "e": {}},
                     "required": ["e"], "dependencies": {
                       "a": {"anyOf": [{"required": ["d"]}, {"required": ["e"]}]},
                       "b": {"anyOf": [{"required": ["d", "a"]}, {"required": ["e", "a"]}]},
                       "c": {"anyOf": [{"required": ["d", "a"]}, {"required": ["e", "a"]}]}}}
                    """),
                false)
            .root();
    assertThat(set.objects()).hasSizeLessThan(4);
  }

  @Test
  void waysToDifferFromManyValuesAddUp() throws JsonProcessingException {
    ValueSet set =
        JsonSchema.compile(
                json(
                    """
                    {"type": "object", "additionalProperties": {"type": "string"}}
                    """),
                false)
            .root();
    for (char last = 'a'; last < 'i'; last++) {
      set =
          set.without(json("{'a':'1','b':'2','c':'3','d':'4','e':'5','f':'6','g':'" + last + "'}"));
    }
    assertThat(set.objects()).hasSizeLessThan(20);
    assertThat(ShapeMembership.contains(set, json("{'a':'1'}"))).isTrue();
  }

  @Test
  void whatIsNotReachedHarmsNobody() {
    assertThat(compile("{'type':'null','$defs':{'a':{'type':'foo'}}}").root().hasNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // schema | what is left out | values in it | values not in it
        "{'type':'string','pattern':'(a)\\\\1'} | /pattern | 'b' | 1",
        "{'patternProperties':{'(a)\\\\1':{'type':'null'}},'additionalProperties':false} | /patternProperties/(a)\\\\1 /additionalProperties | {'b':1} | ",
        "{'type':'object','properties':{'a':{'$ref':'http://elsewhere/x'}}} | /properties/a/$ref | {'a':1} | 1",
        "{'$schema':'http://json-schema.org/draft-03/schema#','type':'null'} | /$schema | null | 1",
        "{'$ref':'#','type':'null'} | /$ref | null | 1",
        "{'type':'array','prefixItems':[{'type':'integer'},{'const':1}],'uniqueItems':true,'minItems':2} | /uniqueItems | [1,1] | [1]",
        "{'type':'array','not':{'uniqueItems':true}} | /not/uniqueItems /not | [1,2] | 1",
        "{'type':'array','not':{'prefixItems':[true,true,true,true,true],'items':{'type':'null'}}} | /not/items /not | [] | 1",
        "{'allOf':[{'multipleOf':99999999999999977},{'multipleOf':99999999999999961}]} | /allOf/1/multipleOf | 99999999999999977 | 1",
        "{'type':'string','not':{'pattern':'(a)\\\\1'}} | /not/pattern /not | 'aa' | 1",
        "{'not':{'not':{'type':'string','pattern':'(a)\\\\1'}}} | /not/not/pattern /not /not/not | 'b' 1 | ",
        "{'oneOf':[{'pattern':'(a)\\\\1','type':'string'},{'minLength':1,'type':'string'}]} | /oneOf/0/pattern /oneOf | 'ab' | 1",
        "{'if':{'pattern':'(a)\\\\1'},'then':{'type':'null'},'else':{'type':'string'}} | /if/pattern /if | null 'a' | 1",
        "{'if':{'type':'string'},'then':{'pattern':'(a)\\\\1'},'else':{'type':'null'}} | /then/pattern | null 'a' | 1",
        "{'contains':{'pattern':'(a)\\\\1'},'minContains':2,'maxContains':2} | /contains/pattern /contains | ['','',''] 1 | ['']",
        "{'properties':{'a':{'pattern':'(a)\\\\1'}},'unevaluatedProperties':false} | /properties/a/pattern | {'a':''} | {'b':1}",
        "{'$ref':'http://elsewhere/x','unevaluatedProperties':false} | /$ref /unevaluatedProperties | {'b':1} | ",
        "{'type':'object','anyOf':[{'properties':{'a':true}},{'properties':{'b':true}},{'properties':{'c':true}},{'properties':{'d':true}},{'properties':{'e':true}},{'properties':{'f':true}},{'properties':{'g':true}}],'unevaluatedProperties':false} | /unevaluatedProperties | {'z':1} | 1",
        "{'$id':'http://a/r','$ref':'x','$defs':{'x':{'$id':'x','$dynamicAnchor':'n','properties':{'a':{'$dynamicRef':'#n'}}},'y':{'$id':'y','$dynamicAnchor':'n','type':'null'}}} | /$defs/x/properties/a/$dynamicRef | {'a':1} | ",
        "{'enum':['aa','b'],'not':{'pattern':'(a)\\\\1'}} | /not/pattern /not | 'aa' 'b' | 'c'",
      })
  void lenientSchemasListWhatTheyLeaveOutAndKeepTheRest(
      String schema, String leftOut, String valid, String invalid) {
    CompiledSchema compiled = JsonSchema.compile(json(schema), true);
    assertThat(compiled.leftOut())
        .extracting(LeftOut::pointer)
        .containsExactlyInAnyOrder(leftOut.replace("\\\\", "\\").split(" "));
    for (String value : texts(valid)) {
      assertThat(ShapeMembership.contains(compiled.root(), json(value))).as(value).isTrue();
    }
    for (String value : texts(invalid)) {
      assertThat(ShapeMembership.contains(compiled.root(), json(value))).as(value).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'pattern':'('} | INVALID | /pattern",
        "{'type':'foo'} | INVALID | /type",
        "{'type':'string','enum':[1]} | UNSATISFIABLE | ``",
        "{'pattern':'[ab]*a[ab]{30}c'} | TOO_LARGE | /pattern",
      })
  void lenientSchemasStillHaveToBeSchemas(String schema, Kind kind, String place) {
    assertThatThrownBy(() -> JsonSchema.compile(json(schema), true))
        .isInstanceOfSatisfying(
            ConstraintException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.place()).isEqualTo(place);
            });
  }

  @Test
  void messagesNameTheValueAndTheWayOut() {
    assertThatThrownBy(() -> compile("{'type':['string','foo']}"))
        .hasMessage(
            "there is no type \"foo\": write array, boolean, integer, null, number, object, string"
                + " (at \"/type\" of the schema)");
    assertThatThrownBy(() -> compile("{'minLength':'3'}"))
        .hasMessage(
            "minLength is \"3\", not a count: write an integer from 0"
                + " (at \"/minLength\" of the schema)");
  }

  @Test
  void formatsThatAreNotAssertedAreListed() {
    assertThat(compile("{'format':'colour'}").annotations())
        .extracting(LeftOut::pointer)
        .containsExactly("/format");
  }

  @Test
  void propertiesStandInTheOrderOfTheDocument() {
    CompiledSchema schema =
        compile(
            "{'required':['z'],'allOf':[{'properties':{'b':true,'a':true}}],"
                + "'properties':{'c':true,'b':true}}");
    ObjectShape shape = schema.root().objects().get(0);
    assertThat(shape.properties())
        .extracting(ObjectShape.Property::name)
        .containsExactly("b", "a", "c", "z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'object'} | 2",
        "{'type':'array','minItems':2,'items':{'type':'boolean'}} | 11",
        "{'type':'object','required':['a'],'properties':{'a':{'type':'string','minLength':2}}} | 10",
        "{'type':'array','contains':{'const':'ab'},'minItems':2} | 8",
        "{'type':'array','items':{'enum':[1,'a',true]},'uniqueItems':true,'minItems':3} | 12",
        "{'type':'array','items':{'enum':[[],[1],[1,2]]},'uniqueItems':true,'minItems':2} | 8",
        "{'type':'array','prefixItems':[{'const':1},{'const':2}],'uniqueItems':true,'minItems':2} | 5",
        "{'type':'array','items':{'type':'integer'},'uniqueItems':true,'minItems':11} | 24",
        "{'anyOf':[{'type':'null'},{'type':'object','minProperties':1}]} | 4",
      })
  void knowsItsShortestText(String schema, int bytes) {
    assertThat(compile(schema).root().shortest()).isEqualTo(bytes);
  }

  @Test
  void manyBranchesToldApartByAConstantStayThatMany() {
    StringBuilder branches = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      branches
          .append(i == 0 ? "" : ",")
          .append("{'required':['kind'],'properties':{'kind':{'const':'k")
          .append(i)
          .append("'},'x':{'type':'integer'},'y':{'minLength':1}}}");
    }
    CompiledSchema schema = compile("{'type':'object','oneOf':[" + branches + "]}");
    assertThat(schema.root().objects()).hasSize(60);
  }

  @Test
  void countsAreNeverTooHigh() {
    assertThat(compile("{'enum':[1,'a',null]}").root().size()).isEqualTo(3);
    assertThat(compile("{'type':'boolean'}").root().size()).isEqualTo(2);
    assertThat(compile("{'type':'string'}").root().size()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aValueCanBeTakenOut() {
    ValueSet set = compile("{'enum':[1,2]}").root();
    assertThat(set.without(json("1.0")).size()).isEqualTo(1);
    assertThat(set.without(json("1")).without(json("2")).isEmpty()).isTrue();
  }

  private static CompiledSchema compile(String schema) {
    return JsonSchema.compile(json(schema), false);
  }

  private static List<String> texts(String texts) {
    return texts == null ? List.of() : List.of(texts.split(" "));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
