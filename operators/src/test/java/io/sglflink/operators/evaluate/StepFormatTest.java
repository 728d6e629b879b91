package io.sglflink.operators.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.constraint.LeftOut;
import io.sglflink.interpret.Conversation;
import io.sglflink.interpret.StepReport;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.ChoicesMethod;
import io.sglflink.model.ConstraintOutcome;
import io.sglflink.model.FinishReason;
import io.sglflink.model.Generation;
import io.sglflink.model.Role;
import io.sglflink.model.TokenLogprob;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.evaluate.HistoryFormat.History;
import io.sglflink.operators.evaluate.RequestFormat.Request;
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
    PromptEnvelope prompt =
        new PromptEnvelope("问-1", new byte[] {1, -1, 0}, "kafka://in/0@7", 42, null, "s-1");
    Request request = new Request(prompt, "a0b1", 3);
    assertThat(RequestFormat.read(RequestFormat.write(request)))
        .usingRecursiveComparison()
        .isEqualTo(request);
  }

  @Test
  void aPromptOfVersionOneStaysReadable() {
    byte[] bytes =
        HexFormat.of().parseHex("01" + "0000000171" + "000000020aff" + "0000000170" + "0000002a");
    Request expected =
        new Request(new PromptEnvelope("q", new byte[] {10, -1}, "p", 42, null, null), null, 0);
    assertThat(RequestFormat.read(bytes)).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void aSessionIsReadAsItWasWritten() {
    List<ChatMessage> messages =
        List.of(new ChatMessage(Role.USER, "问?"), new ChatMessage(Role.ASSISTANT, ""));
    History history = new History(new Conversation("<问?>", messages), 1L << 40);
    assertThat(HistoryFormat.read(HistoryFormat.write(history))).isEqualTo(history);
  }

  @Test
  void aSessionOfVersionOneStaysReadable() {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "01"
                    + "0000000000000007"
                    + "00000003e698af"
                    + "00000001"
                    + "0000000475736572"
                    + "0000000161");
    assertThat(HistoryFormat.read(bytes))
        .isEqualTo(new History(new Conversation("是", List.of(new ChatMessage(Role.USER, "a"))), 7));
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
    TokenLogprob token = new TokenLogprob(7, -0.5, null, List.of());
    assertThat(StepFormat.read(bytes))
        .isEqualTo(
            new StepReport(
                "/0",
                "a",
                List.of(new Generation.Sample("是", new FinishReason.Length(5), 5, List.of(token))),
                null,
                10,
                4,
                List.of(),
                new Generation.Timing(1, 2)));
  }

  @Test
  void aSelectionOfVersionOneStaysReadable() {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "01"
                    + "000000022f31"
                    + "00"
                    + "0000000162"
                    + "00"
                    + "0000000a0000000000000004"
                    + "00000000"
                    + "00000000"
                    + "00000002"
                    + "0000000161c000000000000000"
                    + "0000000162bff0000000000000"
                    + "0000000000000001"
                    + "0000000000000002");
    StepReport read = StepFormat.read(bytes);
    assertThat(read.text()).isEqualTo("b");
    assertThat(read.samples()).isEmpty();
    assertThat(read.selection())
        .isEqualTo(
            new StepReport.Selection(
                ChoicesMethod.TOKEN_LENGTH_NORMALIZED,
                1,
                List.of(
                    new StepReport.ChoiceReport("a", -2, null, List.of(), List.of()),
                    new StepReport.ChoiceReport("b", -1, null, List.of(), List.of()))));
  }

  @Test
  void versionTwoStaysReadable() {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "02"
                    + "000000022f30"
                    + "010000000161"
                    + "00000001"
                    + "00000003e698af"
                    + "0100000005"
                    + "00000005"
                    + "00000000"
                    + "0000000a"
                    + "00000004"
                    + "00000000"
                    + "0000000000000001"
                    + "0000000000000002");
    assertThat(StepFormat.read(bytes))
        .isEqualTo(
            new StepReport(
                "/0",
                "a",
                List.of(new Generation.Sample("是", new FinishReason.Length(5), 5, List.of())),
                null,
                10,
                4,
                List.of(),
                new Generation.Timing(1, 2)));
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
    Arbitrary<LeftOut> left = Combinators.combine(texts, texts).as(LeftOut::new);
    Arbitrary<ConstraintOutcome> outcomes =
        Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 1000),
                left.list().ofMaxSize(2))
            .as(ConstraintOutcome::new);
    Arbitrary<Generation.Sample> samples =
        Combinators.combine(
                texts,
                reasons,
                Arbitraries.integers().between(0, 1000),
                tokens.list().ofMaxSize(2),
                outcomes.injectNull(0.5))
            .as(Generation.Sample::new);
    Arbitrary<StepReport.ChoiceReport> choices =
        Combinators.combine(
                texts,
                Arbitraries.doubles(),
                Arbitraries.doubles().injectNull(0.5),
                tokens.list().ofMaxSize(2),
                tokens.list().ofMaxSize(2))
            .as(StepReport.ChoiceReport::new);
    Arbitrary<StepReport.Selection> selections =
        Combinators.combine(
                Arbitraries.of(ChoicesMethod.class), choices.list().ofMinSize(1).ofMaxSize(3))
            .as((method, list) -> new StepReport.Selection(method, list.size() - 1, list));
    return Combinators.combine(
            texts,
            texts.injectNull(0.3),
            samples.list().ofMinSize(1).ofMaxSize(3),
            selections.injectNull(0.5),
            Arbitraries.integers().greaterOrEqual(0),
            tokens.list().ofMaxSize(3),
            Arbitraries.longs())
        .as(
            (path, name, sampled, selection, count, prompt, nanos) ->
                new StepReport(
                    path,
                    name,
                    selection == null ? sampled : List.of(),
                    selection,
                    count,
                    count / 3,
                    prompt,
                    new Generation.Timing(nanos, ~nanos)));
  }
}
