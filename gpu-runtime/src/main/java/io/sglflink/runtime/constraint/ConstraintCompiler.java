package io.sglflink.runtime.constraint;

import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.LeftOut;
import io.sglflink.constraint.compile.CompiledConstraint;
import io.sglflink.model.Constraint;
import io.sglflink.model.FailureCode;
import io.sglflink.model.RequestFailedException;
import io.sglflink.model.RequestId;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Compiles the constraints of requests, each once, and keeps those that were asked for last.
 *
 * <p>Thread-safe: nobody waits for anything but the constraint asked for. What it hands out belongs
 * to one thread, see {@link TokenState}.
 */
public final class ConstraintCompiler implements AutoCloseable {

  private static final int KEPT = 64;

  /** Characters of the constraints that are kept: what one becomes grows with its length. */
  private static final long KEPT_CHARACTERS = 4 << 20;

  private final TokenBytes tokens;
  private final TextSplitter splitter;
  private final Set<Integer> ends;
  private final int vocabSize;
  private final Executor executor;

  private final Map<Constraint, CompletableFuture<Enforced>> asked =
      new LinkedHashMap<>(16, 0.75f, true);
  private long characters;
  private boolean closed;

  /** Made for the first request that needs it: a large vocabulary takes a while. */
  private TokenConstraints constraints;

  /**
   * A constraint that outputs can be held to.
   *
   * @param start the state of an output without a token
   * @param leftOut what is not enforced, because the constraint was asked to be lenient
   */
  public record Enforced(TokenState start, List<LeftOut> leftOut) {
    public Enforced {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * @param splitter splits text as the tokenizer does
   * @param ends the model's end-of-sequence tokens
   * @param vocabSize size of the model's vocabulary, which may be padded
   * @param executor where constraints are compiled; a task takes seconds at worst
   */
  public ConstraintCompiler(
      TokenBytes tokens,
      TextSplitter splitter,
      Set<Integer> ends,
      int vocabSize,
      Executor executor) {
    this.tokens = tokens;
    this.splitter = splitter;
    this.ends = Set.copyOf(ends);
    this.vocabSize = vocabSize;
    this.executor = executor;
  }

  /**
   * What {@code constraint} becomes, null where there is none. Fails with a {@link
   * RequestFailedException} when the constraint cannot be enforced. Cancelling it leaves others
   * that asked for the same constraint alone.
   */
  public CompletableFuture<Enforced> compile(RequestId id, Constraint constraint) {
    if (constraint instanceof Constraint.None) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Enforced> answer = new CompletableFuture<>();
    CompletableFuture<Enforced> unused =
        shared(constraint.withoutComplete())
            .whenComplete(
                (start, error) -> {
                  if (error == null) {
                    answer.complete(start);
                  } else {
                    answer.completeExceptionally(failure(id, error));
                  }
                });
    return answer;
  }

  private CompletableFuture<Enforced> shared(Constraint constraint) {
    CompletableFuture<Enforced> made = new CompletableFuture<>();
    synchronized (asked) {
      if (closed) {
        made.completeExceptionally(closed());
        return made;
      }
      CompletableFuture<Enforced> known = asked.get(constraint);
      if (known != null) {
        return known;
      }
      asked.put(constraint, made);
      characters += length(constraint);
      forgetEldest();
    }
    executor.execute(() -> compile(constraint, made));
    return made;
  }

  private void forgetEldest() {
    Iterator<Constraint> eldest = asked.keySet().iterator();
    while (asked.size() > 1 && (asked.size() > KEPT || characters > KEPT_CHARACTERS)) {
      characters -= length(eldest.next());
      eldest.remove();
    }
  }

  private static int length(Constraint constraint) {
    return constraint.toString().length();
  }

  private void compile(Constraint constraint, CompletableFuture<Enforced> to) {
    if (to.isDone()) {
      return;
    }
    try {
      to.complete(enforced(constraint));
    } catch (Throwable e) {
      boolean isAlwaysSo =
          e instanceof ConstraintException
              || e instanceof ConstraintBudgetException
              || e instanceof NotEnforceableException;
      if (!isAlwaysSo) {
        forget(constraint, to);
      }
      to.completeExceptionally(e);
    }
  }

  private void forget(Constraint constraint, CompletableFuture<Enforced> of) {
    synchronized (asked) {
      if (asked.remove(constraint, of)) {
        characters -= length(constraint);
      }
    }
  }

  private Enforced enforced(Constraint constraint) {
    if (tokens.obstacle() != null) {
      throw new NotEnforceableException(
          "the tokenizer's decoder is "
              + tokens.obstacle()
              + ", of which it is not known what tokens write: use a model with a byte-level or"
              + " SentencePiece tokenizer");
    }
    CompiledConstraint compiled = CompiledConstraint.of(constraint);
    TokenConstraints all = constraints();
    if (!all.canWrite(compiled.start())) {
      throw new NotEnforceableException(
          "no token sequence of the model's vocabulary writes what it asks for: use another one");
    }
    return new Enforced(all.start(compiled.start()), compiled.leftOut());
  }

  private synchronized TokenConstraints constraints() {
    if (constraints == null) {
      constraints = new TokenConstraints(new TokenVocabulary(tokens, ends, vocabSize), splitter);
    }
    return constraints;
  }

  private static Throwable failure(RequestId id, Throwable error) {
    if (error instanceof RequestFailedException) {
      return error;
    }
    return new RequestFailedException(
        FailureCode.CONSTRAINT_UNSUPPORTED,
        "step "
            + id.step()
            + " has a constraint that cannot be enforced: "
            + FailureReason.of(error));
  }

  private static RequestFailedException closed() {
    return new RequestFailedException(FailureCode.CANCELLED, "the engine was closed");
  }

  /** Cancels what nobody has begun to compile, or has not finished; the executor is not closed. */
  @Override
  public void close() {
    Iterable<CompletableFuture<Enforced>> left;
    synchronized (asked) {
      closed = true;
      left = Set.copyOf(asked.values());
      asked.clear();
    }
    left.forEach(future -> future.completeExceptionally(closed()));
  }

  /** The vocabulary stands in the way. */
  private static final class NotEnforceableException extends RuntimeException {
    NotEnforceableException(String message) {
      super(message);
    }
  }
}
