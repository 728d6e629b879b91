package io.sglflink.job.score;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.List;

/** What a right value looks like. */
sealed interface Check {

  /** Whether a variable's value passes. */
  boolean passes(String value);

  /** The text itself, but for white space around it. */
  record Exact(String text) implements Check {
    public Exact {
      requireNonNull(text, "text is null");
    }

    @Override
    public boolean passes(String value) {
      return value.strip().equals(text.strip());
    }
  }

  /** A text that has all the parts in it, whatever the marks, the spaces and the case. */
  record Contains(List<String> parts) implements Check {
    public Contains {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean passes(String value) {
      String plain = PlainText.of(value);
      return parts.stream().allMatch(part -> plain.contains(PlainText.of(part)));
    }
  }

  /** A text that says nearly the same words as {@code text}, whatever the marks. */
  record Similar(String text) implements Check {
    private static final double SAME = 0.85;

    public Similar {
      requireNonNull(text, "text is null");
    }

    @Override
    public boolean passes(String value) {
      return PlainText.similarity(PlainText.of(value), PlainText.of(text)) >= SAME;
    }
  }

  /** A text whose first number is {@code number}. */
  record FirstNumber(BigDecimal number) implements Check {
    public FirstNumber {
      requireNonNull(number, "number is null");
    }

    @Override
    public boolean passes(String value) {
      List<BigDecimal> numbers = PlainText.numbers(value);
      return !numbers.isEmpty() && numbers.get(0).compareTo(number) == 0;
    }
  }

  /** A text whose last number is {@code number}. */
  record LastNumber(BigDecimal number) implements Check {
    public LastNumber {
      requireNonNull(number, "number is null");
    }

    @Override
    public boolean passes(String value) {
      List<BigDecimal> numbers = PlainText.numbers(value);
      return !numbers.isEmpty() && numbers.get(numbers.size() - 1).compareTo(number) == 0;
    }
  }

  /** Any JSON text of the value {@code json}. */
  record SameJson(JsonNode json) implements Check {
    private static final JsonMapper MAPPER = new JsonMapper();

    public SameJson {
      requireNonNull(json, "json is null");
    }

    @Override
    public boolean passes(String value) {
      try {
        return json.equals(MAPPER.readTree(value));
      } catch (JsonProcessingException e) {
        return false;
      }
    }
  }
}
