package io.sglflink.runtime;

import io.sglflink.runtime.engine.TokenRequest.StopCheck;
import io.sglflink.runtime.tokenizer.IncrementalDecoder;
import java.util.List;

/**
 * One request's output as text: decodes token by token and cuts at the first stop string.
 *
 * <p>The engine's thread appends; whoever sees the request's future completed may read {@link
 * #text}.
 */
final class OutputText implements StopCheck {

  private final IncrementalDecoder decoder;
  private final List<String> stops;
  private final int longestStop;
  private final StringBuilder text = new StringBuilder();
  private boolean cut;

  OutputText(IncrementalDecoder decoder, List<String> stops) {
    this.decoder = decoder;
    this.stops = List.copyOf(stops);
    this.longestStop = stops.stream().mapToInt(String::length).max().orElse(0);
  }

  /** The stop string that begins first in the text, the longer one of two; null when none does. */
  @Override
  public String append(int token) {
    return append(decoder.append(token));
  }

  private String append(String piece) {
    // A stop string may begin in what earlier tokens gave.
    int from = Math.max(0, text.length() - longestStop + 1);
    text.append(piece);
    String matched = null;
    int first = Integer.MAX_VALUE;
    for (String stop : stops) {
      int index = text.indexOf(stop, from);
      boolean longer = index == first && stop.length() > matched.length();
      if (index >= 0 && (index < first || longer)) {
        first = index;
        matched = stop;
      }
    }
    if (matched != null) {
      text.setLength(first);
      cut = true;
    }
    return matched;
  }

  /** The output's text; call it once, after the last token. */
  String text() {
    if (!cut) {
      append(decoder.finish());
    }
    return text.toString();
  }
}
