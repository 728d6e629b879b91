package io.sglflink.operators.route.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockCacheTest {

  private long ids;

  @Test
  void whatPromptsShareIsFound() {
    BlockCache cache = new BlockCache(10_000);
    Segment header = segment(512);
    assertThat(cache.use(prompt(header, segment(64)))).isZero();
    assertThat(cache.use(prompt(header, segment(64)))).isEqualTo(512);
  }

  @Test
  void aTurnFindsTheAnswerBeforeIt() {
    BlockCache cache = new BlockCache(10_000);
    SimulatedPrompt first = prompt(segment(100));
    cache.use(first);
    List<Segment> text = new ArrayList<>(first.text());
    text.add(first.answer());
    text.add(segment(20));
    assertThat(cache.use(prompt(text.toArray(new Segment[0])))).isEqualTo(132);
  }

  @Test
  void whatWasNotUsedForLongestIsForgottenFromItsEnd() {
    BlockCache cache = new BlockCache(400);
    Segment old = segment(128);
    Segment used = segment(128);
    cache.use(prompt(old));
    cache.use(prompt(used));
    // 320 tokens are there; 160 more make the first answer and part of its prompt go.
    cache.use(prompt(segment(128)));
    assertThat(cache.use(prompt(used))).isEqualTo(128);
    assertThat(cache.use(prompt(old))).isLessThan(128);
  }

  private Segment segment(int tokens) {
    return new Segment(ids++, tokens);
  }

  private SimulatedPrompt prompt(Segment... text) {
    return new SimulatedPrompt(0, "key", List.of(text), segment(32), 32);
  }
}
