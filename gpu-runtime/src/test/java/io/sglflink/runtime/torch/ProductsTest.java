package io.sglflink.runtime.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.sglflink.runtime.checkpoint.TensorType;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matmul files against products in float64. */
class ProductsTest {

  private static final int IN = 96;
  private static final int OUT = 64;

  // Four rows and five go different ways with eight bits.
  @ParameterizedTest
  @CsvSource({
    "PLAIN, 1",
    "PLAIN, 5",
    "PACKED, 1",
    "PACKED, 5",
    "PACKED, 40",
    "INT8, 1",
    "INT8, 4",
    "INT8, 5"
  })
  void everyWayMultipliesAddsTheBiasAndAddsToASum(Products products, int rows) {
    assumeTrue(products == Products.PLAIN || packs(), "this processor has no bfloat16 in oneDNN");
    Random random = new Random(rows);
    double[] x = numbers(random, rows * IN);
    double[] weight = numbers(random, OUT * IN);
    double[] bias = numbers(random, OUT);
    double[] sums = numbers(random, rows * OUT);
    double[] actual = multiply(products, x, weight, bias, sums, rows);
    double tolerance = products == Products.INT8 ? 0.15 : 0.05;
    for (int row = 0; row < rows; row++) {
      for (int out = 0; out < OUT; out++) {
        double expected = bias[out];
        for (int in = 0; in < IN; in++) {
          expected += x[row * IN + in] * weight[out * IN + in];
        }
        int at = row * OUT + out;
        assertThat(Math.abs(actual[at] - expected)).isLessThan(tolerance);
        assertThat(Math.abs(actual[rows * OUT + at] - expected - sums[at])).isLessThan(tolerance);
      }
    }
  }

  @Test
  void eightBitsAreRefusedWhereNothingReadsThem() {
    try (PtNDManager cpu = cpu()) {
      assertThatThrownBy(() -> Products.choose(cpu, ComputeDevice.CPU, TensorType.F32, "int8"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("leave it at none");
      assertThat(Products.choose(cpu, ComputeDevice.CPU, TensorType.F32, "none"))
          .isEqualTo(Products.PLAIN);
    }
  }

  private static double[] multiply(
      Products products, double[] x, double[] weight, double[] bias, double[] sums, int rows) {
    byte[] archive =
        ScriptArchive.assemble(
            Map.of(
                "matmul", ScriptArchive.source(products.script()),
                "product", ScriptArchive.source("product")),
            "product.Product",
            Map.of("training", false));
    try (ScriptModule module = new ScriptModule(cpu(), archive);
        IValue answer =
            module.call(
                "multiply",
                IValue.listFrom(x),
                IValue.listFrom(weight),
                IValue.listFrom(bias),
                IValue.listFrom(sums),
                IValue.from((long) rows))) {
      return module.doubles(answer);
    }
  }

  private static boolean packs() {
    try (PtNDManager cpu = cpu()) {
      return Products.choose(cpu, ComputeDevice.CPU, TensorType.BF16, "none") == Products.PACKED;
    }
  }

  private static PtNDManager cpu() {
    return (PtNDManager)
        Engine.getEngine(TorchDecoder.ENGINE).newBaseManager(ComputeDevice.CPU.djl());
  }

  /** Numbers that bfloat16 holds, so that only the way of multiplying is compared. */
  private static double[] numbers(Random random, int count) {
    return random
        .doubles(count, -0.5, 0.5)
        .map(AttentionProblem.Rounding.BFLOAT16::round)
        .toArray();
  }
}
