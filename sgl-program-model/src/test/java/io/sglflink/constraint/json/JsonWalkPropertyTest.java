package io.sglflink.constraint.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Texts that the automaton itself makes up, judged by another validator. */
class JsonWalkPropertyTest {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final String[] SCHEMAS = {
    "{\"type\":[\"string\",\"array\"],\"maxLength\":3,\"minLength\":2,\"items\":{\"type\":\"null\"}}",
    "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"boolean\"},\"ab\":{\"type\":\"string\"}},"
        + "\"required\":[\"ab\"]}",
    "{\"type\":\"object\",\"properties\":{\"a\":{},\"b\":{},\"c\":{}},\"minProperties\":2,"
        + "\"maxProperties\":2,\"additionalProperties\":false}",
    "{\"type\":\"object\",\"minProperties\":2,\"additionalProperties\":{\"type\":\"null\"},"
        + "\"propertyNames\":{\"maxLength\":1}}",
    "{\"type\":\"array\",\"items\":{\"enum\":[1,\"a\",true]},\"uniqueItems\":true,\"minItems\":3}",
    "{\"type\":\"array\",\"contains\":{\"const\":\"x\"},\"items\":{\"type\":\"string\"}}",
    "{\"type\":\"array\",\"contains\":{\"type\":\"null\"},\"minContains\":2,\"maxContains\":3,"
        + "\"items\":{\"type\":[\"null\",\"boolean\"]}}",
    "{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#\"},\"v\":{\"type\":\"null\"}},"
        + "\"required\":[\"v\"],\"additionalProperties\":false}",
    "{\"type\":\"string\",\"pattern\":\"^[\\\\n\\\"]{2}\\ud83d\\ude00?$\"}",
    "{\"type\":\"object\",\"dependentRequired\":{\"a\":[\"b\"]},\"properties\":{\"a\":{\"type\":"
        + "\"null\"},\"b\":{\"type\":\"null\"}},\"additionalProperties\":false}"
  };

  @Provide
  Arbitrary<String> schemas() {
    return Arbitraries.of(SCHEMAS);
  }

  @Property(tries = 300)
  void walksStayInTheirLeavesAndEndInMembersOfTheSet(
      @ForAll("schemas") String schema,
      @ForAll Whitespace whitespace,
      @ForAll PropertyOrder order,
      @ForAll long seed)
      throws JsonProcessingException {
    Random random = new Random(seed);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ByteState state = Following.start(schema, new JsonStyle(whitespace, order));
    for (int steps = random.nextInt(40); steps > 0 && state.hasNext(); steps--) {
      int[] next = following(state);
      int value = next[random.nextInt(next.length)];
      text.write(value);
      state = state.next(value);
    }
    while (!state.accepting()) {
      int value = onShortestWay(state);
      text.write(value);
      state = state.next(value);
    }
    assertThat(state.accepting()).isTrue();
    String json = text.toString(StandardCharsets.UTF_8);
    assertThat(json.getBytes(StandardCharsets.UTF_8)).isEqualTo(text.toByteArray());
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(schema)
                .validate(MAPPER.readTree(json)))
        .as(json)
        .isEmpty();
  }

  /** The bytes that may follow: exactly those with which some leaf goes on. */
  private static int[] following(ByteState state) {
    List<ByteState> leaves = state.leaves();
    int[] next = IntStream.range(0, 256).filter(value -> state.next(value) != null).toArray();
    assertThat(next)
        .containsExactly(
            IntStream.range(0, 256)
                .filter(value -> leaves.stream().anyMatch(leaf -> leaf.next(value) != null))
                .toArray());
    return next;
  }

  /** A byte with which the rest gets shorter; by more than one only where items must differ. */
  private static int onShortestWay(ByteState state) {
    return IntStream.range(0, 256)
        .filter(value -> state.next(value) != null)
        .filter(value -> state.next(value).shortest() < state.shortest())
        .findFirst()
        .orElseThrow();
  }
}
