package io.sglflink.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DoubleNode;
import io.sglflink.program.validate.Json;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTextTest {

  /** Left the JSON, right what CPython's str() makes of it. */
  @ParameterizedTest
  @CsvSource({
    "true, True",
    "false, False",
    "0, 0",
    "-7, -7",
    "123456789012345678901234567890, 123456789012345678901234567890",
    "0.0, 0.0",
    "-0.0, -0.0",
    "3.0, 3.0",
    "0.1, 0.1",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "123456789012345678.0, 1.2345678901234568e+17",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "2e-3, 0.002",
    "-1.5e-10, -1.5e-10",
    "5e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2e23, 2e+23",
  })
  void scalarsAreWrittenAsPythonWritesThem(String json, String python) {
    assertThat(PythonText.str(Json.read(json))).isEqualTo(python);
  }

  @Property
  void aDoubleReadsBackAsItself(@ForAll double value) {
    assertThat(Double.parseDouble(PythonText.str(DoubleNode.valueOf(value)))).isEqualTo(value);
  }

  @Test
  void leadingWhiteSpaceIsPythons() {
    assertThat(PythonText.lstrip("\t\n\u000b\u001c \u0085\u00a0\u1680\u2007\u2028\u202f\u3000x \n"))
        .isEqualTo("x \n");
    assertThat(PythonText.lstrip("\u200bx")).isEqualTo("\u200bx");
    assertThat(PythonText.lstrip(" \u3000")).isEmpty();
  }
}
