package io.sglflink.runtime.schemas;

import com.sun.management.ThreadMXBean;
import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.model.Constraint;
import io.sglflink.runtime.constraint.TokenConstraints;
import io.sglflink.runtime.constraint.TokenState;
import io.sglflink.runtime.schemas.CaseOutcome.Finding;
import io.sglflink.runtime.schemas.SchemaCase.Instance;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.function.Function;

/** Scores cases one after the other. Belongs to one thread. */
final class CaseScorer {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final CheckVocabulary vocabulary;
  private final Splitter splitter;
  private final Measurements measured;
  private final Function<Constraint.JsonSchema, ByteState> compile;
  private final JsonStyle style;
  private final long seed;
  private final TokenConstraints masks;
  private long compileNanos;
  private long compileBytes;

  CaseScorer(
      CheckVocabulary vocabulary,
      Splitter splitter,
      Measurements measured,
      Function<Constraint.JsonSchema, ByteState> compile,
      JsonStyle style,
      long seed) {
    this.vocabulary = vocabulary;
    this.splitter = splitter;
    this.measured = measured;
    this.compile = compile;
    this.style = style;
    this.seed = seed;
    this.masks = new TokenConstraints(vocabulary.shared(), vocabulary.splitter());
  }

  /**
   * Compiles a case's schema.
   *
   * @throws io.sglflink.constraint.ConstraintException when it is refused
   */
  TokenState compile(SchemaCase schemaCase) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long before = System.nanoTime();
    try {
      return masks.start(
          compile.apply(new Constraint.JsonSchema(schemaCase.schema(), style, false, false)));
    } finally {
      compileNanos = System.nanoTime() - before;
      compileBytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      measured.compilations.add(compileNanos);
      measured.compileBytes.add(compileBytes);
    }
  }

  /** What the last compilation allocated, in bytes. */
  long compileBytes() {
    return compileBytes;
  }

  /** Follows all instances, in all spellings and splits; the worst of what is found. */
  Finding follow(SchemaCase schemaCase, TokenState start) {
    long before = System.nanoTime();
    start.mask().words(true);
    measured.firstMasks.add(System.nanoTime() - before + compileNanos);
    Random random = new Random(seed ^ schemaCase.name().hashCode());
    Finding worst = Finding.PASS;
    for (Instance instance : schemaCase.instances()) {
      worst = worst.or(follow(start, instance.valid(), instance.compact(), random, true));
      if (style.whitespace() != Whitespace.COMPACT) {
        worst = worst.or(follow(start, instance.valid(), instance.spaced(), random, false));
      }
    }
    return worst;
  }

  private Finding follow(
      TokenState start, boolean valid, String text, Random random, boolean first) {
    int[] canonical = canonical(text);
    int[] byChance = splitter.random(text, random);
    if (canonical == null || byChance == null) {
      return valid
          ? new Finding(Verdict.FALSE_REJECT, "the vocabulary cannot write an instance", "")
          : Finding.PASS;
    }
    Walk walk = new Walk(vocabulary.tokens(), vocabulary.end(), valid, text, measured);
    return walk.follow(start, canonical, first).or(walk.follow(start, byChance, false));
  }

  private int[] canonical(String text) {
    int[] tokens = splitter.canonical(text);
    if (tokens != null) {
      return tokens;
    }
    measured.otherSplits.incrementAndGet();
    return splitter.greedy(text);
  }
}
