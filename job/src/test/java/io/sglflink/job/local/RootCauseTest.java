package io.sglflink.job.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

final class RootCauseTest {

  @Test
  void isTheInnermostCauseWithItsType() {
    Throwable failure =
        new IllegalStateException(
            "job failed", new RuntimeException("suppressed", new IOException("磁盘已满")));
    assertThat(RootCause.message(failure)).isEqualTo("IOException: 磁盘已满");
  }

  @Test
  void readsWhatFlinkSerialized() {
    Throwable failure = new RuntimeException(new SerializedThrowable(new IOException("disk full")));
    assertThat(RootCause.message(failure)).isEqualTo("IOException: disk full");
  }

  @Test
  void isTheTypeWhereThereIsNoMessage() {
    assertThat(RootCause.message(new NullPointerException())).isEqualTo("NullPointerException");
    assertThat(RootCause.message(new SerializedThrowable(new IOException())))
        .isEqualTo("IOException");
  }
}
