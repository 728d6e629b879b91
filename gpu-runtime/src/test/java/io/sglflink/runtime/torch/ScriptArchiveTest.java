package io.sglflink.runtime.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ScriptArchiveTest {

  /** Answers every attribute as a number. */
  private static final String HOLDER =
      """
      class Holder(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        yes : bool
        whole : int
        real : float
        text : str
        tensors : List[Tensor]
        numbers : List[int]
        names : Dict[str, Tensor]

        def read(self: __torch__.holder.Holder) -> Tensor:
          same = self.text == "前缀 prefix"
          sizes = len(self.tensors) + len(self.numbers) + len(self.names)
          return torch.tensor([float(self.training), float(self.yes), float(self.whole == -123456789), float(self.real == 1e-05), float(same), float(sizes)], dtype=7, device=torch.device("cpu"))

        def fill(self: __torch__.holder.Holder, value: int) -> int:
          self.numbers.append(value)
          self.tensors.append(torch.zeros([2], dtype=6, device=torch.device("cpu")))
          self.names["名字"] = self.tensors[0]
          return len(self.numbers) + len(self.tensors) + len(self.names)
      """;

  private static Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("training", false);
    attributes.put("yes", true);
    attributes.put("whole", -123_456_789);
    attributes.put("real", 1e-5);
    attributes.put("text", "前缀 prefix");
    attributes.put("tensors", new ScriptArchive.EmptyList("List[Tensor]"));
    attributes.put("numbers", new ScriptArchive.EmptyList("List[int]"));
    attributes.put("names", new ScriptArchive.EmptyDict("Dict[str, Tensor]"));
    return attributes;
  }

  @Test
  void torchLoadsEveryKindOfAttribute() {
    byte[] archive =
        ScriptArchive.assemble(Map.of("holder", HOLDER), "holder.Holder", attributes());
    try (ScriptModule module = load(archive)) {
      assertThat(Probe.doubles(module, "read")).containsExactly(0, 1, 1, 1, 1, 0);
      assertThat(module.callLong("fill", IValue.from(7L))).isEqualTo(3);
      assertThat(module.callLong("fill", IValue.from(8L))).isEqualTo(5);
    }
  }

  @Test
  void entriesAreStoredAndNothingElseIsInTheArchive() throws IOException {
    byte[] archive =
        ScriptArchive.assemble(Map.of("holder", HOLDER), "holder.Holder", attributes());
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(entries)
        .containsOnlyKeys(
            "model/data.pkl",
            "model/code/__torch__/holder.py",
            "model/constants.pkl",
            "model/version",
            "model/byteorder")
        .containsEntry("model/code/__torch__/holder.py", HOLDER)
        .containsEntry("model/byteorder", "little");
  }

  @Test
  void anAttributeWithoutPickleFormIsRefused() {
    assertThatThrownBy(
            () -> ScriptArchive.assemble(Map.of(), "holder.Holder", Map.of("list", 1.5f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.5");
  }

  @Test
  void aScriptThatTheJarLacksIsNamed() {
    assertThatThrownBy(() -> ScriptArchive.source("mamba"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mamba.py");
  }

  private static ScriptModule load(byte[] archive) {
    Engine engine = Engine.getEngine(TorchDecoder.ENGINE);
    return new ScriptModule((PtNDManager) engine.newBaseManager(ComputeDevice.CPU.djl()), archive);
  }
}
