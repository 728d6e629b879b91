package io.sglflink.operators.evaluate;

import io.sglflink.interpret.StepReport;
import io.sglflink.model.FinishReason;
import io.sglflink.model.Generation;
import io.sglflink.model.TokenLogprob;

/**
 * A finished step as bytes in keyed state. The first byte is the version; a change of the form is a
 * new version and brings a reader of the old one.
 */
final class StepFormat {

  private static final int VERSION = 1;

  private static final int NO_REASON = 0;
  private static final int LENGTH = 1;
  private static final int STOP_STRING = 2;
  private static final int STOP_TOKEN = 3;
  private static final int CONSTRAINT_COMPLETE = 4;

  private StepFormat() {}

  static byte[] write(StepReport step) {
    StateWriter out = new StateWriter(VERSION);
    out.string(step.path());
    out.nullableString(step.name());
    out.string(step.value());
    finishReason(out, step.finishReason());
    out.intValue(step.promptTokens());
    out.intValue(step.completionTokens());
    out.intValue(step.cachedTokens());
    out.list(step.promptLogprobs(), StepFormat::logprob);
    out.list(step.outputLogprobs(), StepFormat::logprob);
    out.list(step.choices(), StepFormat::choice);
    out.longValue(step.timing().waiting());
    out.longValue(step.timing().running());
    return out.toBytes();
  }

  static StepReport read(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION, "finished step");
    return new StepReport(
        in.string(),
        in.nullableString(),
        in.string(),
        finishReason(in),
        in.intValue(),
        in.intValue(),
        in.intValue(),
        in.list(StepFormat::logprob),
        in.list(StepFormat::logprob),
        in.list(StepFormat::choice),
        new Generation.Timing(in.longValue(), in.longValue()));
  }

  private static void finishReason(StateWriter out, FinishReason reason) {
    if (reason == null) {
      out.byteValue(NO_REASON);
    } else if (reason instanceof FinishReason.Length length) {
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
    int tag = in.byteValue();
    return switch (tag) {
      case NO_REASON -> null;
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

  private static TokenLogprob logprob(StateReader in) {
    return new TokenLogprob(
        in.intValue(), in.doubleValue(), in.nullableString(), in.list(StepFormat::logprob));
  }

  private static void choice(StateWriter out, StepReport.ChoiceReport choice) {
    out.string(choice.choice());
    out.doubleValue(choice.normalizedLogprob());
  }

  private static StepReport.ChoiceReport choice(StateReader in) {
    return new StepReport.ChoiceReport(in.string(), in.doubleValue());
  }
}
