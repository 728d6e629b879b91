package io.sglflink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

final class ConvertersTest {

  @Test
  void sizesAreBytesOrHaveAUnit() {
    ByteSizeConverter sizes = new ByteSizeConverter();
    assertThat(sizes.convert("4096")).isEqualTo(4096);
    assertThat(sizes.convert("512m")).isEqualTo(512L << 20);
    assertThat(sizes.convert("2g")).isEqualTo(2L << 30);
  }

  @Test
  void durationsHaveAUnit() {
    DurationConverter durations = new DurationConverter();
    assertThat(durations.convert("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(durations.convert("10s")).isEqualTo(Duration.ofSeconds(10));
    assertThat(durations.convert("1min")).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void whatIsNeitherIsQuoted() {
    assertThatThrownBy(() -> new ByteSizeConverter().convert("viel"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'viel' is not a size: write a number of bytes or, for example, 512m or 2g");
    assertThatThrownBy(() -> new DurationConverter().convert("很久"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'很久' is not a duration: write, for example, 500ms, 10s or 1min");
  }
}
