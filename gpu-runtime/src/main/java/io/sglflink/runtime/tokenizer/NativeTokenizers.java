package io.sglflink.runtime.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.sglflink.runtime.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Opens DJL's native tokenizer such that it stays off the network. */
final class NativeTokenizers {

  private static final Map<String, String> OPTIONS =
      Map.of("addSpecialTokens", "true", "truncation", "false", "padding", "false");

  private NativeTokenizers() {}

  static HuggingFaceTokenizer open(Path file) {
    // On a CUDA host DJL would download a CUDA build of the tokenizers; its jar holds the CPU one.
    setIfAbsent("RUST_FLAVOR", "cpu");
    // On EC2 DJL would report its use.
    setIfAbsent("OPT_OUT_TRACKING", "true");
    try {
      return HuggingFaceTokenizer.newInstance(file, OPTIONS);
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new CheckpointException(
          file
              + " is refused by the tokenizer library ("
              + e.getMessage()
              + "): restore it, or write it again with a current version of transformers",
          e);
    }
  }

  private static void setIfAbsent(String name, String value) {
    if (System.getenv(name) == null && System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
