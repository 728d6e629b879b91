package io.sglflink.job.score;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** Any text that has {@code part} in it, in upper or lower case. */
  record Contains(String part) implements Check {
    public Contains {
      requireNonNull(part, "part is null");
    }

    @Override
    public boolean passes(String value) {
      return value.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
  }

  /** Any text whose first number is {@code number}. */
  record FirstNumber(BigDecimal number) implements Check {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    public FirstNumber {
      requireNonNull(number, "number is null");
    }

    @Override
    public boolean passes(String value) {
      Matcher found = NUMBER.matcher(value);
      return found.find() && new BigDecimal(found.group()).compareTo(number) == 0;
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
