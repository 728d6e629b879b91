package io.sglflink.runtime.constraint;

/** A tokenizer's own way to split text. */
@FunctionalInterface
public interface TextSplitter {

  /** Token ids of {@code text}, without any that the tokenizer adds before or after a text. */
  int[] split(String text);
}
