package io.sglflink.runtime.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import io.sglflink.runtime.EngineOptions;
import java.lang.management.MemoryUsage;

/**
 * The device that a model runs on.
 *
 * @param gpu index of the CUDA device, or −1 for the CPU
 */
public record ComputeDevice(int gpu) {

  public static final ComputeDevice CPU = new ComputeDevice(-1);

  /** Chooses by {@link EngineOptions#device()} and {@link EngineOptions#baseGpuId()}. */
  public static ComputeDevice choose(EngineOptions options) {
    int gpus =
        options.device().equals("cpu") ? 0 : Engine.getEngine(TorchDecoder.ENGINE).getGpuCount();
    return switch (options.device()) {
      case "cpu" -> CPU;
      case "auto" -> gpus == 0 ? CPU : gpu(options.baseGpuId(), gpus);
      case "cuda" -> gpu(options.baseGpuId(), gpus);
      default ->
          throw new IllegalArgumentException(
              "device is \"" + options.device() + "\": give auto, cuda or cpu");
    };
  }

  private static ComputeDevice gpu(int index, int gpus) {
    if (index >= gpus) {
      throw new IllegalArgumentException(
          "base_gpu_id is "
              + index
              + ", PyTorch sees "
              + gpus
              + " CUDA devices: give a smaller index, or --device cpu");
    }
    return new ComputeDevice(index);
  }

  public boolean isGpu() {
    return gpu >= 0;
  }

  /** Free bytes of a CUDA device's memory. */
  public long freeMemory() {
    MemoryUsage usage = CudaUtils.getGpuMemory(djl());
    return usage.getMax() - usage.getUsed();
  }

  Device djl() {
    return isGpu() ? Device.gpu(gpu) : Device.cpu();
  }

  /** The name that PyTorch gives it, for example {@code cuda:0}. */
  @Override
  public String toString() {
    return isGpu() ? "cuda:" + gpu : "cpu";
  }
}
