package io.sglflink.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JavaValuesTest {

  private static JsonNode of(Object value) {
    return JavaValues.argument("x", value);
  }

  @Test
  void javaValuesAreTheJsonThatTheyLookLike() {
    assertThat(of("text").textValue()).isEqualTo("text");
    assertThat(of(true).booleanValue()).isTrue();
    assertThat(of(null).isNull()).isTrue();
    assertThat(of((short) 3)).hasToString("3");
    assertThat(of(Long.MAX_VALUE)).hasToString("9223372036854775807");
    assertThat(of(BigInteger.TWO.pow(70))).hasToString("1180591620717411303424");
    assertThat(of(new BigDecimal("0.10"))).hasToString("0.10");
    assertThat(of(0.1f)).hasToString("0.1");
    assertThat(of(2.0)).hasToString("2.0");
    assertThat(of(Arrays.asList(1, null, List.of("a")))).hasToString("[1,null,[\"a\"]]");
    assertThat(of(Map.of("k", List.of(1)))).hasToString("{\"k\":[1]}");
    JsonNode node = JsonNodeFactory.instance.arrayNode();
    assertThat(of(node)).isSameAs(node);
  }

  @Test
  void othersAreRefusedByName() {
    assertThatThrownBy(() -> of(new AtomicInteger()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "argument \"x\" has a java.util.concurrent.atomic.AtomicInteger: give a String");
    assertThatThrownBy(() -> of(List.of(Double.NaN)))
        .hasMessage(
            "argument \"x\" has the number NaN, which JSON has no form for: give a finite one");
    assertThatThrownBy(() -> of(Map.of(1, "a")))
        .hasMessageStartingWith("argument \"x\" has a map with the key 1, a java.lang.Integer");
  }

  @Test
  void aListThatContainsItselfIsRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    assertThatThrownBy(() -> of(list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 256 levels");
  }
}
