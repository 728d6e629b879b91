package io.sglflink.program;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object of values.
 *
 * @param fields by name; evaluated in order
 */
public record ObjectExpression(Map<String, Expression> fields) implements Expression {

  public ObjectExpression {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.object(this);
  }
}
