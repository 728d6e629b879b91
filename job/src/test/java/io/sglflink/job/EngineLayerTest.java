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
  void namesTheDirectoryToCopyAndWhereTo() throws Exception {
    try (URLClassLoader bare = new URLClassLoader(new URL[0], null)) {
      assertThat(EngineLayer.problem(bare, "/opt/flink"))
          .isEqualTo(
              "the engine is not on Flink's class path: copy the jars of the distribution's"
                  + " flink-lib/ into /opt/flink/lib/ on every machine of the cluster and of this"
                  + " client, and restart the cluster");
      assertThat(EngineLayer.problem(bare, null)).contains("$FLINK_HOME/lib/");
    }
  }
}
