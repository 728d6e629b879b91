package io.sglflink.runtime.chat;

import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.COLON;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.DOT;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.IDENTIFIER;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.LBRACK;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.LPAREN;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.RBRACK;

import com.hubspot.jinjava.el.ext.ExtendedParser;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import java.util.List;
import jinjava.de.odysseus.el.tree.impl.Builder;
import jinjava.de.odysseus.el.tree.impl.Parser;
import jinjava.de.odysseus.el.tree.impl.Scanner.ScanException;
import jinjava.de.odysseus.el.tree.impl.ast.AstDot;
import jinjava.de.odysseus.el.tree.impl.ast.AstIdentifier;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.de.odysseus.el.tree.impl.ast.AstNull;
import jinjava.javax.el.ELException;

/**
 * Jinjava's expression parser with Python's slices, steps included, and without its silence about
 * unknown filters and tests.
 *
 * <p>A slice becomes a call of {@value PythonValues#SLICE}, which {@link PythonResolver} answers.
 * Operators bind as in Jinja only under jinjava's natural operator precedence, which {@link
 * JinjaEnvironment} sets and this class relies on.
 */
final class ExpressionParser extends ExtendedParser {

  private ExpressionParser(Builder context, String input) {
    super(context, input);
  }

  /** Makes these parsers. */
  static final class Syntax extends Builder {

    private static final long serialVersionUID = 1;

    Syntax() {
      super(Feature.METHOD_INVOCATIONS);
    }

    @Override
    protected Parser createParser(String expression) {
      return new ExpressionParser(this, expression);
    }
  }

  @Override
  protected AstNode value() throws ScanException, ParseException {
    AstNode value = nonliteral();
    boolean lvalue = value != null;
    if (value == null) {
      value = literal();
    }
    while (value != null && (getToken().getSymbol() == DOT || getToken().getSymbol() == LBRACK)) {
      value = getToken().getSymbol() == DOT ? member(value, lvalue) : subscript(value, lvalue);
    }
    return value;
  }

  private AstNode member(AstNode value, boolean lvalue) throws ScanException, ParseException {
    consumeToken();
    AstDot dot = createAstDot(value, consumeToken(IDENTIFIER).getImage(), lvalue);
    return getToken().getSymbol() == LPAREN ? createAstMethod(dot, params()) : dot;
  }

  private AstNode subscript(AstNode value, boolean lvalue) throws ScanException, ParseException {
    consumeToken();
    AstNode first = expr(false);
    if (getToken().getSymbol() != COLON) {
      consumeToken(RBRACK);
      return createAstBracket(value, first, lvalue, true);
    }
    AstNode stop = bound();
    AstNode step = getToken().getSymbol() == COLON ? bound() : new AstNull();
    consumeToken(RBRACK);
    return createAstMethod(
        createAstDot(value, PythonValues.SLICE, lvalue),
        createAstParameters(List.of(first == null ? new AstNull() : first, stop, step)));
  }

  private AstNode bound() throws ScanException, ParseException {
    consumeToken(COLON);
    AstNode bound = expr(false);
    return bound == null ? new AstNull() : bound;
  }

  @Override
  protected AstIdentifier createAstIdentifier(String name, int index) {
    Context context = JinjavaInterpreter.getCurrent().getContext();
    if (name.startsWith(FILTER_PREFIX)
        && context.getFilter(name.substring(FILTER_PREFIX.length())) == null) {
      throw new ELException("no filter named " + name.substring(FILTER_PREFIX.length()));
    }
    if (name.startsWith(EXPTEST_PREFIX)
        && context.getExpTest(name.substring(EXPTEST_PREFIX.length())) == null) {
      throw new ELException("no test named " + name.substring(EXPTEST_PREFIX.length()));
    }
    return super.createAstIdentifier(name, index);
  }
}
