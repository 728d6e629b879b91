package io.sglflink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FuturesTest {

  private final CompletableFuture<Integer> one = new CompletableFuture<>();
  private final CompletableFuture<Integer> two = new CompletableFuture<>();
  private final CompletableFuture<List<Integer>> all = Futures.all(List.of(one, two));

  @Test
  void allValuesComeInOrder() {
    two.complete(2);
    assertThat(all).isNotDone();
    one.complete(1);
    assertThat(all).isCompletedWithValue(List.of(1, 2));
  }

  @Test
  void theFirstFailureEndsTheOthers() {
    IllegalStateException failure = new IllegalStateException("broken");
    two.completeExceptionally(failure);
    assertThat(all).isCompletedExceptionally();
    assertThat(all.handle((values, error) -> error)).isCompletedWithValue(failure);
    assertThat(one).isCancelled();
  }

  @Test
  void cancellingWhatWasMadeOfThemCancelsThem() {
    CompletableFuture<Integer> sum = Futures.map(all, values -> values.get(0) + values.get(1));
    one.complete(1);
    sum.cancel(true);
    assertThat(two).isCancelled();
    assertThat(one).isCompletedWithValue(1);
  }

  @Test
  void aFunctionThatFailsFailsTheAnswerWithItsOwnError() {
    IllegalStateException failure = new IllegalStateException("no");
    CompletableFuture<Integer> mapped =
        Futures.map(
            one,
            value -> {
              throw failure;
            });
    one.complete(1);
    assertThat(mapped.handle((value, error) -> error)).isCompletedWithValue(failure);
  }
}
