package io.sglflink.runtime.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A JVM's end is seen from outside of it. */
class QuietExitTest {

  @Test
  void aJvmEndsBetweenTwoTurns() throws Exception {
    assertThat(output("turns")).endsWith("turn ends").doesNotContain("late");
  }

  @Test
  void aJvmDoesNotWaitForAnEngineThatHasEnded() throws Exception {
    assertThat(output("ended")).isEqualTo("ended");
  }

  private static String output(String mode) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Engine.class.getName(),
                mode)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(3);
    return output.strip();
  }

  /** An engine's thread in a JVM that ends while it is in a turn. */
  static final class Engine {

    private Engine() {}

    public static void main(String[] args) throws InterruptedException {
      QuietExit exit = new QuietExit(() -> {});
      exit.begin();
      if (args[0].equals("ended")) {
        exit.end();
        System.out.println("ended");
        System.exit(3);
      }
      CountDownLatch inTurn = new CountDownLatch(1);
      Thread thread =
          new Thread(
              () -> {
                try {
                  exit.pass();
                  inTurn.countDown();
                  Thread.sleep(200);
                  System.out.println("turn ends");
                  exit.pass();
                  System.out.println("late");
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      thread.setDaemon(true);
      thread.start();
      inTurn.await();
      System.exit(3);
    }
  }
}
