package io.sglflink.runtime.torch;

import ai.djl.pytorch.engine.PtNDManager;
import io.sglflink.runtime.checkpoint.TensorType;

/** The ways in which a model's matrix products are done. */
enum Products {
  PLAIN("matmul_plain"),
  PACKED("matmul_packed"),
  INT8("matmul_int8");

  private final String script;

  Products(String script) {
    this.script = script;
  }

  /** The file among the resources. */
  String script() {
    return script;
  }

  /**
   * The fastest way that gives what the options ask for.
   *
   * @param quantize {@code none} or {@code int8}
   * @throws IllegalArgumentException when the device or the type cannot do it
   */
  static Products choose(PtNDManager cpu, ComputeDevice device, TensorType type, String quantize) {
    boolean packs = !device.isGpu() && type == TensorType.BF16 && packs(cpu);
    return switch (quantize) {
      case "none" -> packs ? PACKED : PLAIN;
      case "int8" -> {
        if (!packs) {
          throw new IllegalArgumentException(
              "quantize is int8, which is for bfloat16 on a CPU with AVX-512: leave it at none for "
                  + type.torchName()
                  + " on "
                  + device);
        }
        yield INT8;
      }
      default -> throw new IllegalArgumentException("no products for quantize " + quantize);
    };
  }

  private static boolean packs(PtNDManager cpu) {
    try (ScriptModule capabilities =
        ScriptModule.open((PtNDManager) cpu.newSubManager(), "capabilities")) {
      return capabilities.callBoolean("packs");
    }
  }
}
