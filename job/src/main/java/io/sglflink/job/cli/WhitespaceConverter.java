package io.sglflink.job.cli;

import io.sglflink.constraint.JsonStyle.Whitespace;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code compact}: white space of JSON by its name in programs. */
final class WhitespaceConverter implements ITypeConverter<Whitespace> {

  @Override
  public Whitespace convert(String value) {
    return Arrays.stream(Whitespace.values())
        .filter(style -> style.label().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + value + "' is no white space: give compact, bounded or any"));
  }
}
