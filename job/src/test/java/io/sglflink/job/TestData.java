package io.sglflink.job;

import java.nio.file.Path;

/** What tests run on: a model of random weights that is fast, and programs and prompts for it. */
public final class TestData {

  private static final Path RESOURCES = Path.of("src/test/resources");

  public static final Path MODEL = RESOURCES.resolve("tiny-qwen3").toAbsolutePath();
  public static final Path PROGRAMS = RESOURCES.resolve("programs").toAbsolutePath();
  public static final Path PROMPTS = RESOURCES.resolve("prompts").toAbsolutePath();

  private TestData() {}
}
