package io.sglflink.runtime.torch;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A loaded script: calls its methods and frees every native handle that a call makes.
 *
 * <p>Tensors cross as bytes only: DJL's native layer ends the process on bfloat16.
 */
final class ScriptModule implements AutoCloseable {

  private final PtNDManager manager;
  private final PtSymbolBlock block;

  ScriptModule(PtNDManager manager, byte[] archive) {
    this.manager = manager;
    // Shapes change with every step; the profiling executor would specialise for each of them.
    JniUtils.setGraphExecutorOptimize(false);
    try {
      block = JniUtils.loadModule(manager, new ByteArrayInputStream(archive), false, false);
    } catch (IOException e) {
      manager.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** A script of one class alone, named like its file but for the capital. */
  static ScriptModule open(PtNDManager manager, String file) {
    String type = file + "." + Character.toUpperCase(file.charAt(0)) + file.substring(1);
    return new ScriptModule(
        manager,
        ScriptArchive.assemble(
            Map.of(file, ScriptArchive.source(file)), type, Map.of("training", false)));
  }

  /** Calls a method; closes {@code arguments}. Whoever calls closes the answer. */
  IValue call(String method, IValue... arguments) {
    try {
      return IValueUtils.runMethod(block, method, arguments);
    } finally {
      for (IValue argument : arguments) {
        argument.close();
      }
    }
  }

  /** Calls a method that answers true or false; closes {@code arguments}. */
  boolean callBoolean(String method, IValue... arguments) {
    try (IValue answer = call(method, arguments)) {
      return answer.toBoolean();
    }
  }

  /** Calls a method that answers an integer; closes {@code arguments}. */
  long callLong(String method, IValue... arguments) {
    try (IValue answer = call(method, arguments)) {
      return answer.toLong();
    }
  }

  /** The numbers of a float64 tensor in main memory. */
  double[] doubles(IValue answer) {
    try (PtNDArray tensor = answer.toTensor(manager)) {
      return tensor.toDoubleArray();
    }
  }

  /** The bytes of {@code buffers} as a list of tensors; nothing is copied. */
  static IValue bytes(PtNDManager cpu, List<ByteBuffer> buffers) {
    PtNDArray[] arrays = new PtNDArray[buffers.size()];
    for (int i = 0; i < arrays.length; i++) {
      ByteBuffer buffer = buffers.get(i);
      arrays[i] = cpu.create(buffer, new Shape(buffer.remaining()), DataType.UINT8);
    }
    try {
      return IValue.listFrom(arrays);
    } finally {
      for (PtNDArray array : arrays) {
        array.close();
      }
    }
  }

  /** Gives device memory that PyTorch keeps for later back to the device. */
  void emptyCache() {
    if (manager.getDevice().isGpu()) {
      JniUtils.emptyCudaCache();
    }
  }

  @Override
  public void close() {
    block.close();
    manager.close();
    emptyCache();
  }
}
