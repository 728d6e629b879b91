package io.sglflink.runtime.chat;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaInterpreterResolver;
import com.hubspot.jinjava.el.TruthyTypeConverter;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.TemplateError.ErrorType;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jinjava.de.odysseus.el.ExpressionFactoryImpl;
import jinjava.de.odysseus.el.tree.TreeStore;
import jinjava.de.odysseus.el.tree.impl.Cache;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELResolver;
import jinjava.javax.el.ExpressionFactory;

/**
 * Jinjava, set up to render what transformers' Jinja environment renders.
 *
 * <p>Thread-safe: a rendering shares nothing with another but the cache of parsed expressions.
 */
final class JinjaEnvironment {

  /** A template has some dozens of expressions; each is parsed once. */
  private static final int CACHED_EXPRESSIONS = 1000;

  /**
   * What Jinja's lstrip_blocks drops: the white space before a tag that is first on its line.
   * Jinjava's own drops it in the middle of a line, too.
   */
  private static final Pattern INDENTED_TAG = Pattern.compile("(?m)^[ \\t]+(?=\\{[%#](?!\\+))");

  private final Jinjava jinjava;

  /**
   * @param clock what {@code strftime_now} reads
   */
  JinjaEnvironment(Clock clock) {
    jinjava = new PythonLikeJinjava(config(clock));
    jinjava.registerTag(new JinjaForTag());
    jinjava.registerTag(new GenerationTag());
    jinjava.registerFilter(new PythonJsonFilter());
    TemplateFunctions.all().forEach(jinjava::registerFunction);
  }

  /**
   * Renders {@code template}.
   *
   * @throws TemplateFailure when the template raises an exception or does not work in jinjava
   */
  String render(String template, Map<String, Object> variables) {
    String source = INDENTED_TAG.matcher(template).replaceAll("");
    RenderResult result = jinjava.renderForResult(withoutLastNewline(source), variables);
    for (TemplateError error : result.getErrors()) {
      if (error.getSeverity() == ErrorType.FATAL) {
        throw failure(error);
      }
    }
    return result.getOutput();
  }

  /** Jinja drops one newline from the end of a template. */
  private static String withoutLastNewline(String template) {
    return template.endsWith("\n") ? template.substring(0, template.length() - 1) : template;
  }

  private static TemplateFailure failure(TemplateError error) {
    for (Throwable cause = error.getException(); cause != null; cause = cause.getCause()) {
      if (cause instanceof TemplateFailure raised) {
        return raised;
      }
    }
    return new TemplateFailure(
        "line %d of the template: %s".formatted(error.getLineno(), error.getMessage()));
  }

  private static JinjavaConfig config(Clock clock) {
    return JinjavaConfig.newBuilder()
        .withTrimBlocks(true)
        // What users write into messages is data, never a template.
        .withNestedInterpretationEnabled(false)
        .withKeepTrailingNewline(true)
        // A template has no business with other files.
        .withDisabled(Map.of(Library.TAG, Set.of("include", "import", "from", "extends")))
        .withDateTimeProvider(clock::millis)
        .withTimeZone(clock.getZone())
        .withElResolver(resolver())
        .withInterperterFactory(new PythonInterpreter.Factory())
        .withLegacyOverrides(
            LegacyOverrides.newBuilder()
                .withEvaluateMapKeys(true)
                .withIterateOverMapKeys(true)
                .withUsePyishObjectMapper(true)
                .withUseSnakeCasePropertyNaming(true)
                .withUseNaturalOperatorPrecedence(true)
                .withParseWhitespaceControlStrictly(true)
                .withAllowAdjacentTextNodes(true)
                .withUseTrimmingForNotesAndExpressions(true)
                .withKeepNullableLoopValues(true)
                .withHandleBackslashInQuotesOnly(true)
                .build())
        .build();
  }

  private static ELResolver resolver() {
    CompositeELResolver resolver = new CompositeELResolver();
    resolver.add(new PythonResolver());
    resolver.add(JinjavaInterpreterResolver.DEFAULT_RESOLVER_READ_WRITE);
    return resolver;
  }

  /** Jinjava with {@link ExpressionParser} in place of its own. */
  private static final class PythonLikeJinjava extends Jinjava {

    private final ExpressionFactory expressions =
        new ExpressionFactoryImpl(
            new TreeStore(new ExpressionParser.Syntax(), new Cache(CACHED_EXPRESSIONS)),
            new TruthyTypeConverter());

    PythonLikeJinjava(JinjavaConfig config) {
      super(config);
    }

    @Override
    public ExpressionFactory getExpressionFactory() {
      return expressions;
    }
  }
}
