package io.sglflink.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of so many entries: the one that was asked for longest ago goes first. Not thread-safe. */
public final class BoundedCache<K, V> {

  private final Map<K, V> entries;

  public BoundedCache(int capacity) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
          }
        };
  }

  public V get(K key) {
    return entries.get(key);
  }

  public void put(K key, V value) {
    entries.put(key, value);
  }
}
