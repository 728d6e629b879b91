package io.sglflink.job;

import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 512m}, {@code 2g}, {@code 1073741824}: bytes. */
final class ByteSizeConverter implements ITypeConverter<Long> {

  @Override
  public Long convert(String value) {
    try {
      return MemorySize.parseBytes(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + value + "' is not a size: write a number of bytes or, for example, 512m or 2g");
    }
  }
}
