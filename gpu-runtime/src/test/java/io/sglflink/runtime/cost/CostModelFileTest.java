package io.sglflink.runtime.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostModelFileTest {

  private static final AttentionShape SHAPE = new AttentionShape("cpu", 14, 2, 64, "bfloat16");
  private static final CostModel MODEL = new CostModel(1e-5, 2e-9, 3e-9, 4e-9, 5e-9, 6e-9);

  @TempDir private Path directory;

  @Test
  void whatIsWrittenIsRead() {
    Path file = directory.resolve("new").resolve("cost.json");
    CostModelFile.write(file, SHAPE, MODEL);
    assertThat(CostModelFile.read(file, SHAPE)).isEqualTo(MODEL);
    assertThat(CostModelFile.load(file.toString(), SHAPE, Map.of())).isEqualTo(MODEL);
  }

  @Test
  void withoutANameItIsInTheCacheDirectory() {
    assertThat(CostModelFile.defaultPath(SHAPE, Map.of("HOME", "/home/a")))
        .hasToString("/home/a/.cache/sglang-flink/cost-cpu-14x2x64-bfloat16.json");
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", directory.toString());
    assertThat(CostModelFile.load("", SHAPE, environment)).isEqualTo(CostModel.builtIn(SHAPE));

    CostModelFile.write(CostModelFile.defaultPath(SHAPE, environment), SHAPE, MODEL);
    assertThat(CostModelFile.load("", SHAPE, environment)).isEqualTo(MODEL);
  }

  @Test
  void aFileThatIsNamedHasToBeUsable() throws IOException {
    Path file = directory.resolve("cost.json");
    assertThatThrownBy(() -> CostModelFile.load(file.toString(), SHAPE, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(unusable(file, "does not exist"));
    assertThatThrownBy(() -> CostModelFile.read(directory, SHAPE))
        .hasMessage(unusable(directory, "is no file"));

    Files.writeString(file, "{");
    assertThatThrownBy(() -> CostModelFile.read(file, SHAPE))
        .hasMessage(unusable(file, "is not JSON at line 1, column 2"));

    for (String other : List.of("", "{}", "[]")) {
      Files.writeString(file, other);
      assertThatThrownBy(() -> CostModelFile.read(file, SHAPE))
          .hasMessage(unusable(file, "is no cost model: it has no \"shape\""));
    }

    CostModelFile.write(file, new AttentionShape("cuda", 14, 2, 64, "bfloat16"), MODEL);
    assertThatThrownBy(() -> CostModelFile.read(file, SHAPE))
        .hasMessage(
            unusable(file, "is for cuda-14x2x64-bfloat16, the model is cpu-14x2x64-bfloat16"));

    Files.writeString(file, "{\"shape\": \"" + SHAPE + "\", \"call\": \"fast\"}");
    assertThatThrownBy(() -> CostModelFile.read(file, SHAPE))
        .hasMessageContaining("is no cost model: \"call\" is not a number");
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file")).resolve("cost.json");
    assertThatThrownBy(() -> CostModelFile.write(file, SHAPE, MODEL))
        .hasMessage(
            "the cost model "
                + file
                + " cannot be written: give --output a file in a directory that you may write to");
  }

  private static String unusable(Path file, String why) {
    return "the cost model "
        + file
        + " "
        + why
        + ": give --cost-model a file that bin/sglang calibrate --output wrote for this model, or"
        + " leave it out";
  }

  @Test
  void anUnusableFileInTheCacheDirectoryIsPassedOver() throws IOException {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", directory.toString());
    Path file = CostModelFile.defaultPath(SHAPE, environment);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[]");
    assertThat(CostModelFile.load("", SHAPE, environment)).isEqualTo(CostModel.builtIn(SHAPE));
  }
}
