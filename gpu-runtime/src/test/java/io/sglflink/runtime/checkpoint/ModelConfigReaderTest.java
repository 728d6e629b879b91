package io.sglflink.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.runtime.checkpoint.RopeConfig.Scaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelConfigReaderTest {

  @TempDir private Path directory;

  @Test
  void fillsInHuggingFacesDefaults() throws IOException {
    ModelConfig config = read("LlamaForCausalLM", "{}");

    assertThat(config.kvHeads()).isEqualTo(4);
    assertThat(config.headDim()).isEqualTo(16);
    assertThat(config.rmsNormEps()).isEqualTo(1e-6);
    assertThat(config.rope()).isEqualTo(new RopeConfig(10_000, new Scaling.None()));
    assertThat(config.maxPositions()).isEqualTo(2048);
    assertThat(config.tieWordEmbeddings()).isFalse();
    assertThat(config.qkvBias()).isFalse();
    assertThat(config.outputBias()).isFalse();
    assertThat(config.mlpBias()).isFalse();
    assertThat(config.dtype()).isEqualTo(TensorType.F32);
    assertThat(config.eosTokenIds()).isEmpty();
    assertThat(config.bosTokenId()).isNull();
  }

  @Test
  void nullMeansAbsent() throws IOException {
    ModelConfig config =
        read(
            "LlamaForCausalLM",
            "{'num_key_value_heads':null,'head_dim':null,'rope_scaling':null,'eos_token_id':null,'quantization_config':null}");

    assertThat(config.kvHeads()).isEqualTo(4);
    assertThat(config.headDim()).isEqualTo(16);
    assertThat(config.eosTokenIds()).isEmpty();
  }

  @Test
  void llamaMayHaveBiases() throws IOException {
    ModelConfig config = read("LlamaForCausalLM", "{'attention_bias':true,'mlp_bias':true}");

    assertThat(config.qkvBias()).isTrue();
    assertThat(config.outputBias()).isTrue();
    assertThat(config.mlpBias()).isTrue();
  }

  @Test
  void qwen2AlwaysHasBiasesOnItsInputProjectionsAlone() throws IOException {
    ModelConfig config = read("Qwen2ForCausalLM", "{'attention_bias':true,'mlp_bias':true}");

    assertThat(config.qkvBias()).isTrue();
    assertThat(config.outputBias()).isFalse();
    assertThat(config.mlpBias()).isFalse();
  }

  @Test
  void qwen3MayHaveAttentionBiases() throws IOException {
    ModelConfig config = read("Qwen3ForCausalLM", "{'attention_bias':true,'mlp_bias':true}");

    assertThat(config.qkvBias()).isTrue();
    assertThat(config.outputBias()).isTrue();
    assertThat(config.mlpBias()).isFalse();
    assertThat(config.headDim()).isEqualTo(128);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "LlamaForCausalLM; {'sliding_window':8}; 0; ff",
        "MistralForCausalLM; {}; 4096; tt",
        "MistralForCausalLM; {'sliding_window':null}; 0; ff",
        "MixtralForCausalLM; {}; 0; ff",
        "Phi3ForCausalLM; {'sliding_window':2047}; 2047; tt",
        "Qwen2ForCausalLM; {'sliding_window':8}; 0; ff",
        "Qwen2ForCausalLM; {'sliding_window':8,'use_sliding_window':true}; 0; ff",
        "Qwen3ForCausalLM; {'sliding_window':8,'use_sliding_window':true,'max_window_layers':1}; 8; ft",
        "Qwen3MoeForCausalLM; {'sliding_window':8,'use_sliding_window':true}; 8; tt",
        "Gemma2ForCausalLM; {}; 4096; tf",
        "Gemma3ForCausalLM; {'sliding_window':512}; 512; tt",
        "Gemma3ForCausalLM; {'sliding_window_pattern':2}; 4096; tf",
        "Gemma3ForCausalLM; {'layer_types':['full_attention','sliding_attention']}; 4096; ft",
      })
  void someLayersOfSomeFamiliesAttendToAWindow(
      String architecture, String fields, int window, String layers) throws IOException {
    String heads = "{'num_key_value_heads':2,";
    ModelConfig.Sliding sliding =
        read(architecture, heads + (fields.equals("{}") ? "'pad':0}" : fields.substring(1)))
            .sliding();

    assertThat(sliding.window()).isEqualTo(window);
    assertThat(sliding.layers()).isEqualTo(layers.chars().mapToObj(flag -> flag == 't').toList());
  }

  @Test
  void gemmaScalesAndCaps() throws IOException {
    String fields = "{'query_pre_attn_scalar':64,'attn_logit_softcapping':%s,'head_dim':32}";

    assertThat(read("Gemma2ForCausalLM", fields.formatted(40)).scales())
        .isEqualTo(new ModelConfig.Scales(0.125, 40, 30, 8));
    assertThat(read("Gemma2ForCausalLM", fields.formatted("null")).scales().attentionCap())
        .isZero();
    // As its reference does, which reads the field and does not use it.
    assertThat(read("Gemma3ForCausalLM", fields.formatted(40)).scales())
        .isEqualTo(new ModelConfig.Scales(0.125, 0, 0, 8));
    assertThat(read("Gemma2ForCausalLM", fields.formatted(40)).tieWordEmbeddings()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'rope_theta':5e5,'rope_local_base_freq':300,'rope_scaling':{'rope_type':'linear','factor':2}}",
        "{'rope_parameters':{'full_attention':{'rope_theta':5e5,'rope_type':'linear','factor':2},'sliding_attention':{'rope_theta':300,'rope_type':'default'}}}",
      })
  void gemma3HasARotationForEachKindOfLayer(String fields) throws IOException {
    ModelConfig config = read("Gemma3ForCausalLM", fields);

    assertThat(config.rope()).isEqualTo(new RopeConfig(500_000, new Scaling.Linear(2)));
    assertThat(config.sliding().rope()).isEqualTo(new RopeConfig(300, new Scaling.None()));
  }

  @Test
  void expertsMayBeInSomeLayersAlone() throws IOException {
    String fields = "{'num_experts':8,'num_experts_per_tok':2,'moe_intermediate_size':48,%s}";

    assertThat(read("Qwen3MoeForCausalLM", fields.formatted("'decoder_sparse_step':2")).experts())
        .isEqualTo(new ModelConfig.Experts(8, 2, 48, false, List.of(false, true)));
    assertThat(read("Qwen3MoeForCausalLM", fields.formatted("'mlp_only_layers':[1]")).experts())
        .isEqualTo(new ModelConfig.Experts(8, 2, 48, false, List.of(true, false)));
    assertThat(
            read("MixtralForCausalLM", "{'num_local_experts':4,'num_key_value_heads':2}").experts())
        .isEqualTo(new ModelConfig.Experts(4, 2, 128, true, List.of(true, true)));
    assertThat(read("LlamaForCausalLM", "{'num_experts':8}").experts()).isNull();
  }

  @Test
  void phi3MayRotateAPartOfAHeadAndNameLongRopeOtherwise() throws IOException {
    RopeConfig rope =
        read(
                "Phi3ForCausalLM",
                "{'partial_rotary_factor':0.75,'max_position_embeddings':4096,'original_max_position_embeddings':64,"
                    + "'rope_scaling':{'type':'su','short_factor':[1,1,1,1,1,1],'long_factor':[2,2,2,2,2,2]}}")
            .rope();

    assertThat(rope.rotated(16)).isEqualTo(12);
    assertThat(rope.shortLength()).isEqualTo(64);
    assertThat(rope.attentionFactor()).isEqualTo(Math.sqrt(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Gemma2ForCausalLM; {'hidden_activation':'gelu'}; hidden_activation; gelu_pytorch_tanh",
        "Gemma3ForCausalLM; {'use_bidirectional_attention':true}; use_bidirectional_attention; false",
        "Gemma3ForCausalLM; {'layer_types':['full_attention','chunked']}; layer_types; sliding_attention and full_attention",
        "Gemma3ForCausalLM; {'layer_types':['full_attention']}; layer_types; each of 2 layers",
        "MixtralForCausalLM; {'num_local_experts':2,'num_experts_per_tok':3,'num_key_value_heads':2}; num_experts_per_tok = 3; at most num_experts = 2",
        "Phi3ForCausalLM; {'partial_rotary_factor':1.5}; partial_rotary_factor = 1.5; share over 0 to 1",
        "Phi3ForCausalLM; {'partial_rotary_factor':0.7}; rotates 11 of a head's 16 values; correct partial_rotary_factor",
      })
  void namesWhatIsWrongInAFamily(
      String architecture, String fields, String problem, String expected) {
    assertThatThrownBy(() -> read(architecture, fields))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'rope_theta':5e5}; 500000; default",
        "{'rope_theta':5e5,'rope_scaling':{'type':'dynamic','factor':2}}; 500000; default",
        "{'rope_theta':5e5,'rope_scaling':{'type':'linear','factor':2}}; 500000; linear",
        "{'rope_theta':5e5,'rope_scaling':{'rope_type':'llama3','factor':8,'low_freq_factor':1,'high_freq_factor':4,'original_max_position_embeddings':8192}}; 500000; llama3",
        "{'rope_parameters':{'rope_theta':1e6,'rope_type':'default'}}; 1000000; default",
        "{'rope_parameters':{'rope_theta':1e6,'rope_type':'linear','factor':2.0}}; 1000000; linear",
        "{'rope_parameters':{'rope_theta':1e6,'rope_type':'llama3','factor':8,'low_freq_factor':1,'high_freq_factor':4,'original_max_position_embeddings':8192}}; 1000000; llama3",
      })
  void readsBothFormsOfRotation(String fields, double theta, String scaling) throws IOException {
    Scaling expected =
        switch (scaling) {
          case "default" -> new Scaling.None();
          case "linear" -> new Scaling.Linear(2);
          default -> new Scaling.Llama3(8, 1, 4, 8192);
        };

    assertThat(read("LlamaForCausalLM", fields).rope()).isEqualTo(new RopeConfig(theta, expected));
  }

  @ParameterizedTest
  @CsvSource({
    "torch_dtype,float16,F16",
    "torch_dtype,bfloat16,BF16",
    "dtype,float32,F32",
    "dtype,bfloat16,BF16"
  })
  void readsBothNamesOfTheType(String field, String name, TensorType type) throws IOException {
    assertThat(read("LlamaForCausalLM", "{'%s':'%s'}".formatted(field, name)).dtype())
        .isEqualTo(type);
  }

  @Test
  void endsMayBeOneOrSeveral() throws IOException {
    assertThat(read("LlamaForCausalLM", "{'eos_token_id':7,'bos_token_id':3}").eosTokenIds())
        .containsExactly(7);
    assertThat(read("LlamaForCausalLM", "{'eos_token_id':[7,9]}").eosTokenIds())
        .containsExactly(7, 9);
    assertThat(read("LlamaForCausalLM", "{'bos_token_id':3}").bosTokenId()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'architectures':['GPT2LMHeadModel']}; GPT2LMHeadModel; LlamaForCausalLM, Qwen2ForCausalLM, Qwen3ForCausalLM",
        "{'architectures':[]}; architectures; supported are",
        "{'architectures':null}; architectures; supported are",
        "{'hidden_act':'gelu'}; hidden_act; silu",
        "{'quantization_config':{'bits':4}}; quantization_config; bfloat16 checkpoint",
        "{'rope_scaling':{'rope_type':'proportional'}}; proportional; dynamic, llama3, yarn or longrope",
        "{'rope_parameters':{'rope_type':'longrope'}}; rope_parameters.short_factor; add it",
        "{'rope_scaling':{'rope_type':'longrope','short_factor':[1],'long_factor':[1]}}; 1 numbers in short_factor; 8 rotated pairs",
        "{'rope_scaling':{'rope_type':'longrope','short_factor':[0],'long_factor':[1]}}; short_factor = [0]; greater than 0",
        "{'rope_scaling':{'type':'linear'}}; no rope_scaling.factor; add it",
        "{'rope_scaling':{'rope_type':'llama3','factor':8,'low_freq_factor':4,'high_freq_factor':4,'original_max_position_embeddings':9}}; high_freq_factor; more than low_freq_factor",
        "{'partial_rotary_factor':0.5}; partial_rotary_factor = 0.5; 1, the only share of this family",
        "{'hidden_size':'wide'}; hidden_size = \"wide\"; whole number",
        "{'hidden_size':null}; no hidden_size; add it",
        "{'num_hidden_layers':0}; num_hidden_layers = 0; at least 1",
        "{'num_key_value_heads':3}; num_key_value_heads = 3; divisor of num_attention_heads = 4",
        "{'hidden_size':66}; hidden_size = 66; multiple of num_attention_heads",
        "{'head_dim':15}; 15; even",
        "{'rms_norm_eps':-1}; rms_norm_eps = -1; greater than 0",
        "{'mlp_bias':'yes'}; mlp_bias; true or false",
        "{'torch_dtype':'int8'}; torch_dtype = \"int8\"; bfloat16",
        "{'eos_token_id':'end'}; eos_token_id; token id",
      })
  void namesWhatIsWrongAndWhatWasExpected(String fields, String problem, String expected) {
    assertThatThrownBy(() -> read("LlamaForCausalLM", fields))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("config.json")
        .hasMessageContaining(problem)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"{; not valid JSON", "[]; no JSON object", "'{} {}'; not valid JSON"})
  void namesAFileThatIsNoObject(String content, String problem) throws IOException {
    Path file = Files.writeString(directory.resolve("config.json"), content);

    assertThatThrownBy(() -> ModelConfigReader.read(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("config.json")
        .hasMessageContaining(problem);
  }

  private ModelConfig read(String architecture, String fields) throws IOException {
    ObjectNode config = JsonFields.MAPPER.createObjectNode();
    config.putArray("architectures").add(architecture);
    config.put("vocab_size", 100).put("hidden_size", 64).put("num_hidden_layers", 2);
    config.put("num_attention_heads", 4).put("intermediate_size", 128);
    config.setAll((ObjectNode) JsonFields.MAPPER.readTree(fields.replace('\'', '"')));
    Path file = Files.writeString(directory.resolve("config.json"), config.toString());
    return ModelConfigReader.read(file);
  }
}
