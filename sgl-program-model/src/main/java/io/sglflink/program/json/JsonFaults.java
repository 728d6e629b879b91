package io.sglflink.program.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.regex.Pattern;

/** Says what is wrong with text that is no JSON, without the parser's own settings and classes. */
public final class JsonFaults {

  private static final Pattern PARSER_SETTINGS =
      Pattern.compile(
          " \\((?:start marker at|not recognized as one since) .*\\)|: enable `.*` to allow",
          Pattern.DOTALL);

  private JsonFaults() {}

  /** The place and the fault, for example {@code " at line 1, column 3: Unexpected …"}. */
  public static String describe(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return where + ": " + fault(e);
  }

  private static String fault(JsonProcessingException e) {
    // A tree fits every value, so what does not fit is a second value.
    return e instanceof MismatchedInputException
        ? "more follows after the end of the first value: remove it, or give it a line or file of"
            + " its own"
        : PARSER_SETTINGS.matcher(e.getOriginalMessage()).replaceAll("");
  }
}
