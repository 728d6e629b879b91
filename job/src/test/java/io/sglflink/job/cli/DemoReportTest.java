package io.sglflink.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.job.score.Answers;
import io.sglflink.job.score.ScoreBoard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {

  @Test
  void aTerminalIsToldNothingByTheModel(@TempDir Path noAnswers) throws IOException {
    StringWriter out = new StringWriter();
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("id", "a").put("program", "p");
    result.put("text", "答案:\u001b[2J\u0007\u009b31m").putObject("variables");

    new DemoReport(new PrintWriter(out, true), new ScoreBoard(Answers.load(noAnswers)))
        .result(result);

    assertThat(out.toString()).contains("答案:\uFFFD[2J\uFFFD\uFFFD31m");
  }
}
