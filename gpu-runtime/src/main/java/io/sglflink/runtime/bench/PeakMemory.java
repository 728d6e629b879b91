package io.sglflink.runtime.bench;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.sglflink.runtime.torch.ComputeDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Memory as Linux and CUDA count it. */
public final class PeakMemory {

  private PeakMemory() {}

  /** Most main memory that this process has had, in bytes: VmHWM of /proc/self/status. */
  public static long ofProcess() {
    return kibibytes("/proc/self/status", "VmHWM:");
  }

  /** Main memory that can be had without swapping, in bytes. */
  static long available() {
    return kibibytes("/proc/meminfo", "MemAvailable:");
  }

  /** Memory in use on a CUDA device, in bytes. */
  static long of(ComputeDevice gpu) {
    return CudaUtils.getGpuMemory(Device.gpu(gpu.gpu())).getUsed();
  }

  private static long kibibytes(String file, String field) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      String line = lines.filter(l -> l.startsWith(field)).findFirst().orElseThrow();
      return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
