package io.sglflink.runtime.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import io.sglflink.runtime.constraint.TokenState;
import io.sglflink.runtime.schemas.CaseOutcome.Finding;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Follows an instance's text through the masks, token by token.
 *
 * <p>Before the text's end the end token must not be allowed. What is exempt is told from the text
 * alone, never from the constraint: no proper prefix of an object, an array, a string or a word is
 * JSON, but one of a number may be, and whether the schema allows it is not known here.
 *
 * @param valid whether the text must get through
 * @param end the end token
 */
record Walk(TokenBytes vocabulary, int end, boolean valid, String text, Measurements measured) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final int SHOWN = 40;

  /**
   * Whether the masks from {@code start} on treat the text, split so, as they must.
   *
   * @param first whether no text of the instance was followed before
   */
  Finding follow(TokenState start, int[] tokens, boolean first) {
    TokenState state = start;
    int written = 0;
    for (int token : tokens) {
      long[] mask = mask(state, first);
      if (isSet(mask, end) && !NUMBER.matcher(prefix(written)).matches()) {
        return new Finding(
            Verdict.FALSE_ACCEPT, "a text may end before it is JSON", at(written, token));
      }
      if (!isSet(mask, token)) {
        return valid
            ? new Finding(Verdict.FALSE_REJECT, "a valid instance is refused", at(written, token))
            : Finding.PASS;
      }
      long before = System.nanoTime();
      state = state.next(token);
      measured.steps.add(System.nanoTime() - before);
      written += vocabulary.bytes()[token].length;
    }
    boolean accepted = isSet(mask(state, first), end);
    if (accepted == valid) {
      return Finding.PASS;
    }
    return valid
        ? new Finding(Verdict.FALSE_REJECT, "a valid instance may not end", shown(text))
        : new Finding(Verdict.FALSE_ACCEPT, "an invalid instance is accepted", shown(text));
  }

  private long[] mask(TokenState state, boolean first) {
    long before = System.nanoTime();
    long[] mask = state.mask().words(true);
    long nanos = System.nanoTime() - before;
    measured.masks.add(nanos);
    if (first) {
      measured.firstWalkMasks.add(nanos);
    }
    return mask;
  }

  private static boolean isSet(long[] mask, int token) {
    return (mask[token >> 6] >> token & 1) == 1;
  }

  private String prefix(int bytes) {
    byte[] all = text.getBytes(UTF_8);
    return new String(all, 0, Math.min(bytes, all.length), UTF_8);
  }

  /** The place in the value, what was written last, and the token. */
  private String at(int written, int token) {
    String prefix = prefix(written);
    String next = new String(vocabulary.bytes()[token], UTF_8);
    return "at '" + pointer(prefix) + "', after " + shown(prefix) + ", token '" + next + "'";
  }

  /** JSON pointer to where the text breaks off. */
  private static JsonPointer pointer(String prefix) {
    try (JsonParser parser = JSON.createParser(prefix)) {
      try {
        while (parser.nextToken() != null) {
          // Only where it ends matters.
        }
      } catch (IOException e) {
        return parser.getParsingContext().pathAsPointer();
      }
      return parser.getParsingContext().pathAsPointer();
    } catch (IOException e) {
      return JsonPointer.empty();
    }
  }

  /** The end of {@code text}. */
  private static String shown(String text) {
    return text.length() <= SHOWN
        ? "'" + text + "'"
        : "'…" + text.substring(text.length() - SHOWN) + "'";
  }
}
