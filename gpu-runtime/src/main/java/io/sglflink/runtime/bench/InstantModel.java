package io.sglflink.runtime.bench;

import io.sglflink.runtime.step.StepInput;
import io.sglflink.runtime.step.StepInput.Masks;
import io.sglflink.runtime.step.StepModel;
import io.sglflink.runtime.step.StepOutput;
import io.sglflink.runtime.step.StepOutput.Logprobs;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.Supplier;

/** A model that answers at once, always with token 0: what is left is the engine's own work. */
final class InstantModel implements StepModel {

  private static final Logprobs CERTAIN = new Logprobs(0, new int[0], new double[0]);

  private final int slots;
  private final int vocabulary;
  private final Queue<StepOutput> answers = new ArrayDeque<>();

  InstantModel(int slots, int vocabulary) {
    this.slots = slots;
    this.vocabulary = vocabulary;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int vocabSize() {
    return vocabulary;
  }

  @Override
  public SegmentStyle segmentStyle() {
    return SegmentStyle.WAVES;
  }

  @Override
  public int window() {
    return 0;
  }

  @Override
  public int shortLength() {
    return Integer.MAX_VALUE;
  }

  @Override
  public boolean overlaps() {
    return false;
  }

  @Override
  public void launch(StepInput input, Supplier<Masks> masks) {
    int draws = input.draws().rows().length;
    answers.add(
        new StepOutput(
            new int[draws],
            certain(input.draws().logprobs() ? draws : 0),
            certain(input.scored().length)));
  }

  private static Logprobs[] certain(int count) {
    Logprobs[] all = new Logprobs[count];
    Arrays.fill(all, CERTAIN);
    return all;
  }

  @Override
  public StepOutput await() {
    return answers.remove();
  }

  @Override
  public void close() {}
}
