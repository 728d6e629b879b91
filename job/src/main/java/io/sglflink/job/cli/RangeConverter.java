package io.sglflink.job.cli;

import io.sglflink.runtime.bench.Range;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 256-512}: a range of lengths. */
final class RangeConverter implements ITypeConverter<Range> {

  @Override
  public Range convert(String value) {
    try {
      return Range.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
