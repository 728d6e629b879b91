package io.sglflink.runtime.chat;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.objects.date.InvalidDateFormatException;
import com.hubspot.jinjava.objects.date.StrftimeFormatter;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;

/** The functions that transformers gives to chat templates. */
public final class TemplateFunctions {

  private TemplateFunctions() {}

  static List<ELFunctionDefinition> all() {
    return List.of(
        new ELFunctionDefinition(
            "", "raise_exception", TemplateFunctions.class, "raiseException", Object.class),
        new ELFunctionDefinition(
            "", "strftime_now", TemplateFunctions.class, "strftimeNow", String.class));
  }

  /** Ends rendering with {@code message}; public because jinjava calls it by reflection. */
  public static Object raiseException(Object message) {
    throw new TemplateFailure(String.valueOf(message));
  }

  /** Today, formatted as C's strftime does; public because jinjava calls it by reflection. */
  public static Object strftimeNow(String format) throws InvalidDateFormatException {
    JinjavaInterpreter interpreter = JinjavaInterpreter.getCurrent();
    long now = interpreter.getConfig().getDateTimeProvider().getCurrentTimeMillis();
    ZonedDateTime time =
        ZonedDateTime.ofInstant(Instant.ofEpochMilli(now), interpreter.getConfig().getTimeZone());
    return StrftimeFormatter.format(time, format, Locale.ENGLISH);
  }
}
