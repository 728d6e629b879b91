package io.sglflink.runtime.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.sglflink.model.ChatFormat;
import io.sglflink.model.ChatMessage;
import io.sglflink.model.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** SGLang's formats by their names: S, U, A and V are what is said. */
class NamedTemplatesTest {

  private static final List<ChatMessage> CONVERSATION =
      List.of(
          new ChatMessage(Role.SYSTEM, "S"),
          new ChatMessage(Role.USER, "U"),
          new ChatMessage(Role.ASSISTANT, "A"),
          new ChatMessage(Role.USER, "V"));

  /** System message, question, answer, question, and the prompt for its answer; ¶ is a newline. */
  private static final Map<String, String> EXPECTED =
      Map.ofEntries(
          Map.entry("default", "SYSTEM:S¶USER:U¶ASSISTANT:A¶USER:V¶ASSISTANT:"),
          Map.entry(
              "chatml",
              "<|im_start|>system¶S<|im_end|>¶<|im_start|>user¶U<|im_end|>¶"
                  + "<|im_start|>assistant¶A<|im_end|>¶<|im_start|>user¶V<|im_end|>¶"
                  + "<|im_start|>assistant¶"),
          Map.entry(
              "qwen",
              "<|im_start|>system¶S<|im_end|>¶<|im_start|>user¶U<|im_end|>¶"
                  + "<|im_start|>assistant¶A<|im_end|>¶<|im_start|>user¶V<|im_end|>¶"
                  + "<|im_start|>assistant¶"),
          Map.entry(
              "llama-3-instruct",
              "<|start_header_id|>system<|end_header_id|>¶¶S<|eot_id|>"
                  + "<|start_header_id|>user<|end_header_id|>¶¶U<|eot_id|>"
                  + "<|start_header_id|>assistant<|end_header_id|>¶¶A<|eot_id|>"
                  + "<|start_header_id|>user<|end_header_id|>¶¶V<|eot_id|>"
                  + "<|start_header_id|>assistant<|end_header_id|>¶¶"),
          Map.entry(
              "llama-4",
              "<|header_start|>system<|header_end|>¶¶S<|eot|>"
                  + "<|header_start|>user<|header_end|>¶¶U<|eot|>"
                  + "<|header_start|>assistant<|header_end|>¶¶A<|eot|>"
                  + "<|header_start|>user<|header_end|>¶¶V<|eot|>"
                  + "<|header_start|>assistant<|header_end|>¶¶"),
          Map.entry(
              "llama-2-chat", "[INST] <<SYS>>¶S¶<</SYS>>¶¶U [/INST]A </s><s>[INST] V [/INST]"),
          Map.entry(
              "mistral",
              "[SYSTEM_PROMPT] S [/SYSTEM_PROMPT][INST] U [/INST]A </s><s>[INST] V [/INST]"),
          Map.entry(
              "gemma-it",
              "S<start_of_turn>user¶U<end_of_turn>¶<start_of_turn>model¶A<end_of_turn>¶"
                  + "<start_of_turn>user¶V<end_of_turn>¶<start_of_turn>model¶"),
          Map.entry(
              "deepseek-v3", "S<｜User｜>U<｜Assistant｜>A<｜end▁of▁sentence｜><｜User｜>V<｜Assistant｜>"),
          Map.entry("vicuna_v1.1", "S USER:U ASSISTANT:A</s>USER:V ASSISTANT:"),
          Map.entry(
              "granite-3-instruct",
              "<|start_of_role|>system<|end_of_role|>S<|end_of_text|>"
                  + "<|start_of_role|>user<|end_of_role|>U<|end_of_text|>"
                  + "<|start_of_role|>assistant<|end_of_role|>A<|end_of_text|>"
                  + "<|start_of_role|>user<|end_of_role|>V<|end_of_text|>"
                  + "<|start_of_role|>assistant<|end_of_role|>"),
          Map.entry(
              "c4ai-command-r",
              "<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>S<|END_OF_TURN_TOKEN|>"
                  + "<|START_OF_TURN_TOKEN|><|USER_TOKEN|>U<|END_OF_TURN_TOKEN|>"
                  + "<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>A<|END_OF_TURN_TOKEN|>"
                  + "<|START_OF_TURN_TOKEN|><|USER_TOKEN|>V<|END_OF_TURN_TOKEN|>"
                  + "<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>"),
          Map.entry("claude", "S¶¶Human: U¶¶Assistant:A¶¶Human: V¶¶Assistant:"),
          Map.entry(
              "yi-1.5",
              "S<|im_start|>user¶U<|im_end|>¶<|im_start|>assistant¶A<|im_end|>¶"
                  + "<|im_start|>user¶V<|im_end|>¶<|im_start|>assistant¶"));

  static List<String> names() {
    return NamedTemplates.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void writesWhatSglangWrites(String name) {
    assertThat(turnByTurn(name, CONVERSATION)).isEqualTo(EXPECTED.get(name).replace('¶', '\n'));
  }

  @ParameterizedTest
  @CsvSource({
    "chatml, <|im_end|>",
    "qwen, <|im_end|>",
    "llama-3-instruct, <|eot_id|>",
    "llama-4, <|eot|>",
    "llama-2-chat, </s>",
    "mistral, </s>",
    "gemma-it, <end_of_turn>",
    "deepseek-v3, <｜end▁of▁sentence｜>",
    "vicuna_v1.1, </s>",
    "granite-3-instruct, <|end_of_text|>",
    "c4ai-command-r, <|END_OF_TURN_TOKEN|>",
    "yi-1.5, <|im_end|>",
  })
  void whatClosesAnAnswerEndsGeneration(String name, String stop) {
    assertThat(format(name).stop()).containsExactly(stop);
  }

  @ParameterizedTest
  @CsvSource({"default", "claude"})
  void anAnswerThatNoMarkerClosesEndsByItself(String name) {
    assertThat(format(name).stop()).isEmpty();
  }

  @Test
  void someBeginWithASystemMessageOfTheirOwn() {
    assertThat(format("qwen").prefix(List.of(), Role.USER))
        .isEqualTo(
            "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n");
    assertThat(format("vicuna_v1.1").prefix(List.of(), Role.USER))
        .isEqualTo(
            "A chat between a curious user and an artificial intelligence assistant. The assistant"
                + " gives helpful, detailed, and polite answers to the user's questions. USER:");
  }

  @Test
  void llama2AsksWithoutASystemMessageAsWell() {
    assertThat(turnByTurn("llama-2-chat", CONVERSATION.subList(1, 4)))
        .isEqualTo("[INST] U [/INST]A </s><s>[INST] V [/INST]");
  }

  @ParameterizedTest
  @CsvSource({
    "llama-3-instruct, public/llama3.jinja",
    "chatml, public/qwen2_5.jinja",
    "qwen, public/qwen2_5.jinja",
    "chatml, public/qwen3.jinja",
  })
  void agreesWithThePublicTemplateOfItsFamily(String name, String path) {
    String whole = TemplateCases.renderWhole(TemplateCases.source(path), CONVERSATION, true);

    assertThat("<s>" + turnByTurn(name, CONVERSATION))
        .isEqualTo(whole.startsWith("<s>") ? whole : "<s>" + whole);
  }

  private static ChatFormat format(String name) {
    return TemplateCases.format(NamedTemplates.source(name));
  }

  private static String turnByTurn(String name, List<ChatMessage> messages) {
    return TemplateCases.turnByTurn(format(name), messages)
        + format(name).prefix(messages, Role.ASSISTANT);
  }
}
