package io.sglflink.runtime.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatFormatsTest {

  private static final String TEMPLATE =
      "{{ bos_token }}{% for m in messages %}{{ m.role }}>{{ m.content }}<end>\n{% endfor %}";

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

    assertThat(format).isInstanceOf(FallbackChatFormat.class);
    assertThat(format.prefix(List.of(), Role.SYSTEM)).isEqualTo("SYSTEM:");
    assertThat(format.prefix(List.of(), Role.USER)).isEqualTo("USER:");
    assertThat(format.prefix(List.of(user), Role.ASSISTANT)).isEqualTo("ASSISTANT:");
    assertThat(format.suffix(List.of(), user)).isEqualTo("\n");
    assertThat(format.stop()).isEmpty();
  }

  @Test
  void theFirstRoleOfABaseModelIsAWarning() {
    List<String> warnings = new ArrayList<>();
    ChatFormat plain = TemplateCases.format(NamedTemplates.source(NamedTemplates.DEFAULT));
    ChatFormat format = new FallbackChatFormat(plain, "models/base", warnings::add);
    assertThat(warnings).isEmpty();

    format.prefix(List.of(), Role.USER);
    format.prefix(List.of(), Role.USER);

    assertThat(warnings)
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("models/base has no chat template")
        .contains("--chat-template");
  }

  @Test
  void aFileIsLocatedForOtherDirectoriesAndANameIsNot() {
    assertThat(Path.of(ChatFormats.located("pom.xml"))).isAbsolute().isRegularFile();
    assertThat(ChatFormats.located("chatml")).isEqualTo("chatml");
    assertThat(ChatFormats.located("chat-ml")).isEqualTo("chat-ml");
    assertThat(ChatFormats.located("")).isEmpty();
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

  @Test
  void aChosenNameGoesBeforeTheCheckpointsOwnTemplate() throws IOException {
    configure("{\"chat_template\": \"{{ messages[0].content }}!\"}");

    assertThat(open("chatml").prefix(List.of(), Role.USER)).isEqualTo("<|im_start|>user\n");
    assertThat(open("chatml").stop()).containsExactly("<|im_end|>");
  }

  @Test
  void aChosenFileKnowsTheCheckpointsTokens() throws IOException {
    configure("{\"bos_token\": \"<|begin|>\"}");
    Path file = Files.writeString(directory.resolve("角色.jinja"), TEMPLATE);

    assertThat(open(file.toString()).prefix(List.of(), Role.USER)).isEqualTo("<|begin|>user>");
    assertThat(open(file.toString()).stop()).containsExactly("<end>");
  }

  @Test
  void aChoiceThatIsNeitherANameNorAFileIsRefusedWithTheNames() {
    assertThatThrownBy(() -> ChatFormats.check("chat-ml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"chat-ml\"")
        .hasMessageContaining("chatml, claude")
        .hasMessageContaining("yi-1.5");
    assertThatThrownBy(() -> ChatFormats.check(directory.toString()))
        .hasMessageContaining("neither a file nor a known name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for m in messages %}{{ m.content }}",
        "{{ messages[0].content | nofilter }}",
        "{\"name\": \"chatml\", \"stop_str\": \"<|im_end|>\"}",
        "",
      })
  void aFileThatIsNoTemplateOfMessagesIsRefusedInOneLine(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("some.jinja"), content);

    assertThatThrownBy(() -> ChatFormats.check(file.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws IOException {
    Path file = Files.write(directory.resolve("some.jinja"), new byte[] {(byte) 0xff, 0, 1});

    assertThatThrownBy(() -> ChatFormats.check(file.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void theEmptyChoiceIsTheCheckpointsOwn() {
    assertThatCode(() -> ChatFormats.check("")).doesNotThrowAnyException();
  }

  private void configure(String json) throws IOException {
    Files.writeString(directory.resolve("tokenizer_config.json"), json);
  }

  private ChatFormat open() {
    return open("");
  }

  private ChatFormat open(String chosen) {
    Checkpoint checkpoint = Checkpoint.open(directory);
    try (Tokenizer tokenizer = Tokenizer.open(checkpoint)) {
      return ChatFormats.of(checkpoint, tokenizer, chosen);
    }
  }
}
