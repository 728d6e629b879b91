package io.sglflink.runtime.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.Role;
import io.sglflink.runtime.checkpoint.Checkpoint;
import io.sglflink.runtime.checkpoint.CheckpointException;
import io.sglflink.runtime.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatFormatsTest {

  @TempDir private Path directory;

  @BeforeEach
  void copyAParityCheckpoint() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/parity/qwen2"))) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName().toString()));
      }
    }
  }

  @Test
  void aCheckpointWithoutATemplateGetsSglangsDefault() {
    ChatFormat format = open();
    ChatMessage user = new ChatMessage(Role.USER, "你好");

    assertThat(format).isInstanceOf(PlainChatFormat.class);
    assertThat(format.prefix(List.of(), Role.SYSTEM)).isEqualTo("SYSTEM:");
    assertThat(format.prefix(List.of(), Role.USER)).isEqualTo("USER:");
    assertThat(format.prefix(List.of(user), Role.ASSISTANT)).isEqualTo("ASSISTANT:");
    assertThat(format.suffix(List.of(), user)).isEqualTo("\n");
    assertThat(format.stop()).isEmpty();
  }

  @Test
  void readsTheTemplateFromTheTokenizersConfiguration() throws IOException {
    configure(
        "{\"bos_token\": \"<|begin|>\", \"chat_template\": \"{{ bos_token }}{{ messages[0].content }}!\"}");

    assertThat(open().prefix(List.of(), Role.USER)).isEqualTo("<|begin|>");
    assertThat(open().suffix(List.of(), new ChatMessage(Role.USER, "a"))).isEqualTo("!");
  }

  @Test
  void takesTheDefaultOfNamedTemplates() throws IOException {
    configure(
        """
        {"unk_token": {"content": "<unk>"}, "chat_template": [
          {"name": "tool_use", "template": "tool"},
          {"name": "default", "template": "{{ unk_token }}{{ messages[0].content }}"}]}
        """);

    assertThat(open().prefix(List.of(), Role.USER)).isEqualTo("<unk>");
  }

  @Test
  void prefersTheTemplatesOwnFile() throws IOException {
    configure("{\"chat_template\": \"{{ messages[0].content }}\"}");
    Files.writeString(directory.resolve("chat_template.jinja"), "文件{{ messages[0].content }}\n");

    assertThat(open().prefix(List.of(), Role.USER)).isEqualTo("文件");
    assertThat(open().suffix(List.of(), new ChatMessage(Role.USER, "a"))).isEmpty();
  }

  @Test
  void namedTemplatesWithoutADefaultAreAnError() throws IOException {
    configure("{\"chat_template\": [{\"name\": \"tool_use\", \"template\": \"tool\"}]}");

    assertThatThrownBy(this::open)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("tokenizer_config.json")
        .hasMessageContaining("default")
        .hasMessageContaining("chat_template.jinja");
  }

  private void configure(String json) throws IOException {
    Files.writeString(directory.resolve("tokenizer_config.json"), json);
  }

  private ChatFormat open() {
    Checkpoint checkpoint = Checkpoint.open(directory);
    try (Tokenizer tokenizer = Tokenizer.open(checkpoint)) {
      return ChatFormats.of(checkpoint, tokenizer);
    }
  }
}
