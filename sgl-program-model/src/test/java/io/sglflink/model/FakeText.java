package io.sglflink.model;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.compile.CompiledConstraint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * What {@link FakeLanguageModel} says.
 *
 * <p>A sample draws words from a fixed vocabulary with a {@link SplittableRandom} whose seed is the
 * CRC-32 of the prompt, xor the request's seed plus the sample's number unless it is greedy. It
 * ends with probability 1/8 after each word (not before {@code min_tokens}, never with {@code
 * ignore_eos}), at {@code max_tokens}, or at the first stop string. Under a constraint it is a walk
 * through it, one token per character, cut at {@code max_tokens}.
 */
final class FakeText {

  /** Words, and the tokens of the fake; a token's id is its index. */
  static final List<String> WORDS =
      List.of(
          "the ", "model ", "says ", "yes ", "no ", "\n", "3 ", "模型", "回答", "是", "不是", ",", "。",
          "数据", "🙂");

  private static final int END_OF_TEXT = WORDS.size();

  /** Bytes that a text under a constraint may have before it goes for its end. */
  private static final int WALK = 24;

  private FakeText() {}

  static Generation generate(GenerateRequest request) {
    return generation(
        request,
        IntStream.range(0, request.sampling().n()).mapToObj(i -> sample(request, i)).toList());
  }

  private static Generation.Sample sample(GenerateRequest request, int number) {
    SplittableRandom random = random(request, number);
    if (!(request.constraint() instanceof Constraint.None)) {
      return constrained(request, random);
    }
    SamplingParams sampling = request.sampling();
    StringBuilder text = new StringBuilder();
    List<Integer> tokens = new ArrayList<>();
    while (tokens.size() < sampling.maxTokens()) {
      boolean mayEnd = !sampling.ignoreEos() && tokens.size() >= sampling.minTokens();
      if (random.nextInt(8) == 0 && mayEnd) {
        tokens.add(END_OF_TEXT);
        return sample(request, text.toString(), tokens, new FinishReason.StopToken(END_OF_TEXT));
      }
      int token = random.nextInt(WORDS.size());
      tokens.add(token);
      text.append(WORDS.get(token));
      for (String stop : sampling.stop()) {
        int at = text.indexOf(stop);
        if (at >= 0) {
          return sample(request, text.substring(0, at), tokens, new FinishReason.StopString(stop));
        }
      }
    }
    return sample(request, text.toString(), tokens, new FinishReason.Length(sampling.maxTokens()));
  }

  /** The answer to {@code request} with a given text, one token per character. */
  static Generation generation(GenerateRequest request, String text) {
    List<Integer> tokens = text.codePoints().boxed().toList();
    return generation(
        request, List.of(sample(request, text, tokens, new FinishReason.StopToken(END_OF_TEXT))));
  }

  /** A choice's score: a number from −10 to 0, by the CRC-32 of prompt and choice. */
  static double score(String prompt, String choice) {
    return -(hash(prompt + '\u0000' + choice) % 10_000) / 1_000.0;
  }

  static Scoring scoring(ScoreRequest request, ToDoubleBiFunction<String, String> scores) {
    int promptTokens = length(request.prompt());
    int choiceTokens = request.choices().stream().mapToInt(FakeText::length).sum();
    List<Scoring.ChoiceScore> choices =
        request.choices().stream()
            .map(choice -> choice(choice, scores.applyAsDouble(request.prompt(), choice)))
            .toList();
    return new Scoring(
        choices,
        promptTokens + choiceTokens,
        promptTokens / 2,
        new Generation.Timing(1_000, 1_000_000));
  }

  private static Scoring.ChoiceScore choice(String choice, double score) {
    List<TokenLogprob> tokens =
        choice.codePoints().mapToObj(c -> new TokenLogprob(c, score, null, List.of())).toList();
    return new Scoring.ChoiceScore(score, tokens, List.of());
  }

  private static Generation.Sample constrained(GenerateRequest request, SplittableRandom random) {
    CompiledConstraint constraint = CompiledConstraint.of(request.constraint());
    List<Integer> tokens = walk(constraint.start(), random).codePoints().boxed().toList();
    int room = request.sampling().maxTokens();
    boolean whole = tokens.size() <= room;
    List<Integer> kept = whole ? tokens : tokens.subList(0, room);
    String text = kept.stream().map(Character::toString).collect(Collectors.joining());
    Generation.Sample sample =
        sample(
            request,
            text,
            kept,
            whole ? new FinishReason.ConstraintComplete() : new FinishReason.Length(room));
    return new Generation.Sample(
        text,
        sample.finishReason(),
        sample.completionTokens(),
        sample.outputLogprobs(),
        new ConstraintOutcome(whole, 0, constraint.leftOut()));
  }

  /** Some bytes at random, visible ones where there are any; then the shortest way to the end. */
  private static String walk(ByteState start, SplittableRandom random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteState state = start;
    for (int left = random.nextInt(WALK); left > 0 && state.hasNext(); left--) {
      int value = oneOf(following(state), random);
      bytes.write(value);
      state = state.next(value);
    }
    while (state.shortest() > 0) {
      ByteState at = state;
      int value =
          following(state).stream()
              .filter(next -> at.next(next).shortest() < at.shortest())
              .findFirst()
              .orElseThrow();
      bytes.write(value);
      state = state.next(value);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static List<Integer> following(ByteState state) {
    state.refill();
    return IntStream.range(0, 256).filter(value -> state.next(value) != null).boxed().toList();
  }

  private static int oneOf(List<Integer> bytes, SplittableRandom random) {
    List<Integer> visible = bytes.stream().filter(value -> value > ' ' && value < 0x7F).toList();
    List<Integer> drawn = visible.isEmpty() ? bytes : visible;
    return drawn.get(random.nextInt(drawn.size()));
  }

  private static Generation.Sample sample(
      GenerateRequest request, String text, List<Integer> tokens, FinishReason finishReason) {
    LogprobOptions options = request.sampling().logprobs();
    List<TokenLogprob> output =
        options.enabled()
            ? tokens.stream().map(token -> logprob(token, options)).toList()
            : List.of();
    return new Generation.Sample(text, finishReason, tokens.size(), output);
  }

  private static Generation generation(GenerateRequest request, List<Generation.Sample> samples) {
    int promptTokens = length(request.prompt());
    int drawn = samples.stream().mapToInt(Generation.Sample::completionTokens).sum();
    return new Generation(
        samples,
        promptTokens,
        promptTokens / 2,
        List.of(),
        new Generation.Timing(1_000, 1_000_000L * drawn));
  }

  private static TokenLogprob logprob(int token, LogprobOptions options) {
    TokenLogprob itself =
        new TokenLogprob(
            token, -(1 + token % 7) / 4.0, options.text() ? text(token) : null, List.of());
    List<TokenLogprob> top = options.top() == 0 ? List.of() : List.of(itself);
    return new TokenLogprob(token, itself.logprob(), itself.text(), top);
  }

  private static String text(int token) {
    return token < WORDS.size() ? WORDS.get(token) : Character.toString(token);
  }

  private static SplittableRandom random(GenerateRequest request, int sample) {
    long seed = request.sampling().greedy() ? 0 : request.drawSeed() + sample;
    return new SplittableRandom(hash(request.prompt()) ^ seed);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static long hash(String text) {
    CRC32 hash = new CRC32();
    hash.update(text.getBytes(StandardCharsets.UTF_8));
    return hash.getValue();
  }
}
