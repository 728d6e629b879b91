package io.sglflink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.runtime.engine.EngineFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the texts of CUDA 12 and 13 as PyTorch 2 reports them. */
class LostDeviceTest {

  private static final String HINT =
      """

      CUDA kernel errors might be asynchronously reported at some other API call, so the stacktrace\
       below might be incorrect.
      For debugging consider passing CUDA_LAUNCH_BLOCKING=1
      Compile with `TORCH_USE_CUDA_DSA` to enable device-side assertions.
      """;

  private static Throwable failure(String message) {
    return new EngineFailedException("the engine failed", new IllegalStateException(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA error: an illegal memory access was encountered",
        "CUDA error: an illegal instruction was encountered",
        "CUDA error: device-side assert triggered",
        "CUDA error: unspecified launch failure",
        "CUDA error: the launch timed out and was terminated",
        "CUDA error: misaligned address",
        "CUDA error: invalid program counter",
        "CUDA error: hardware stack error",
        "CUDA error: operation not supported on global/shared address space",
        "CUDA error: uncorrectable ECC error encountered",
        "CUDA error: uncorrectable NVLink error detected during the execution",
        "CUDA error: context is destroyed",
        "CUDA error: driver shutting down",
        "CUDA error: unknown error",
        "CUDA driver error: unspecified launch failure",
      })
  void aKernelThatFailedTakesTheDeviceWithIt(String text) {
    assertThat(LostDevice.evidence(failure(text + HINT))).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUBLAS_STATUS_EXECUTION_FAILED",
        "CUDNN_STATUS_EXECUTION_FAILED",
        "CUSOLVER_STATUS_EXECUTION_FAILED",
        "CURAND_STATUS_LAUNCH_FAILURE",
      })
  void soDoesALibrarysKernel(String status) {
    String text =
        "CUDA error: " + status + " when calling `cublasGemmEx( handle, opa, opb, m, n )`";
    assertThat(LostDevice.evidence(failure(text))).contains(status);
  }

  @Test
  void theTextIsFoundInATraceOfTorchScript() {
    String trace =
        """
        The following operation failed in the TorchScript interpreter.
        Traceback of TorchScript, serialized code (most recent call last):
          File "code/__torch__/decoder.py", line 118, in finish
            picked = torch.multinomial(probs, 1)
                     ~~~~~~~~~~~~~~~~~ <--- HERE
        RuntimeError: CUDA error: device-side assert triggered"""
            + HINT;
    assertThat(LostDevice.evidence(failure(trace)))
        .contains("CUDA error: device-side assert triggered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 139.72 GiB"
            + " of which 1.12 GiB is free.",
        "CUDA error: out of memory",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        "CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`",
        "CUDA error: CUBLAS_STATUS_INVALID_VALUE when calling `cublasGemmEx( handle )`",
        "CUDA error: no kernel image is available for execution on the device",
        "CUDA error: invalid device ordinal",
        "CUDA error: invalid configuration argument",
        "CUDA error: too many resources requested for launch",
        "CUDA error: operation not permitted when stream is capturing",
        "CUDA error: all CUDA-capable devices are busy or unavailable",
        "CUDA error: initialization error",
        "Expected all tensors to be on the same device, but found at least two devices",
        "misaligned address",
        "the device is gone",
      })
  void otherFailuresMayPass(String text) {
    assertThat(LostDevice.evidence(failure(text))).isEmpty();
  }

  @Test
  void aFailureWithoutAMessageAndARingOfCausesMayPass() {
    Exception first = new Exception();
    first.initCause(new Exception(null, first));
    assertThat(LostDevice.evidence(first)).isEmpty();
    assertThat(LostDevice.evidence(null)).isEmpty();
  }
}
