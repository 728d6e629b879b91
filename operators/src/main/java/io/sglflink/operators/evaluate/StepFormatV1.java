package io.sglflink.operators.evaluate;

import io.sglflink.interpret.StepReport;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.FinishReason;
import io.sglflink.model.Generation;
import io.sglflink.model.TokenLogprob;
import java.util.List;

/** Reads finished steps as the first version wrote them: one sample, or one kind of scores. */
final class StepFormatV1 {

  static final int VERSION = 1;

  /** Tag of a selection, which has no finish reason. */
  private static final int NO_REASON = 0;

  private StepFormatV1() {}

  static StepReport read(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION, "finished step");
    String path = in.string();
    String name = in.nullableString();
    String value = in.string();
    int tag = in.byteValue();
    FinishReason reason = tag == NO_REASON ? null : StepFormat.finishReason(tag, in);
    int promptTokens = in.intValue();
    int completionTokens = in.intValue();
    int cachedTokens = in.intValue();
    List<TokenLogprob> promptLogprobs = in.list(StepFormat::logprob);
    List<TokenLogprob> outputLogprobs = in.list(StepFormat::logprob);
    List<StepReport.ChoiceReport> choices = in.list(StepFormatV1::choice);
    boolean selected = reason == null;
    return new StepReport(
        path,
        name,
        selected
            ? List.of()
            : List.of(new Generation.Sample(value, reason, completionTokens, outputLogprobs)),
        selected ? selection(value, choices) : null,
        promptTokens,
        cachedTokens,
        promptLogprobs,
        new Generation.Timing(in.longValue(), in.longValue()));
  }

  private static StepReport.Selection selection(
      String value, List<StepReport.ChoiceReport> choices) {
    List<String> texts = choices.stream().map(StepReport.ChoiceReport::choice).toList();
    return new StepReport.Selection(
        ChoicesMethod.TOKEN_LENGTH_NORMALIZED, texts.indexOf(value), choices);
  }

  private static StepReport.ChoiceReport choice(StateReader in) {
    return new StepReport.ChoiceReport(in.string(), in.doubleValue(), null, List.of(), List.of());
  }
}
