package io.sglflink.runtime.api;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.FinishReason;
import io.sglflink.model.GenerateRequest;
import io.sglflink.model.Generation;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.Role;
import io.sglflink.model.ScoreRequest;
import io.sglflink.model.Scoring;
import io.sglflink.runtime.EngineLease;
import io.sglflink.runtime.EngineStats;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A model that answers as a test says, and the lease on it. */
final class FakeModel implements LanguageModel, EngineLease {

  private final Function<GenerateRequest, CompletableFuture<Generation>> answers;
  private final List<GenerateRequest> requests = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private volatile CompletableFuture<Integer> flushed = CompletableFuture.completedFuture(7);

  FakeModel(Function<GenerateRequest, CompletableFuture<Generation>> answers) {
    this.answers = answers;
  }

  /** Answers each prompt at once. */
  static FakeModel saying(Function<String, String> text) {
    return new FakeModel(
        request -> CompletableFuture.completedFuture(generation(text.apply(request.prompt()))));
  }

  static Generation generation(String... texts) {
    return new Generation(
        List.of(texts).stream()
            .map(text -> new Generation.Sample(text, new FinishReason.Length(3), 3, List.of()))
            .toList(),
        10,
        4,
        List.of(),
        new Generation.Timing(1, 2));
  }

  SglRuntime runtime() {
    return new SglRuntime(this, 1);
  }

  List<GenerateRequest> requests() {
    return requests;
  }

  List<String> prompts() {
    return requests.stream().map(GenerateRequest::prompt).toList();
  }

  boolean isClosed() {
    return closed;
  }

  void failFlush(RuntimeException error) {
    flushed = CompletableFuture.failedFuture(error);
  }

  @Override
  public CompletableFuture<Generation> generate(GenerateRequest request) {
    requests.add(request);
    return answers.apply(request);
  }

  @Override
  public CompletableFuture<Scoring> score(ScoreRequest request) {
    throw new UnsupportedOperationException("no test scores");
  }

  @Override
  public ChatFormat chatFormat() {
    return new ChatFormat() {
      @Override
      public String prefix(List<ChatMessage> history, Role role) {
        return "<" + role.label() + ">";
      }

      @Override
      public String suffix(List<ChatMessage> history, ChatMessage message) {
        return "</" + message.role().label() + ">";
      }

      @Override
      public List<String> stop() {
        return List.of();
      }
    };
  }

  @Override
  public LanguageModel model() {
    return this;
  }

  @Override
  public EngineStats stats() {
    return EngineStats.NOTHING;
  }

  @Override
  public CompletableFuture<Integer> flushCache() {
    return flushed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
