package io.sglflink.runtime.engine;

import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.engine.TokenEngine.Limits;
import io.sglflink.runtime.kv.EvictionPolicy;
import io.sglflink.runtime.step.StepInput;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepInput.Masks;
import io.sglflink.runtime.step.StepModel;
import io.sglflink.runtime.step.StepOutput;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * A model without tensors that knows what it attends to: a slot holds a token and its position, and
 * a row's next token is a function of all tokens that its segments show it.
 *
 * <p>Where a row may not draw every token, it draws the next one that it may.
 *
 * <p>It fails when a row does not see each position up to its own exactly once, or with a window
 * each of the last ones in the layers that slide, or when what it sees is of another rotation, so
 * an engine that gets slots, extents or segments wrong cannot get the right answer here.
 */
final class SlotModel implements StepModel {

  static final int VOCABULARY = 50;

  /** The token that this model's greedy output never has but by {@link #next}. */
  static final int END = 7;

  /** Sharing pays from a few slots on, so that short tests see it. */
  private static final CostModel COST = new CostModel(1e-6, 1e-6, 1e-7, 1e-6, 1e-8, 0);

  private static final int NONE = Integer.MAX_VALUE;

  private static final Masks NO_MASKS = new Masks(new long[0], new long[0], List.of());

  private final SegmentStyle style;
  private final int window;
  private final int shortLength;
  private final int[] tokens;
  private final int[] positions;
  private final long[] lengthened;
  private int steps;
  private int rows;
  private int failAt = Integer.MAX_VALUE;
  private Runnable beforeStep = () -> {};
  private Runnable beforeClose = () -> {};
  private volatile boolean closed;
  private final Queue<StepOutput> unanswered = new ArrayDeque<>();
  private int[] last = {};
  private boolean overlaps;
  private int mostUnanswered;

  static Limits limits(int maxRunning, int chunk, boolean reuse, EvictionPolicy eviction) {
    return new Limits(maxRunning, chunk, reuse, eviction, true, true, COST, Duration.ZERO);
  }

  /** Limits of an engine that is watched. */
  static Limits watched(Duration stepTimeout) {
    return new Limits(4, 8, true, EvictionPolicy.LRU, true, true, COST, stepTimeout);
  }

  SlotModel(int slots, SegmentStyle style) {
    this(slots, style, 0, NONE);
  }

  SlotModel(int slots, SegmentStyle style, int window, int shortLength) {
    this.shortLength = shortLength;
    this.lengthened = new long[slots];
    this.style = style;
    this.window = window;
    this.tokens = new int[slots];
    this.positions = new int[slots];
    Arrays.fill(positions, -1);
  }

  /** The token after {@code sequence}, whoever computes it. */
  static int next(int[] sequence) {
    return Math.floorMod(Arrays.hashCode(sequence) * 31 + 17, VOCABULARY);
  }

  /** The log-probability of {@code target} after {@code sequence}. */
  static double logprob(int[] sequence, int target) {
    return -1 - Math.floorMod(Arrays.hashCode(sequence) ^ target, 97) / 97.0;
  }

  /** Makes it one that runs beside the engine's thread. */
  SlotModel overlapping() {
    overlaps = true;
    return this;
  }

  /** Makes every step from the {@code step}-th on fail. */
  void failAt(int step) {
    failAt = step;
  }

  /** Makes every step do {@code work} before it computes. */
  void beforeStep(Runnable work) {
    beforeStep = work;
  }

  /** Makes closing do {@code work} first. */
  void beforeClose(Runnable work) {
    beforeClose = work;
  }

  int steps() {
    return steps;
  }

  /** Rows of all steps: the tokens that were computed. */
  int rows() {
    return rows;
  }

  /** Most steps that were launched and not answered at one time. */
  int mostUnanswered() {
    return mostUnanswered;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public int slots() {
    return tokens.length;
  }

  @Override
  public int vocabSize() {
    return VOCABULARY;
  }

  @Override
  public SegmentStyle segmentStyle() {
    return style;
  }

  @Override
  public int window() {
    return window;
  }

  @Override
  public int shortLength() {
    return shortLength;
  }

  @Override
  public boolean overlaps() {
    return overlaps;
  }

  @Override
  public void launch(StepInput input, Supplier<Masks> masks) {
    if (unanswered.size() == 2) {
      throw new AssertionError("a third step is launched before the first is answered");
    }
    beforeStep.run();
    StepOutput output = run(input, masks);
    unanswered.add(output);
    mostUnanswered = Math.max(mostUnanswered, unanswered.size());
    last = output.tokens();
  }

  @Override
  public StepOutput await() {
    return unanswered.remove();
  }

  private StepOutput run(StepInput input, Supplier<Masks> masks) {
    if (steps++ >= failAt) {
      throw new IllegalStateException("the device is gone");
    }
    int count = input.ids().length;
    rows += count;
    for (int row = 0; row < count; row++) {
      int slot = (int) input.slots()[row];
      int id = (int) input.ids()[row];
      tokens[slot] = id < 0 ? last[-1 - id] : id;
      positions[slot] = (int) input.positions()[row];
      lengthened[slot] = input.lengthened()[row];
    }
    int[][] seen = new int[count][];
    for (int row = 0; row < count; row++) {
      int last = (int) input.positions()[row];
      checkRotation(input, row);
      seen[row] = seen(input.attention(), NONE, row, 0, last);
      if (window > 0) {
        seen(input.sliding(), window, row, Math.max(0, last + 1 - window), last);
      }
    }
    Masks allowed = input.draws().guided() ? masks.get() : NO_MASKS;
    int[] drawn = new int[input.draws().rows().length];
    Logprobs[] drawnLogprobs = new Logprobs[input.draws().logprobs() ? drawn.length : 0];
    for (int i = 0; i < drawn.length; i++) {
      int[] sequence = seen[(int) input.draws().rows()[i]];
      drawn[i] = allowed(next(sequence), allowed, i);
      if (input.draws().logprobs()) {
        drawnLogprobs[i] = logprobs(sequence, drawn[i]);
      }
    }
    Logprobs[] scored = new Logprobs[input.scored().length];
    for (int i = 0; i < scored.length; i++) {
      scored[i] = logprobs(seen[(int) input.scored()[i]], (int) input.targets()[i]);
    }
    return new StepOutput(drawn, drawnLogprobs, scored);
  }

  private static int allowed(int wanted, Masks masks, int row) {
    for (int i = 0; i < masks.rows().length; i++) {
      if (masks.rows()[i] == row) {
        return allowed(wanted, masks.words().get((int) masks.mask()[i]));
      }
    }
    return wanted;
  }

  /** The first token from {@code wanted} on, in a circle, that has its bit in {@code mask}. */
  static int allowed(int wanted, long[] mask) {
    for (int offset = 0; offset < VOCABULARY; offset++) {
      int token = (wanted + offset) % VOCABULARY;
      if ((mask[token >> 6] >> token & 1) == 1) {
        return token;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    beforeClose.run();
    closed = true;
  }

  private static Logprobs logprobs(int[] sequence, int target) {
    return new Logprobs(logprob(sequence, target), new int[0], new double[0]);
  }

  /** A row's keys are all of its own rotation, and a long position is of a long sequence. */
  private void checkRotation(StepInput input, int row) {
    long own = input.lengthened()[row];
    if (own == 0 && input.positions()[row] >= shortLength) {
      throw new AssertionError("row " + row + " is rotated as of a short sequence");
    }
    for (int slot : visible(input.attention(), NONE, row)) {
      if (lengthened[slot] != own) {
        throw new AssertionError("row " + row + " sees slot " + slot + " of another rotation");
      }
    }
  }

  /** The tokens that a row attends to, positions {@code first} to {@code last}. */
  private int[] seen(Attention attention, int limit, int row, int first, int last) {
    int[] sequence = new int[last + 1 - first];
    boolean[] found = new boolean[last + 1 - first];
    for (int slot : visible(attention, limit, row)) {
      int position = positions[slot];
      if (position < first || position > last || found[position - first]) {
        throw new AssertionError("row " + row + " sees position " + position + " of " + last);
      }
      found[position - first] = true;
      sequence[position - first] = tokens[slot];
    }
    for (int position = first; position <= last; position++) {
      if (!found[position - first]) {
        throw new AssertionError("row " + row + " does not see position " + position);
      }
    }
    return sequence;
  }

  /** The slots that a row sees, where causal segments hide all but {@code limit} of them. */
  private List<Integer> visible(Attention attention, int limit, int row) {
    long[] segments = attention.segments();
    long[] waves = attention.waves();
    List<Integer> slots = new ArrayList<>();
    int start = 0;
    for (int wave = 0; wave < waves.length / 3; wave++) {
      int end = (int) waves[3 * wave];
      int covering = 0;
      int next = 0;
      for (int i = start; i < end; i++) {
        int first = (int) segments[5 * i];
        int count = (int) segments[5 * i + 1];
        int slot = (int) segments[5 * i + 2];
        int length = (int) segments[5 * i + 3];
        boolean causal = segments[5 * i + 4] == Attention.CAUSAL;
        checkForm(count, length, causal && length <= limit, waves, wave);
        if (style == SegmentStyle.WAVES && first != next) {
          throw new AssertionError("a wave leaves out row " + next);
        }
        next = first + count;
        if (row >= first && row < first + count) {
          covering++;
          int hidden = causal ? first + count - 1 - row : 0;
          int from = causal ? Math.max(0, length - hidden - limit) : 0;
          for (int s = slot + from; s < slot + length - hidden; s++) {
            slots.add(s);
          }
        }
      }
      if (covering > 1 || (wave == 0 && covering == 0)) {
        throw new AssertionError(covering + " segments of wave " + wave + " cover row " + row);
      }
      start = end;
    }
    return slots;
  }

  private void checkForm(int rowCount, int slots, boolean causal, long[] waves, int wave) {
    boolean square = rowCount == slots;
    if (causal && style == SegmentStyle.EACH && !square) {
      throw new AssertionError("a causal segment of " + rowCount + " rows and " + slots + " slots");
    }
    if (rowCount > waves[3 * wave + 1] || slots > waves[3 * wave + 2]) {
      throw new AssertionError("a segment is larger than its wave says");
    }
  }
}
