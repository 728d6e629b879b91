package io.sglflink.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OptionNamesTest {

  @Test
  void takesSglangsUnderscores() {
    assertThat(OptionNames.normalize("--mem_fraction_static", "0.5", "--tp_size=1"))
        .containsExactly("--mem-fraction-static", "0.5", "--tp-size=1");
  }

  @Test
  void leavesValuesAlone() {
    assertThat(OptionNames.normalize("--input=kafka://h:1/my_topic", "my_program.json", "-a_b"))
        .containsExactly("--input=kafka://h:1/my_topic", "my_program.json", "-a_b");
  }
}
