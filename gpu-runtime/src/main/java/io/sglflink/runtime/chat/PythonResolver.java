package io.sglflink.runtime.chat;

import com.hubspot.jinjava.el.ext.NamedParameter;
import java.beans.FeatureDescriptor;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;

/** Gives strings Python's methods, and strings and lists Python's subscripts. */
final class PythonResolver extends ELResolver {

  @Override
  public Object invoke(
      ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
    boolean isString = base instanceof String;
    if (PythonValues.SLICE.equals(method) && (isString || base instanceof List<?>)) {
      context.setPropertyResolved(true);
      return PythonValues.slice(base, arguments);
    }
    if (isString && PythonStrings.has(method.toString())) {
      context.setPropertyResolved(true);
      return PythonStrings.call((String) base, method.toString(), positional(arguments));
    }
    return null;
  }

  /** The methods answered here take their arguments in one order, named or not. */
  private static Object[] positional(Object[] arguments) {
    return Arrays.stream(arguments)
        .map(argument -> argument instanceof NamedParameter named ? named.getValue() : argument)
        .toArray();
  }

  /** One character of a string; the resolver sees every subscript as text. */
  @Override
  public Object getValue(ELContext context, Object base, Object property) {
    if (!(base instanceof String text) || !property.toString().matches("-?\\d{1,9}")) {
      return null;
    }
    context.setPropertyResolved(true);
    int index = Integer.parseInt(property.toString());
    int length = text.codePointCount(0, text.length());
    int position = index < 0 ? index + length : index;
    return position < 0 || position >= length
        ? null
        : Character.toString(text.codePointAt(text.offsetByCodePoints(0, position)));
  }

  @Override
  public Class<?> getType(ELContext context, Object base, Object property) {
    return null;
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {}

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
    return null;
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return null;
  }
}
