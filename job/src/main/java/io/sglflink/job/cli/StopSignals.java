package io.sglflink.job.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns the first Ctrl-C (or SIGTERM) into a wish and the second into an end.
 *
 * <p>A shutdown hook would not do: it runs beside those of Flink and Kafka, which take away what a
 * job needs to end in order. The JDK's signal API is supported but not standard, so it is called by
 * reflection, and a JVM without it ends at the first signal.
 */
final class StopSignals {

  private static final List<String> NAMES = List.of("INT", "TERM");
  private static final int STATUS = 130;

  private final List<Runnable> restorations = new ArrayList<>();

  private StopSignals() {}

  /** Calls {@code stop} once, on a thread of the JVM's, until {@link #restore}. */
  static StopSignals handleWith(Runnable stop) {
    StopSignals signals = new StopSignals();
    AtomicBoolean stopped = new AtomicBoolean();
    Runnable action =
        () -> {
          if (stopped.compareAndSet(false, true)) {
            stop.run();
          } else {
            Runtime.getRuntime().exit(STATUS);
          }
        };
    for (String name : NAMES) {
      signals.install(name, action);
    }
    return signals;
  }

  /** Puts the handlers back that were there before. */
  void restore() {
    restorations.forEach(Runnable::run);
  }

  private void install(String name, Runnable action) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      Method handle = signalType.getMethod("handle", signalType, handlerType);
      InvocationHandler onSignal =
          (proxy, method, args) -> {
            if (method.getDeclaringClass() == Object.class) {
              return method.invoke(action, args);
            }
            action.run();
            return null;
          };
      Object handler =
          Proxy.newProxyInstance(
              StopSignals.class.getClassLoader(), new Class<?>[] {handlerType}, onSignal);
      Object previous = handle.invoke(null, signal, handler);
      restorations.add(() -> invoke(handle, signal, previous));
    } catch (ReflectiveOperationException e) {
      // No such API, or a JVM started with -Xrs: the JVM's own handling stays.
      return;
    }
  }

  private static void invoke(Method handle, Object signal, Object handler) {
    try {
      handle.invoke(null, signal, handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a signal handler that was there cannot be put back", e);
    }
  }
}
