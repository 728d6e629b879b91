package io.sglflink.job.cli;

import io.sglflink.constraint.JsonStyle.PropertyOrder;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code schema}: an order of members by its name in programs. */
final class PropertyOrderConverter implements ITypeConverter<PropertyOrder> {

  @Override
  public PropertyOrder convert(String value) {
    return Arrays.stream(PropertyOrder.values())
        .filter(order -> order.label().equals(value))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("'" + value + "' is no order: give schema or any"));
  }
}
