package io.sglflink.runtime.torch;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A CUDA graph: what a thread launches between {@link #begin} and {@link #end}, to be launched
 * again as a whole in one call.
 *
 * <p>TorchScript and DJL do not reach {@code at::cuda::CUDAGraph}, which also keeps the memory of
 * captured tensors from others, so its exported functions are called by their symbols. They have
 * been the same since PyTorch 1.12 but for the constructor; where one is missing there are no
 * graphs. An error in one of them ends the process, as it would be a programming error: call them
 * in order, on a thread whose stream is its own.
 */
final class CudaGraph implements AutoCloseable {

  /** Graphs never run side by side, so all of a process share their memory. */
  private static final long POOL = 0x5f1a9_0001L;

  /** Calls that capturing forbids are forbidden to this thread alone. */
  private static final int THREAD_LOCAL = 1;

  /** More than the object has in any version. */
  private static final int OBJECT_BYTES = 4096;

  private static final String CLASS = "_ZN2at4cuda9CUDAGraph";

  private final Functions functions;
  private final Memory self = new Memory(OBJECT_BYTES);

  private CudaGraph(Functions functions) {
    this.functions = functions;
    self.clear();
    functions.construct().invoke(new Object[] {self, 0});
  }

  /** The class's functions in the PyTorch that this process has loaded. */
  record Functions(
      Function construct, Function begin, Function end, Function replay, Function destroy) {

    /** Empty where PyTorch has no CUDA, or has changed the class. */
    static Optional<Functions> find() {
      return library().flatMap(Functions::of);
    }

    private static Optional<Functions> of(Path file) {
      NativeLibrary library = NativeLibrary.getInstance(file.toString());
      try {
        Function construct =
            function(library, "C1Eb").or(() -> function(library, "C1Ev")).orElseThrow();
        return Optional.of(
            new Functions(
                construct,
                function(library, "13capture_beginESt4pairIyyE21cudaStreamCaptureMode")
                    .orElseThrow(),
                function(library, "11capture_endEv").orElseThrow(),
                function(library, "6replayEv").orElseThrow(),
                function(library, "D1Ev").orElseThrow()));
      } catch (NoSuchElementException e) {
        return Optional.empty();
      }
    }

    private static Optional<Function> function(NativeLibrary library, String name) {
      try {
        return Optional.of(library.getFunction(CLASS + name));
      } catch (UnsatisfiedLinkError e) {
        return Optional.empty();
      }
    }

    /** The file that the process has mapped: another of the same name would be another PyTorch. */
    private static Optional<Path> library() {
      try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
        return maps.filter(line -> line.endsWith("/libtorch_cuda.so"))
            .map(line -> Path.of(line.substring(line.indexOf('/'))))
            .findFirst();
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }

  static CudaGraph create(Functions functions) {
    return new CudaGraph(functions);
  }

  /** From here on, what the thread launches is noted down, not run. */
  void begin() {
    // The pair of numbers that names the pool is passed in two registers.
    functions.begin().invoke(new Object[] {self, 0L, POOL, THREAD_LOCAL});
  }

  void end() {
    functions.end().invoke(new Object[] {self});
  }

  /** Launches what was noted down. */
  void replay() {
    functions.replay().invoke(new Object[] {self});
  }

  @Override
  public void close() {
    functions.destroy().invoke(new Object[] {self});
  }
}
