package io.sglflink.job.local;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.flink.util.SerializedThrowable;

/** Finds the one exception that a person has to read in what Flink hands out. */
final class RootCause {

  private RootCause() {}

  /** The innermost cause's message, with its type where the message alone may say too little. */
  static String message(Throwable failure) {
    Throwable root = innermost(failure);
    if (root instanceof SerializedThrowable serialized) {
      // Its message is "type: message" already.
      return shorten(serialized.getMessage());
    }
    String name = root.getClass().getSimpleName();
    return root.getMessage() == null ? name : name + ": " + root.getMessage();
  }

  private static Throwable innermost(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable current = failure;
    while (current.getCause() != null && seen.add(current)) {
      current = current.getCause();
    }
    return current;
  }

  /** {@code java.io.IOException: text} becomes {@code IOException: text}. */
  private static String shorten(String message) {
    int colon = message.indexOf(": ");
    String type = colon < 0 ? message : message.substring(0, colon);
    int dot = type.lastIndexOf('.');
    boolean qualified = dot > 0 && type.indexOf(' ') < 0;
    return qualified ? message.substring(dot + 1) : message;
  }
}
