package io.sglflink.runtime.api;

import io.sglflink.interpret.RunListener;
import java.util.HashMap;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a run has told so far, for any number of readers that each read all of it.
 *
 * <p>The run's executor writes; readers wait on threads of their own.
 */
final class RunText implements RunListener {

  /** Of a variable that has not begun. */
  private final StringBuilder nothing = new StringBuilder();

  private final StringBuilder text = new StringBuilder();
  private final Map<String, StringBuilder> variables = new HashMap<>();
  private boolean ended;
  private SglException failure;

  @Override
  public synchronized void text(String more) {
    text.append(more);
    notifyAll();
  }

  @Override
  public synchronized void variable(String name, String more) {
    variables.computeIfAbsent(name, unset -> new StringBuilder()).append(more);
    notifyAll();
  }

  /**
   * No more is told.
   *
   * @param why thrown to readers that have read all; null when the run ran to its end
   */
  synchronized void end(SglException why) {
    ended = true;
    failure = why;
    notifyAll();
  }

  /**
   * Everything from its begin on, in parts of whatever has come.
   *
   * @param variable the variable to read; null for the text
   */
  Stream<String> read(String variable) {
    return StreamSupport.stream(new Reader(variable), false);
  }

  private final class Reader extends AbstractSpliterator<String> {

    private final String variable;
    private int read;

    Reader(String variable) {
      super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
      this.variable = variable;
    }

    @Override
    public boolean tryAdvance(Consumer<? super String> action) {
      String more = next();
      if (more == null) {
        return false;
      }
      read += more.length();
      action.accept(more);
      return true;
    }

    /** What has come since; null at the end. */
    private String next() {
      synchronized (RunText.this) {
        while (told().length() == read && !ended) {
          try {
            RunText.this.wait();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SglException("interrupted while reading a run's text; the run goes on", e);
          }
        }
        if (told().length() > read) {
          return told().substring(read);
        }
        if (failure != null) {
          throw failure;
        }
        return null;
      }
    }

    private StringBuilder told() {
      return variable == null ? text : variables.getOrDefault(variable, nothing);
    }
  }
}
