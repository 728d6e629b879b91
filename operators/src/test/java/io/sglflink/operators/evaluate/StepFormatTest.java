package io.sglflink.operators.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.interpret.StepReport;
import io.sglflink.model.FinishReason;
import io.sglflink.model.Generation;
import io.sglflink.model.TokenLogprob;
import io.sglflink.operators.PromptEnvelope;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StepFormatTest {

  @Property
  void whatIsWrittenIsRead(@ForAll("steps") StepReport step) {
    assertThat(StepFormat.read(StepFormat.write(step))).isEqualTo(step);
  }

  @Test
  void aPromptIsReadAsItWasWritten() {
    PromptEnvelope prompt = new PromptEnvelope("问-1", new byte[] {1, -1, 0}, "kafka://in/0@7", 42);
    PromptEnvelope read = RequestFormat.read(RequestFormat.write(prompt));
    assertThat(read).usingRecursiveComparison().isEqualTo(prompt);
  }

  /** Bytes of version 1: state that is written today must be readable for ever. */
  @Test
  void versionOneStaysReadable() {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "01"
                    + "000000022f30"
                    + "010000000161"
                    + "00000003e698af"
                    + "0100000005"
                    + "0000000a0000000500000004"
                    + "00000000"
                    + "0000000100000007bfe0000000000000"
                    + "00"
                    + "00000000"
                    + "00000000"
                    + "0000000000000001"
                    + "0000000000000002");
    StepReport expected =
        new StepReport(
            "/0",
            "a",
            "是",
            new FinishReason.Length(5),
            10,
            5,
            4,
            List.of(),
            List.of(new TokenLogprob(7, -0.5, null, List.of())),
            List.of(),
            new Generation.Timing(1, 2));
    assertThat(StepFormat.read(bytes)).isEqualTo(expected);
    assertThat(StepFormat.write(expected)).isEqualTo(bytes);
  }

  @Test
  void anotherVersionIsRefusedWithTheWayOut() {
    assertThatThrownBy(() -> StepFormat.read(new byte[] {9, 0}))
        .hasMessageContaining("format version 9")
        .hasMessageContaining("resume with the version that wrote it");
  }

  @Provide
  Arbitrary<StepReport> steps() {
    Arbitrary<String> texts = Arbitraries.of("", "/body/3", "是\n", "🙂", "a:b\u0000");
    Arbitrary<FinishReason> reasons =
        Arbitraries.of(
            new FinishReason.Length(7),
            new FinishReason.StopString("。"),
            new FinishReason.StopToken(-3),
            new FinishReason.ConstraintComplete());
    Arbitrary<TokenLogprob> leaves =
        Combinators.combine(Arbitraries.integers(), Arbitraries.doubles(), texts.injectNull(0.3))
            .as((id, logprob, text) -> new TokenLogprob(id, logprob, text, List.of()));
    Arbitrary<TokenLogprob> tokens =
        Combinators.combine(leaves, leaves.list().ofMaxSize(3))
            .as((leaf, top) -> new TokenLogprob(leaf.tokenId(), leaf.logprob(), leaf.text(), top));
    Arbitrary<StepReport.ChoiceReport> choices =
        Combinators.combine(texts, Arbitraries.doubles()).as(StepReport.ChoiceReport::new);
    return Combinators.combine(
            texts,
            texts.injectNull(0.3),
            reasons.injectNull(0.2),
            Arbitraries.integers().greaterOrEqual(0),
            tokens.list().ofMaxSize(3),
            tokens.list().ofMaxSize(3),
            choices.list().ofMaxSize(3),
            Arbitraries.longs())
        .as(
            (path, name, reason, count, prompt, output, choice, nanos) ->
                new StepReport(
                    path,
                    name,
                    path,
                    reason,
                    count,
                    count / 2,
                    count / 3,
                    prompt,
                    output,
                    choice,
                    new Generation.Timing(nanos, ~nanos)));
  }
}
