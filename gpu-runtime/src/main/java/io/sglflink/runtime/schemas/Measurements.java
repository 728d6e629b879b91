package io.sglflink.runtime.schemas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicLong;

/** What scoring costs. Thread-safe. */
final class Measurements {

  private static final double MICROS = 1e3;
  private static final double MILLIS = 1e6;
  private static final double MEBIBYTES = 1 << 20;

  /** Nanoseconds of each mask. */
  final Samples masks = new Samples();

  /** Those of each instance's first walk: later ones meet states that are known. */
  final Samples firstWalkMasks = new Samples();

  /** Nanoseconds of each step over a token. */
  final Samples steps = new Samples();

  /** Nanoseconds of compiling each schema, refused ones included. */
  final Samples compilations = new Samples();

  /** Nanoseconds of compiling each schema that has instances, and of its first mask. */
  final Samples firstMasks = new Samples();

  /** Bytes allocated while compiling, which is at least what was ever held. */
  final Samples compileBytes = new Samples();

  /** Splits of the longest tokens instead of the tokenizer's own, which writes another text. */
  final AtomicLong otherSplits = new AtomicLong();

  void describe(ObjectNode into) {
    masks.describe(into.putObject("mask_us"), MICROS);
    firstWalkMasks.describe(into.putObject("mask_us_first_walk"), MICROS);
    steps.describe(into.putObject("step_us"), MICROS);
    compilations.describe(into.putObject("compile_ms"), MILLIS);
    firstMasks.describe(into.putObject("compile_and_first_mask_ms"), MILLIS);
    compileBytes.describe(into.putObject("compile_allocated_mib"), MEBIBYTES);
    into.put("splits_of_longest_tokens", otherSplits.get());
  }
}
