package io.sglflink.operators.evaluate;

import io.sglflink.interpret.StepReport;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.FinishReason;
import io.sglflink.model.Generation;
import io.sglflink.model.TokenLogprob;
import java.util.List;

/**
 * A finished step as bytes in keyed state. The first byte is the version; a change of the form is a
 * new version and brings a reader of the old one.
 */
final class StepFormat {

  private static final int VERSION = 2;

  private static final int LENGTH = 1;
  private static final int STOP_STRING = 2;
  private static final int STOP_TOKEN = 3;
  private static final int CONSTRAINT_COMPLETE = 4;

  private StepFormat() {}

  static byte[] write(StepReport step) {
    StateWriter out = new StateWriter(VERSION);
    out.string(step.path());
    out.nullableString(step.name());
    out.list(step.samples(), StepFormat::sample);
    if (step.selection() != null) {
      out.string(step.selection().method().label());
      out.intValue(step.selection().best());
      out.list(step.selection().choices(), StepFormat::choice);
    }
    out.intValue(step.promptTokens());
    out.intValue(step.cachedTokens());
    out.list(step.promptLogprobs(), StepFormat::logprob);
    out.longValue(step.timing().waiting());
    out.longValue(step.timing().running());
    return out.toBytes();
  }

  static StepReport read(byte[] bytes) {
    if (bytes[0] == StepFormatV1.VERSION) {
      return StepFormatV1.read(bytes);
    }
    StateReader in = new StateReader(bytes, VERSION, "finished step");
    String path = in.string();
    String name = in.nullableString();
    List<Generation.Sample> samples = in.list(StepFormat::sample);
    return new StepReport(
        path,
        name,
        samples,
        samples.isEmpty() ? selection(in) : null,
        in.intValue(),
        in.intValue(),
        in.list(StepFormat::logprob),
        new Generation.Timing(in.longValue(), in.longValue()));
  }

  private static void sample(StateWriter out, Generation.Sample sample) {
    out.string(sample.text());
    finishReason(out, sample.finishReason());
    out.intValue(sample.completionTokens());
    out.list(sample.outputLogprobs(), StepFormat::logprob);
  }

  private static Generation.Sample sample(StateReader in) {
    return new Generation.Sample(
        in.string(), finishReason(in), in.intValue(), in.list(StepFormat::logprob));
  }

  private static StepReport.Selection selection(StateReader in) {
    return new StepReport.Selection(
        ChoicesMethod.ofLabel(in.string()), in.intValue(), in.list(StepFormat::choice));
  }

  private static void finishReason(StateWriter out, FinishReason reason) {
    if (reason instanceof FinishReason.Length length) {
      out.byteValue(LENGTH);
      out.intValue(length.tokens());
    } else if (reason instanceof FinishReason.StopString stop) {
      out.byteValue(STOP_STRING);
      out.string(stop.matched());
    } else if (reason instanceof FinishReason.StopToken stop) {
      out.byteValue(STOP_TOKEN);
      out.intValue(stop.tokenId());
    } else if (reason instanceof FinishReason.ConstraintComplete) {
      out.byteValue(CONSTRAINT_COMPLETE);
    } else {
      throw new IllegalStateException("no form for finish reason " + reason);
    }
  }

  private static FinishReason finishReason(StateReader in) {
    return finishReason(in.byteValue(), in);
  }

  /** The reason that was written under {@code tag}. */
  static FinishReason finishReason(int tag, StateReader in) {
    return switch (tag) {
      case LENGTH -> new FinishReason.Length(in.intValue());
      case STOP_STRING -> new FinishReason.StopString(in.string());
      case STOP_TOKEN -> new FinishReason.StopToken(in.intValue());
      case CONSTRAINT_COMPLETE -> new FinishReason.ConstraintComplete();
      default -> throw new IllegalStateException("no finish reason has tag " + tag);
    };
  }

  private static void logprob(StateWriter out, TokenLogprob token) {
    out.intValue(token.tokenId());
    out.doubleValue(token.logprob());
    out.nullableString(token.text());
    out.list(token.top(), StepFormat::logprob);
  }

  static TokenLogprob logprob(StateReader in) {
    return new TokenLogprob(
        in.intValue(), in.doubleValue(), in.nullableString(), in.list(StepFormat::logprob));
  }

  private static void choice(StateWriter out, StepReport.ChoiceReport choice) {
    out.string(choice.choice());
    out.doubleValue(choice.normalizedLogprob());
    Double unconditional = choice.normalizedUnconditionalLogprob();
    out.byteValue(unconditional == null ? 0 : 1);
    if (unconditional != null) {
      out.doubleValue(unconditional);
    }
    out.list(choice.logprobs(), StepFormat::logprob);
    out.list(choice.unconditionalLogprobs(), StepFormat::logprob);
  }

  private static StepReport.ChoiceReport choice(StateReader in) {
    return new StepReport.ChoiceReport(
        in.string(),
        in.doubleValue(),
        in.byteValue() == 0 ? null : (Double) in.doubleValue(),
        in.list(StepFormat::logprob),
        in.list(StepFormat::logprob));
  }
}
