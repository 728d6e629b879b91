package io.sglflink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FailureBookTest {

  private static final EngineOptions OPTIONS = EngineOptions.of("/models/m");
  private static final EngineOptions OTHERS = EngineOptions.of("/models/n");
  private static final EngineOptions CPU =
      new EngineOptions("/models/m", "cpu", "auto", 1, 0.88, 1 << 20, 0, true, -1, 0, 256);
  private final Exception passing = new IllegalStateException("CUDA error: out of memory");
  private final Exception poison =
      new IllegalStateException("CUDA error: misaligned address\nCUDA kernel errors might be");

  private final FailureBook book = new FailureBook();

  private void fail(EngineOptions options, int times) {
    for (int i = 0; i < times; i++) {
      book.failed(options, passing, false);
    }
  }

  @Test
  void failuresInARowEndTheJvm() {
    fail(OPTIONS, 2);
    assertThat(book.verdict(OPTIONS)).isEmpty();
    fail(OPTIONS, 1);
    assertThat(book.verdict(OPTIONS))
        .contains(
            "the engine of /models/m failed 3 times in a row, without an answer in between"
                + " (--engine-failures 3)");
  }

  @Test
  void anEngineThatAnsweredEndsTheRow() {
    fail(OPTIONS, 2);
    book.failed(OPTIONS, passing, true);
    fail(OPTIONS, 1);
    assertThat(book.verdict(OPTIONS)).isEmpty();
    book.worked(OPTIONS);
    fail(OPTIONS, 2);
    assertThat(book.verdict(OPTIONS)).isEmpty();
    fail(OPTIONS, 1);
    assertThat(book.verdict(OPTIONS)).isPresent();
  }

  @Test
  void othersCountForThemselves() {
    fail(OPTIONS, 3);
    fail(OTHERS, 2);
    assertThat(book.verdict(OTHERS)).isEmpty();
    assertThat(book.verdict(OPTIONS)).isPresent();
  }

  @Test
  void aRowOfFailuresDoesNotRefuseAnotherTry() {
    fail(OPTIONS, 5);
    assertThatCode(() -> book.requireDevice(OPTIONS)).doesNotThrowAnyException();
  }

  @Test
  void aPoisonedContextEndsTheJvmAtOnceForAllThatUseTheDevice() {
    book.failed(OPTIONS, poison, true);
    assertThatThrownBy(() -> book.requireDevice(OTHERS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "no engine can be opened on device 0 in this JVM any more: CUDA error: misaligned"
                + " address: start a fresh JVM");
    assertThatCode(() -> book.requireDevice(CPU)).doesNotThrowAnyException();
    assertThat(book.verdict(CPU)).isEmpty();
    assertThat(book.verdict(OTHERS))
        .contains("device 0 is lost to this JVM: CUDA error: misaligned address");
  }

  @Test
  void aVerdictIsToldOnce() {
    book.failed(OPTIONS, poison, false);
    assertThat(book.verdict(OPTIONS)).isPresent();
    assertThat(book.verdict(OPTIONS)).isEmpty();
    assertThat(book.verdict(OTHERS)).isEmpty();
  }
}
