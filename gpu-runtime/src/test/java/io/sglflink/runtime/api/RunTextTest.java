package io.sglflink.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RunTextTest {

  @Test
  void aReaderGetsWhatHasComeSinceItReadLast() {
    RunText told = new RunText();
    Iterator<String> parts = told.read(null).iterator();
    told.text("one ");
    told.text("two ");
    assertThat(parts.next()).isEqualTo("one two ");
    told.text("three");
    assertThat(parts.next()).isEqualTo("three");
    told.end(null);
    assertThat(parts.hasNext()).isFalse();
    assertThat(told.read(null)).as("another reads it all").containsExactly("one two three");
  }

  @Test
  void aVariableHasItsOwnReadersAndOneThatNeverComesNothing() {
    RunText told = new RunText();
    told.text("Q: yes");
    told.variable("answer", "yes");
    told.end(null);
    assertThat(told.read("answer")).containsExactly("yes");
    assertThat(told.read("anser")).isEmpty();
  }

  @Test
  void aFailureIsThrownAfterAllThatWasTold() {
    RunText told = new RunText();
    told.text("Q: ");
    SglException failure = new SglException("too long");
    told.end(failure);
    Iterator<String> parts = told.read(null).iterator();
    assertThat(parts.next()).isEqualTo("Q: ");
    assertThatThrownBy(parts::hasNext).isSameAs(failure);
    assertThatThrownBy(() -> told.read("answer").toList()).isSameAs(failure);
  }

  @Test
  void whoeverIsInterruptedReadsNoFurther() {
    RunText told = new RunText();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> told.read(null).toList())
        .isInstanceOf(SglException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Property(tries = 20)
  void readersBesideTheWriterReadEverythingOnce(@ForAll Random random) {
    RunText told = new RunText();
    List<CompletableFuture<String>> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      readers.add(
          CompletableFuture.supplyAsync(() -> told.read("x").collect(Collectors.joining())));
    }
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      String more = Integer.toString(random.nextInt(1000));
      all.append(more);
      told.variable("x", more);
    }
    told.end(null);
    assertThat(readers).map(CompletableFuture::join).containsOnly(all.toString());
  }
}
