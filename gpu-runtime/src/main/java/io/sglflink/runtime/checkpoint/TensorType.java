package io.sglflink.runtime.checkpoint;

/** Element types of weights, by their safetensors names. */
public enum TensorType {
  F32(4, "float32"),
  F16(2, "float16"),
  BF16(2, "bfloat16");

  private final int bytes;
  private final String torchName;

  TensorType(int bytes, String torchName) {
    this.bytes = bytes;
    this.torchName = torchName;
  }

  /** Size of one element. */
  public int bytes() {
    return bytes;
  }

  /** The name in config.json's {@code dtype}, for example {@code bfloat16}. */
  public String torchName() {
    return torchName;
  }
}
