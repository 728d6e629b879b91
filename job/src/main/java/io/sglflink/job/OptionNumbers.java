package io.sglflink.job;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the numbers of a command line; picocli's own messages name Java's types. */
public final class OptionNumbers {

  private OptionNumbers() {}

  /** Makes {@code commandLine} and the subcommands that it has by now read numbers this way. */
  public static CommandLine register(CommandLine commandLine) {
    String integer = "is not an integer from %,d to %,d";
    ITypeConverter<Integer> ints =
        reading(Integer::valueOf, integer.formatted(Integer.MIN_VALUE, Integer.MAX_VALUE));
    ITypeConverter<Long> longs =
        reading(Long::valueOf, integer.formatted(Long.MIN_VALUE, Long.MAX_VALUE));
    ITypeConverter<Double> doubles = reading(Double::valueOf, "is not a number");
    return commandLine
        .registerConverter(Integer.class, ints)
        .registerConverter(int.class, ints)
        .registerConverter(Long.class, longs)
        .registerConverter(long.class, longs)
        .registerConverter(Double.class, doubles)
        .registerConverter(double.class, doubles);
  }

  private static <T> ITypeConverter<T> reading(Function<String, T> parse, String wrong) {
    return value -> {
      try {
        return parse.apply(value);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + value + "' " + wrong);
      }
    };
  }
}
