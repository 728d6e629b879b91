package io.sglflink.job;

import io.sglflink.model.Constraint;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.LogprobOptions;
import io.sglflink.model.RequestId;
import io.sglflink.model.SamplingParams;
import io.sglflink.runtime.EngineLease;
import io.sglflink.runtime.EngineOptions;
import io.sglflink.runtime.EngineTuning;
import io.sglflink.runtime.engine.Uninterruptibly;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.util.InstantiationUtil;

/**
 * A JVM of {@link LostEngineITCase}: its engine's steps take longer than they may, and a shutdown
 * hook of it never ends.
 */
final class HangingEngineMain {

  private static final Duration SHORTER_THAN_ANY_STEP = Duration.ofNanos(1_000);

  private HangingEngineMain() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> Uninterruptibly.await(never::await), "hook"));
    JvmExit exit = args[0].equals("cluster") ? new HaltingExit() : JvmExit.NEVER;
    // As it comes to a task.
    SharedEngineProvider provider =
        InstantiationUtil.clone(new SharedEngineProvider(options(), exit));
    EngineLease lease = provider.acquire();
    try {
      lease.model().generate(request()).join();
    } catch (CompletionException e) {
      System.out.println("failed: " + e.getCause());
      provider.engineFailed(e.getCause());
    }
    try {
      provider.acquire();
    } catch (IllegalStateException e) {
      System.out.println("refused: " + e.getMessage());
    }
    if (exit == JvmExit.NEVER) {
      Runtime.getRuntime().halt(0);
    }
    never.await();
  }

  private static GenerateRequest request() {
    return new GenerateRequest(
        new RequestId("run", "/body/0"),
        "All work and no play. ".repeat(20),
        SamplingParams.greedy(100, LogprobOptions.NONE).with(set -> set.ignoreEos(true)),
        Constraint.NONE,
        0);
  }

  private static EngineOptions options() {
    EngineTuning usual = EngineTuning.DEFAULTS;
    return new EngineOptions(
            TestData.MODEL.toString(), "cpu", "float32", 1, 0.88, 1 << 26, 0, true, 64, 0, 4)
        .withTuning(
            new EngineTuning(
                usual.treeAttention(),
                usual.quantize(),
                1,
                usual.evictionPolicy(),
                usual.costModel(),
                usual.torchCompile(),
                usual.cudaGraphs(),
                usual.jumpAhead(),
                SHORTER_THAN_ANY_STEP,
                usual.engineFailures()));
  }
}
