package io.sglflink.runtime.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Applying masks to logits of 64 rows and 128,256 tokens, in the script. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AllowBenchmark {

  private static final int ROWS = 64;
  private static final int VOCABULARY = 128_256;
  private static final int MASKS = 8;

  private static final String SCRIPT =
      """
      class Masked(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        logits : List[Tensor]

        def fill(self: __torch__.masked.Masked, rows: int, size: int) -> int:
          self.logits.append(torch.zeros([rows, size], dtype=6, device=torch.device("cpu")))
          return 0

        def allow(self: __torch__.masked.Masked, bytes: List[Tensor], masks: int, rows: List[int], mask_of: List[int]) -> int:
          device = torch.device("cpu")
          bits = bytes[0].view([masks, -1])
          allowed = __torch__.sampler.allow_(self.logits[0], bits, torch.tensor(rows, dtype=4, device=device), torch.tensor(mask_of, dtype=4, device=device))
          return allowed.size(0)
      """;

  private final long[] rows = LongStream.range(0, ROWS).toArray();
  private final long[] maskOf = LongStream.range(0, ROWS).map(row -> row % MASKS).toArray();
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(MASKS * VOCABULARY / 8);
  private PtNDManager cpu;
  private ScriptModule module;

  @Setup
  public void load() {
    while (bytes.hasRemaining()) {
      bytes.put((byte) 0b01010101);
    }
    bytes.flip();
    Engine engine = Engine.getEngine(TorchDecoder.ENGINE);
    cpu = (PtNDManager) engine.newBaseManager(ComputeDevice.CPU.djl());
    Map<String, String> files = new LinkedHashMap<>();
    files.put("sampler", ScriptArchive.source("sampler"));
    files.put("masked", SCRIPT);
    Map<String, Object> attributes =
        Map.of("training", false, "logits", new ScriptArchive.EmptyList("List[Tensor]"));
    module =
        new ScriptModule(
            (PtNDManager) engine.newBaseManager(ComputeDevice.CPU.djl()),
            ScriptArchive.assemble(files, "masked.Masked", attributes));
    long unused =
        module.callLong("fill", IValue.from((long) ROWS), IValue.from((long) VOCABULARY));
  }

  @TearDown
  public void close() {
    module.close();
    cpu.close();
  }

  /** Eight masks that differ, over 64 rows. */
  @Benchmark
  public long allow() {
    return module.callLong(
        "allow",
        ScriptModule.bytes(cpu, List.of(bytes)),
        IValue.from((long) MASKS),
        IValue.listFrom(rows),
        IValue.listFrom(maskOf));
  }
}
