package io.sglflink.runtime.torch;

import ai.djl.pytorch.jni.IValue;
import io.sglflink.runtime.BoundedCache;
import io.sglflink.runtime.step.StepInput;
import io.sglflink.runtime.step.StepInput.Attention;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Decode steps as CUDA graphs: a step whose form was seen before is one launch instead of hundreds,
 * which on a small model take longer than the work itself.
 *
 * <p>The engine's thread is the only caller.
 */
final class DecodeGraphs implements AutoCloseable {

  /** Steps of a form that run launch by launch before it is captured. */
  private static final int WARM_UP = 1;

  /** Most graphs kept; each holds some megabytes of the driver's memory. */
  private static final int MOST = 256;

  /** Most forms whose steps are counted; those that came last. */
  private static final int REMEMBERED = 1_024;

  private final ScriptModule module;
  private final CudaGraph.Functions functions;
  private final Geometry geometry;
  private final CudaGraph.Pool pool = CudaGraph.Pool.fresh();
  private final BoundedCache<GraphForm, Integer> seen = new BoundedCache<>(REMEMBERED);
  private final Map<GraphForm, Captured> captured = new HashMap<>();

  /** A graph and its number in the script. */
  private record Captured(CudaGraph graph, int number) {}

  /**
   * What a step's numbers depend on beside the step.
   *
   * @param groups query heads for each head of keys
   * @param context positions of a rotary table, and most slots of a segment
   * @param spareSlot slot of rows that only fill up
   * @param draws most rows of a step, filled up
   * @param vocabulary logits of a row
   */
  record Geometry(int groups, int context, int spareSlot, long draws, int vocabulary) {}

  DecodeGraphs(ScriptModule module, CudaGraph.Functions functions, Geometry geometry) {
    this.module = module;
    this.functions = functions;
    this.geometry = geometry;
  }

  /**
   * Launches a step; null, with nothing done, where it has no graph. The caller closes the answer.
   *
   * @param draw launches the draws of a step that are guided, while the device computes what comes
   *     before them; it is given the step as it was filled up
   */
  IValue launch(StepInput input, Function<StepInput, IValue> draw) {
    GraphForm form = GraphForm.of(input).orElse(null);
    if (form == null) {
      return null;
    }
    Captured known = captured.get(form);
    if (known == null && (captured.size() == MOST || isNew(form))) {
      return null;
    }
    StepInput filled = form.fill(input, geometry.spareSlot());
    StepEncoder step =
        StepEncoder.encode(
            filled,
            FlashWork.of(filled.attention(), form, geometry.groups(), geometry.context()),
            FlashWork.of(Attention.NOTHING, form.rows(), geometry.groups()),
            geometry.context());
    int number = known == null ? captured.size() : known.number();
    module.callLong(
        "stage",
        IValue.from((long) number),
        IValue.listFrom(step.numbers()),
        IValue.listFrom(step.reals()));
    if (known == null) {
      known = capture(form, number, step);
    }
    known.graph().replay();
    if (form.open()) {
      module.callLong("opened", IValue.from((long) number));
      return draw.apply(filled);
    }
    return module.call("replayed", IValue.from((long) number));
  }

  /** Whether too few steps of the form have come by, this one among them. */
  private boolean isNew(GraphForm form) {
    Integer before = seen.get(form);
    int steps = before == null ? 1 : before + 1;
    seen.put(form, steps);
    return steps <= WARM_UP;
  }

  private Captured capture(GraphForm form, int number, StepEncoder step) {
    if (form.open()) {
      module.callLong(
          "prepare_open", IValue.from(geometry.draws()), IValue.from((long) geometry.vocabulary()));
    }
    CudaGraph graph = CudaGraph.create(functions, pool);
    graph.begin();
    IValue at = IValue.from((long) number);
    IValue ends = IValue.listFrom(step.ends());
    IValue host = IValue.listFrom(step.host());
    IValue slidingHost = IValue.listFrom(step.slidingHost());
    if (form.open()) {
      module.callLong("capture_open", at, ends, host, slidingHost);
    } else {
      IValue greedy = IValue.from(form.greedy() ? (long) form.rows() : 0);
      module.callLong("capture", at, ends, host, slidingHost, greedy);
    }
    graph.end();
    Captured made = new Captured(graph, number);
    captured.put(form, made);
    return made;
  }

  @Override
  public void close() {
    captured.values().forEach(known -> known.graph().close());
  }
}
