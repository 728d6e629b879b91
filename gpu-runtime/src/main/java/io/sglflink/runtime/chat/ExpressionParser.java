package io.sglflink.runtime.chat;

import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.AND;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.COLON;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.COMMA;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.DOT;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.IDENTIFIER;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.LBRACK;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.LPAREN;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.NOT;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.RBRACK;
import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol.RPAREN;

import com.hubspot.jinjava.el.ext.AdditionOperator;
import com.hubspot.jinjava.el.ext.AstNamedParameter;
import com.hubspot.jinjava.el.ext.ExtendedParser;
import com.hubspot.jinjava.el.ext.NamedParameterOperator;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.util.ObjectTruthValue;
import java.util.ArrayList;
import java.util.List;
import jinjava.de.odysseus.el.misc.TypeConverter;
import jinjava.de.odysseus.el.tree.Bindings;
import jinjava.de.odysseus.el.tree.impl.Builder;
import jinjava.de.odysseus.el.tree.impl.Parser;
import jinjava.de.odysseus.el.tree.impl.Scanner.ScanException;
import jinjava.de.odysseus.el.tree.impl.Scanner.Symbol;
import jinjava.de.odysseus.el.tree.impl.ast.AstBinary;
import jinjava.de.odysseus.el.tree.impl.ast.AstDot;
import jinjava.de.odysseus.el.tree.impl.ast.AstIdentifier;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.de.odysseus.el.tree.impl.ast.AstNull;
import jinjava.de.odysseus.el.tree.impl.ast.AstParameters;
import jinjava.de.odysseus.el.tree.impl.ast.AstUnary;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELException;

/**
 * Jinjava's expression parser where it departs from Jinja: slices have steps, operators bind as in
 * Jinja, unknown filters and tests and sums with undefined values are errors.
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
      super(Feature.METHOD_INVOCATIONS, Feature.VARARGS);
    }

    @Override
    protected Parser createParser(String expression) {
      return new ExpressionParser(this, expression);
    }
  }

  /** In Jinja {@code not} binds looser than comparisons and tests, in jinjava tighter. */
  @Override
  protected AstNode and(boolean required) throws ScanException, ParseException {
    AstNode value = negation(required);
    while (value != null && getToken().getSymbol() == AND) {
      consumeToken();
      value = createAstBinary(value, negation(true), ExpressionParser::conjunction);
    }
    return value;
  }

  /** As in Python, the value that decides. */
  private static Object conjunction(
      Bindings bindings, ELContext context, AstNode left, AstNode right) {
    Object value = left.eval(bindings, context);
    return ObjectTruthValue.evaluate(value) ? right.eval(bindings, context) : value;
  }

  private AstNode negation(boolean required) throws ScanException, ParseException {
    if (getToken().getSymbol() != NOT) {
      return eq(required);
    }
    consumeToken();
    return createAstUnary(negation(true), AstUnary.NOT);
  }

  @Override
  protected AstBinary createAstBinary(AstNode left, AstNode right, AstBinary.Operator operator) {
    return super.createAstBinary(
        left, right, operator == AdditionOperator.OP ? StrictAddition.STRICT : operator);
  }

  /** Jinjava writes "null" where something undefined is added to a string; Jinja refuses. */
  private static final class StrictAddition extends AdditionOperator {

    static final StrictAddition STRICT = new StrictAddition();

    @Override
    protected Object apply(TypeConverter converter, Object left, Object right) {
      if ((left == null && right instanceof String) || (right == null && left instanceof String)) {
        throw new ELException(
            "an undefined value is added to \"" + (left == null ? right : left) + '"');
      }
      return super.apply(converter, left, right);
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

  /** Jinjava takes a dictionary in parentheses for a tuple. */
  @Override
  protected AstNode nonliteral() throws ScanException, ParseException {
    if (getToken().getSymbol() != LPAREN) {
      return super.nonliteral();
    }
    consumeToken();
    List<AstNode> values = new ArrayList<>();
    boolean tuple = getToken().getSymbol() == RPAREN;
    while (getToken().getSymbol() != RPAREN) {
      values.add(expr(true));
      if (getToken().getSymbol() == COMMA) {
        consumeToken();
        tuple = true;
      } else if (getToken().getSymbol() != RPAREN) {
        fail(RPAREN);
      }
    }
    consumeToken(RPAREN);
    return tuple ? createAstTuple(createAstParameters(values)) : createAstNested(values.get(0));
  }

  /** In jinjava a named argument ends before its value's first plus or minus. */
  @Override
  protected AstParameters params(Symbol left, Symbol right) throws ScanException, ParseException {
    consumeToken(left);
    List<AstNode> values = new ArrayList<>();
    while (getToken().getSymbol() != right) {
      values.add(argument());
      if (getToken().getSymbol() != right) {
        consumeToken(COMMA);
      }
    }
    consumeToken(right);
    return createAstParameters(values);
  }

  private AstNode argument() throws ScanException, ParseException {
    if (getToken().getSymbol() != IDENTIFIER || lookahead(0) != NamedParameterOperator.TOKEN) {
      return expr(true);
    }
    AstIdentifier name = identifier(consumeToken().getImage());
    consumeToken();
    return new AstNamedParameter(name, expr(true));
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
