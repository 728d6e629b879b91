package io.sglflink.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.Role;
import io.sglflink.program.Expression;
import io.sglflink.program.Program;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConstantPrefixTest {

  /** Writes tags, and takes no tool's message. */
  private static final ChatFormat TAGS =
      new ChatFormat() {
        @Override
        public String prefix(List<ChatMessage> history, Role role) {
          if (history.size() == 2) {
            throw new RequestFailedException(FailureCode.CHAT_TEMPLATE, "two messages at most");
          }
          return "<" + role.label() + ">";
        }

        @Override
        public String suffix(List<ChatMessage> history, ChatMessage message) {
          return "</" + message.role().label() + ">";
        }

        @Override
        public List<String> stop() {
          return List.of();
        }
      };

  private static final Program CHAT =
      Program.builder("chat")
          .parameter("style", "kindly")
          .parameter("question")
          .system("You are brief.")
          .user(u -> u.text("Speak ").arg("style").text(": ").arg("question"))
          .assistant(a -> a.gen("answer"))
          .build();

  private static String of(Program program, Map<String, JsonNode> args) {
    return ConstantPrefix.of(program, args, TAGS, 1_000);
  }

  @Test
  void rolesAreWrittenAsTheModelsChatFormatDoes() {
    assertThat(of(CHAT, Map.of())).isEqualTo("<system>You are brief.</system><user>Speak ");
  }

  @Test
  void anArgumentThatIsKnownIsPartOfItAndADefaultIsNot() {
    Map<String, JsonNode> style = Map.of("style", TextNode.valueOf("dryly"));
    assertThat(of(CHAT, style)).endsWith("<user>Speak dryly: ");
    assertThat(ConstantPrefix.of(CHAT, style, TAGS, 11)).isEqualTo("<system>You");
  }

  @Test
  void itEndsAtAConditionThatIsNotKnownAtAStepAndWhereTheRunFails() {
    Program condition =
        Program.builder("p")
            .text("a")
            .when(Expression.arg("q"), then -> then.text("b"))
            .text("c")
            .build();
    assertThat(of(condition, Map.of())).isEqualTo("a");
    Program step = Program.builder("p").text("a").gen("g").text("b").build();
    assertThat(of(step, Map.of())).isEqualTo("a");
    Program refused = Program.builder("p").user("1").assistant("2").user("3").build();
    assertThat(of(refused, Map.of())).isEqualTo("<user>1</user><assistant>2</assistant>");
  }
}
