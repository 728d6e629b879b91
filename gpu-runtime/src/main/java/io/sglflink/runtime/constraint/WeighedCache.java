package io.sglflink.runtime.constraint;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * A map of so many bytes: the entry that was asked for longest ago goes first, the last one stays
 * whatever its size. Not thread-safe.
 */
final class WeighedCache<K, V> {

  /** What an entry takes beside its value. */
  private static final long ENTRY_BYTES = 128;

  private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final long capacity;
  private final ToLongFunction<V> bytes;
  private long held;

  WeighedCache(long capacity, ToLongFunction<V> bytes) {
    this.capacity = capacity;
    this.bytes = bytes;
  }

  /** The value of {@code key}, or null. */
  V get(K key) {
    return entries.get(key);
  }

  void put(K key, V value) {
    V last = entries.put(key, value);
    held += weight(value) - (last == null ? 0 : weight(last));
    Iterator<V> eldest = entries.values().iterator();
    while (held > capacity && entries.size() > 1) {
      held -= weight(eldest.next());
      eldest.remove();
    }
  }

  private long weight(V value) {
    return ENTRY_BYTES + bytes.applyAsLong(value);
  }
}
