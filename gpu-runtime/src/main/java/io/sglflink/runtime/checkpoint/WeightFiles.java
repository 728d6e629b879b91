package io.sglflink.runtime.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Finds a checkpoint's weight files and collects their tensors. */
final class WeightFiles {

  static final String SINGLE = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";

  private WeightFiles() {}

  /** The file that says which tensors there are, for messages. */
  static Path source(Path directory) {
    Path single = directory.resolve(SINGLE);
    Path index = directory.resolve(INDEX);
    if (Files.exists(single)) {
      return single;
    }
    if (Files.exists(index)) {
      return index;
    }
    throw new CheckpointException(
        "%s has neither %s nor %s: the engine reads safetensors only; convert other formats with transformers' save_pretrained"
            .formatted(directory, SINGLE, INDEX));
  }

  static Map<String, TensorEntry> tensors(Path source) {
    return source.endsWith(INDEX) ? sharded(source) : collect(Set.of(source));
  }

  private static Map<String, TensorEntry> sharded(Path index) {
    JsonFields fields = JsonFields.read(index);
    if (!fields.has("weight_map") || !fields.node("weight_map").isObject()) {
      throw new CheckpointException(index + " has no weight_map: download it again");
    }
    Map<String, Path> shards = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : fields.node("weight_map").properties()) {
      shards.put(entry.getKey(), shard(index, entry));
    }
    Map<String, TensorEntry> tensors = collect(new LinkedHashSet<>(shards.values()));
    shards.forEach((name, file) -> requireIn(index, name, file, tensors));
    return tensors;
  }

  private static Path shard(Path index, Map.Entry<String, JsonNode> entry) {
    Path file = Path.of(entry.getValue().asText());
    // An index is data from elsewhere: it may not point outside the checkpoint.
    if (file.getNameCount() != 1
        || file.isAbsolute()
        || file.toString().isEmpty()
        || file.toString().equals("..")) {
      throw new CheckpointException(
          "%s puts tensor %s into %s, which is no file name: download it again"
              .formatted(index, entry.getKey(), entry.getValue()));
    }
    return index.resolveSibling(file);
  }

  private static void requireIn(
      Path index, String name, Path file, Map<String, TensorEntry> tensors) {
    TensorEntry entry = tensors.get(name);
    if (entry == null || !entry.file().equals(file)) {
      throw new CheckpointException(
          "%s puts tensor %s into %s, which does not hold it: download both again"
              .formatted(index, name, file.getFileName()));
    }
  }

  private static Map<String, TensorEntry> collect(Set<Path> files) {
    Map<String, TensorEntry> tensors = new LinkedHashMap<>();
    for (Path file : files) {
      for (TensorEntry entry : SafetensorsHeader.read(file)) {
        TensorEntry other = tensors.put(entry.name(), entry);
        if (other != null) {
          throw new CheckpointException(
              "tensor %s is in %s and in %s: keep one of them"
                  .formatted(entry.name(), other.file(), entry.file()));
        }
      }
    }
    return tensors;
  }
}
