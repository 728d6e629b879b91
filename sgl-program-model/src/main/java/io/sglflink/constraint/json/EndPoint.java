package io.sglflink.constraint.json;

/** After the value: the end of the text. */
final class EndPoint extends Point {

  EndPoint() {
    super(null, false, 0);
  }

  @Override
  void step(int value, Steps steps) {}

  @Override
  int shortest() {
    return 0;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }
}
