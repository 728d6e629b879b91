package io.sglflink.constraint.schema;

import io.sglflink.constraint.LeftOut;
import io.sglflink.constraint.value.ValueSet;
import java.util.List;

/**
 * What a schema means.
 *
 * @param root the values that are valid; not empty
 * @param leftOut what is not enforced, because leniency was asked for
 * @param annotations formats that say nothing about what is valid
 */
public record CompiledSchema(ValueSet root, List<LeftOut> leftOut, List<LeftOut> annotations) {

  public CompiledSchema {
    leftOut = List.copyOf(leftOut);
    annotations = List.copyOf(annotations);
  }
}
