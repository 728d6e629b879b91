package io.sglflink.operators.evaluate;

import io.sglflink.constraint.LeftOut;
import io.sglflink.interpret.StepReport;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.ConstraintOutcome;
import io.sglflink.model.FinishReason;
import io.sglflink.model.Generation;
import io.sglflink.model.TokenLogprob;
import java.util.List;

/**
 * A finished step as bytes in keyed state. The first byte is the version; a change of the form is a
 * new version and brings a reader of the old one.
 */
final class StepFormat {

  private static final int VERSION = 3;

  /** The version before outcomes of constraints. */
  private static final int V2 = 2;

  private static final String THING = "finished step";

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
    return switch (bytes[0]) {
      case StepFormatV1.VERSION -> StepFormatV1.read(bytes);
      case V2 -> read(new StateReader(bytes, V2, THING), StepFormat::sampleV2);
      default -> read(new StateReader(bytes, VERSION, THING), StepFormat::sample);
    };
  }

  private static StepReport read(StateReader in, StateReader.Item<Generation.Sample> sample) {
    String path = in.string();
    String name = in.nullableString();
    List<Generation.Sample> samples = in.list(sample);
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
    constraint(out, sample.constraint());
  }

  private static void constraint(StateWriter out, ConstraintOutcome outcome) {
    out.byteValue(outcome == null ? 0 : 1);
    if (outcome != null) {
      out.byteValue(outcome.satisfied() ? 1 : 0);
      out.intValue(outcome.forcedTokens());
      out.list(outcome.leftOut(), StepFormat::leftOut);
    }
  }

  private static void leftOut(StateWriter out, LeftOut left) {
    out.string(left.pointer());
    out.string(left.why());
  }

  private static Generation.Sample sample(StateReader in) {
    return new Generation.Sample(
        in.string(),
        finishReason(in),
        in.intValue(),
        in.list(StepFormat::logprob),
        in.byteValue() == 0 ? null : constraint(in));
  }

  /** The second version had no constraints' outcomes. */
  private static Generation.Sample sampleV2(StateReader in) {
    return new Generation.Sample(
        in.string(), finishReason(in), in.intValue(), in.list(StepFormat::logprob));
  }

  private static ConstraintOutcome constraint(StateReader in) {
    return new ConstraintOutcome(
        in.byteValue() == 1,
        in.intValue(),
        in.list(left -> new LeftOut(left.string(), left.string())));
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
