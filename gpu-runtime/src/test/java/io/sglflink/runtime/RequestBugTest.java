package io.sglflink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.runtime.engine.EngineFailedException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose fault a failure outside of the engine's thread is. */
class RequestBugTest {

  static Stream<Throwable> bugs() {
    return Stream.of(new IllegalStateException("no such token"), new StackOverflowError())
        // For a short log.
        .peek(bug -> bug.setStackTrace(new StackTraceElement[0]));
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void aBugEndsItsRequestAlone(Throwable bug) {
    for (Supplier<CompletableFuture<String>> begin : begins(bug)) {
      assertThat(failure(begin))
          .isInstanceOfSatisfying(
              RequestFailedException.class,
              failed -> {
                assertThat(failed.code()).isEqualTo(FailureCode.INTERNAL_ERROR);
                assertThat(failed).hasMessageContaining(bug.toString());
              });
    }
  }

  static Stream<Throwable> others() {
    return Stream.of(
        new RequestFailedException(FailureCode.PROMPT_EMPTY, "empty"),
        new EngineFailedException("broken", null),
        new CancellationException(),
        new OutOfMemoryError("test"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void everyOtherFailureStaysWhatItIs(Throwable error) {
    for (Supplier<CompletableFuture<String>> begin : begins(error)) {
      assertThat(failure(begin)).isSameAs(error);
    }
  }

  /** At once, and later. */
  private static Iterable<Supplier<CompletableFuture<String>>> begins(Throwable error) {
    return Stream.<Supplier<CompletableFuture<String>>>of(
            () -> {
              throw RequestBugTest.<RuntimeException>sneaky(error);
            },
            () -> CompletableFuture.failedFuture(error))
        .toList();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E sneaky(Throwable error) throws E {
    throw (E) error;
  }

  private static Throwable failure(Supplier<CompletableFuture<String>> begin) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    RequestId id = new RequestId("run", "/body/0");
    Futures.begin(begin, answer, error -> RequestBug.contain(id, error));
    return answer.handle((value, error) -> error).join();
  }
}
