package io.sglflink.job.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainCommandTest {

  @TempDir private Path directory;

  @Test
  void aPlanSaysWhatIsSharedWhatRunsSideBySideAndWhatIsSentWhen() throws Exception {
    Path file = directory.resolve("tips.py");
    Files.writeString(
        file,
        """
        import sglang as sgl

        @sgl.function
        def tips(s, topic):
            s += "Act as a helpful assistant who gives tips, short ones and true.\\n" + topic
            forks = s.fork(2)
            for i, f in enumerate(forks):
                f += f"Tip {i}:" + sgl.gen("tip")
            s += forks[0]["tip"] + forks[1]["tip"]
            s += sgl.select("good", choices=["yes", "no"])
        """,
        UTF_8);
    assertThat(explain(0, file))
        .isEqualTo(
            """
            tips(topic)
              prefix  "Act as a helpful assistant who gives tips, short ones and tr…" (64 characters), the same for all runs: computed once per engine, before them
                      fork forks into 2 states  · they share the text so far: computed once  · tips.py:6
                      for i in range(len(forks)):  · the iterations' steps run side by side  · tips.py:7
                        on forks[i]:  · side by side with what follows  · tips.py:8
                   1      gen tip  · sends "Act as a helpful assistant who … nes and true.\\n{topic}Tip {i}:"  · tips.py:8
                      wait for forks  · until its steps are done  · tips.py:9
                   2  select good  · sends "Act as a helpful assistant who … ks[0]["tip"]}{forks[1]["tip"]}" · 2 choices side by side, the prompt computed once  · tips.py:10

            """);
  }

  @Test
  void whatIsWrongWithAProgramIsSaid() throws Exception {
    Path file = directory.resolve("bad.json");
    Files.writeString(file, "{}");
    assertThat(explain(1, file))
        .contains("bad.json: (root): field sglang is missing")
        .contains("missing_field");
  }

  private static String explain(int status, Path file) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new ExplainCommand()).setOut(new PrintWriter(out));
    assertThat(line.execute(file.toString())).isEqualTo(status);
    return out.toString();
  }
}
