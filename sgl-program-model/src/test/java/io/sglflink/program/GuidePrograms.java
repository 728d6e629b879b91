package io.sglflink.program;

import io.sglflink.program.json.ProgramJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs of the guide, as {@code examples/programs} has them, and a chat. */
public final class GuidePrograms {

  /** Where the examples are. */
  public static final Path EXAMPLES = Path.of("..", "examples", "programs");

  private GuidePrograms() {}

  /** Those whose arguments are texts. */
  public static List<Program> all() {
    return List.of(
        simpleQa(),
        example("sentiment_analysis"),
        complexWorkflow(),
        example("extract_info"),
        example("json_output"),
        extractStructuredData(),
        example("llm_judge"),
        agentWorkflow(),
        chat());
  }

  public static Program simpleQa() {
    return example("simple_qa");
  }

  public static Program complexWorkflow() {
    return example("complex_workflow");
  }

  public static Program extractStructuredData() {
    return example("extract_structured_data");
  }

  /** A list of messages, each written by its role, and an answer. */
  public static Program multiTurnChat() {
    return example("multi_turn_chat");
  }

  /** A selection decides which steps follow. */
  public static Program agentWorkflow() {
    return example("agent_workflow");
  }

  /** A question about an image. */
  public static Program imageQa() {
    return example("image_qa");
  }

  public static Program chat() {
    return Program.builder("chat")
        .parameter("question")
        .parameter("tone", "简短")
        .system(m -> m.text("You answer ").arg("tone").text("."))
        .user(m -> m.arg("question"))
        .assistant(m -> m.gen("answer", g -> g.maxTokens(64).seed(7)))
        .user(m -> m.text("Is \"").var("answer").text("\" right?"))
        .assistant(m -> m.select("right", "是", "否"))
        .build();
  }

  private static Program example(String name) {
    try {
      return ProgramJson.read(Files.readAllBytes(EXAMPLES.resolve(name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
