package io.sglflink.constraint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.constraint.text.TextSets;
import io.sglflink.model.Constraint;
import io.sglflink.program.json.ProgramJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/constraints.md says is so. */
class ConstraintDocsTest {

  private String docs;

  @BeforeEach
  void read() throws IOException {
    docs = Files.readString(Path.of("..", "docs", "constraints.md"));
  }

  @Test
  void theExampleIsANode() {
    String program =
        "{\"sglang\":1,\"name\":\"p\",\"body\":[" + block("# Constraints", "```json\n") + "]}";
    ObjectNode written = ProgramJson.write(ProgramJson.read(program));
    assertThat(written.at("/body/0/complete").asBoolean()).isTrue();
  }

  @Test
  void theGrammarIsOne() {
    assertThat(
            CompiledConstraint.of(new Constraint.Grammar(block("## Grammars", "```\n"), false))
                .leftOut())
        .isEmpty();
  }

  @Test
  void theFormatsThatAreAssertedAreThoseThatItNames() {
    String row =
        docs.lines().filter(line -> line.startsWith("| `format` |")).findFirst().orElseThrow();
    String asserted = row.substring(row.indexOf("asserted:"), row.indexOf("Others"));
    assertThat(Pattern.compile("`([a-z0-9-]+)`").matcher(asserted).results())
        .extracting(MatchResult::group)
        .map(name -> name.replace("`", ""))
        .containsExactlyInAnyOrderElementsOf(TextSets.formats());
  }

  /** The first block of code in a section. */
  private String block(String heading, String fence) {
    int start = docs.indexOf(fence, docs.indexOf(heading + "\n")) + fence.length();
    return docs.substring(start, docs.indexOf("```", start));
  }
}
