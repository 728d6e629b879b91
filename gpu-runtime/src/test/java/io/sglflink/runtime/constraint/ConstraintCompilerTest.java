package io.sglflink.runtime.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.model.Constraint;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.runtime.constraint.ConstraintCompiler.Enforced;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who asks for a constraint waits for that one only, and it is compiled once. */
class ConstraintCompilerTest {

  private static final RequestId ID = new RequestId("test", "/body/1");

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final ConstraintCompiler compiler = compiler(null, new byte[][] {{'a'}, {'b'}});

  private ConstraintCompiler compiler(String obstacle, byte[][] bytes) {
    return new ConstraintCompiler(
        new TokenBytes(bytes, false, obstacle), text -> new int[0], Set.of(2), 3, tasks::add);
  }

  private CompletableFuture<Enforced> compile(String pattern) {
    return compiler.compile(ID, new Constraint.Regex(pattern));
  }

  private void runAll() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @Test
  void theAbsenceOfAConstraintIsThereAtOnce() {
    assertThat(compiler.compile(ID, Constraint.NONE)).isCompletedWithValue(null);
    assertThat(tasks).isEmpty();
  }

  @Test
  void whatWasAskedForTwiceIsCompiledOnce() {
    CompletableFuture<Enforced> first = compile("a+");
    CompletableFuture<Enforced> second = compile("a+");
    assertThat(tasks).hasSize(1);
    assertThat(first).isNotDone();
    runAll();
    assertThat(first.join().start()).isSameAs(second.join().start());
    assertThat(compile("a+")).isDone();
    assertThat(tasks).isEmpty();
  }

  @Test
  void aConstraintWaitsForNoOther() {
    CompletableFuture<Enforced> slow = compile("a{9}");
    CompletableFuture<Enforced> fast = compile("b");
    tasks.removeLast().run();
    assertThat(fast).isCompleted();
    assertThat(slow).isNotDone();
  }

  @Test
  void whoNoLongerWantsAConstraintLeavesItToOthers() {
    CompletableFuture<Enforced> first = compile("a+");
    CompletableFuture<Enforced> second = compile("a+");
    first.cancel(false);
    runAll();
    assertThat(second).isCompleted();
    assertThat(second.isCompletedExceptionally()).isFalse();
  }

  @Test
  void theConstraintsAskedForLongestAgoAreForgotten() {
    for (int i = 0; i <= 64; i++) {
      assertThat(compile("a{" + (i + 1) + "}")).isNotDone();
    }
    runAll();
    assertThat(compile("a{65}")).isCompleted();
    assertThat(tasks).isEmpty();
    assertThat(compile("a{1}")).isNotDone();
    assertThat(tasks).hasSize(1);
  }

  @Test
  void aConstraintThatCannotBeEnforcedFailsWhoAskedForIt() {
    assertUnsupported(compile("(a)\\1"), "step /body/1 has a constraint that cannot be enforced");
    assertUnsupported(compile("ab|(a)\\1"), "backreference");
  }

  @Test
  void whatTheVocabularyCannotWriteAtAllIsRefused() {
    assertUnsupported(compile("(a|b)*c(a|b)*"), "no token sequence of the model's vocabulary");
    assertThat(compileNow("(a|b)*c?").join()).isNotNull();
  }

  @Test
  void aDecoderThatIsNotKnownIsNamed() {
    ConstraintCompiler other = compiler("Metaspace", new byte[][] {{'a'}});
    assertUnsupported(
        other.compile(ID, new Constraint.Regex("a")), "the tokenizer's decoder is Metaspace");
  }

  @Test
  void aWantOfMemoryIsNotRemembered() {
    int[] splits = {0};
    TextSplitter splitter =
        text -> {
          if (splits[0]++ == 0) {
            throw new OutOfMemoryError();
          }
          return new int[0];
        };
    TokenBytes tokens = new TokenBytes(new byte[][] {{'a'}, {'b'}}, false, null);
    ConstraintCompiler other = new ConstraintCompiler(tokens, splitter, Set.of(2), 3, tasks::add);
    Constraint constraint = new Constraint.Regex("a");
    assertUnsupported(other.compile(ID, constraint), "give Java more heap");
    CompletableFuture<Enforced> again = other.compile(ID, constraint);
    runAll();
    assertThat(again.join().start().satisfied()).isFalse();
  }

  @Test
  void closingItEndsWhatIsNotDone() {
    CompletableFuture<Enforced> waiting = compile("a+");
    compiler.close();
    assertThatThrownBy(waiting::join).hasMessageContaining("the engine was closed");
    runAll();
    assertThatThrownBy(compile("b")::join).hasMessageContaining("the engine was closed");
  }

  private CompletableFuture<Enforced> compileNow(String pattern) {
    CompletableFuture<Enforced> compiled = compile(pattern);
    runAll();
    return compiled;
  }

  private void assertUnsupported(CompletableFuture<Enforced> compiled, String says) {
    runAll();
    assertThatThrownBy(compiled::join)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.CONSTRAINT_UNSUPPORTED))
        .hasMessageContaining(says);
  }

  @Test
  void whetherOutputsAreToBeCompletedMakesNoOtherConstraint() {
    CompletableFuture<Enforced> first = compiler.compile(ID, new Constraint.Regex("ab", true));
    CompletableFuture<Enforced> second = compile("ab");
    assertThat(tasks).hasSize(1);
    runAll();
    assertThat(first.join().start()).isSameAs(second.join().start());
  }
}
