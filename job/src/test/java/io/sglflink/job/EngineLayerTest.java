package io.sglflink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

final class EngineLayerTest {

  @Test
  void saysNothingWhenTheEngineIsThere() {
    assertThat(EngineLayer.problem()).isNull();
  }

  @Test
  void namesTheInstallCommandWhenTheClientLacksTheEngine() throws Exception {
    try (URLClassLoader bare = new URLClassLoader(new URL[0], null)) {
      assertThat(EngineLayer.problem(bare))
          .startsWith("the engine is not on the class path of Flink's client: ")
          .contains("bin/sglang install --flink-home");
    }
  }

  @Test
  void namesTheInstallCommandWhenTheClusterLacksTheEngine() {
    Throwable ofTheServer =
        new IllegalStateException(
            "<Exception on server side: Caused by: java.lang.NoClassDefFoundError:"
                + " io/sglflink/record/InvalidRecordException>");

    assertThat(EngineLayer.problem(new IllegalStateException("cannot submit", ofTheServer)))
        .startsWith("the engine is not on the class path of the cluster: ")
        .contains("bin/sglang install --flink-home");
    assertThat(EngineLayer.problem(new ClassNotFoundException("com.example.Udf"))).isNull();
  }
}
