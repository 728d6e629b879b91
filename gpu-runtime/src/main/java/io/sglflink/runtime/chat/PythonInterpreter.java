package io.sglflink.runtime.chat;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpreterFactory;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;

/** Jinjava's interpreter, printing truth values as Python does. */
final class PythonInterpreter extends JinjavaInterpreter {

  private PythonInterpreter(Jinjava jinjava, Context context, JinjavaConfig config) {
    super(jinjava, context, config);
  }

  private PythonInterpreter(JinjavaInterpreter original) {
    super(original);
  }

  @Override
  public String getAsString(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    return super.getAsString(value);
  }

  /** Makes these interpreters. */
  static final class Factory implements InterpreterFactory {

    @Override
    public JinjavaInterpreter newInstance(JinjavaInterpreter original) {
      return new PythonInterpreter(original);
    }

    @Override
    public JinjavaInterpreter newInstance(Jinjava jinjava, Context context, JinjavaConfig config) {
      return new PythonInterpreter(jinjava, context, config);
    }
  }
}
