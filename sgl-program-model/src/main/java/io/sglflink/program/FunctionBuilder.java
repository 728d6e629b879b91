package io.sglflink.program;

/** Builds a function of a program. */
public final class FunctionBuilder extends SignatureBuilder<FunctionBuilder> {

  FunctionBuilder() {}

  Function build(String name) {
    return new Function(name, parameters(), nodes());
  }

  @Override
  FunctionBuilder self() {
    return this;
  }
}
