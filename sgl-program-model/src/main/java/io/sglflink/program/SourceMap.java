package io.sglflink.program;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a program's nodes stand in the source that it was compiled from. It changes nothing about a
 * run; messages name the place.
 *
 * @param file the source's file name; empty where there is no source
 * @param lines line numbers, from 1, by the node's JSON pointer
 */
public record SourceMap(String file, Map<String, Integer> lines) {

  /** Of a program that was not compiled. */
  public static final SourceMap NONE = new SourceMap("", Map.of());

  public SourceMap {
    requireNonNull(file, "file is null");
    lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
  }

  /** The place of the node at {@code pointer}, for example {@code qa.py:12}; or null. */
  public String place(String pointer) {
    Integer line = lines.get(pointer);
    return line == null ? null : file + ":" + line;
  }
}
