package io.sglflink.constraint.json;

import io.sglflink.constraint.value.ValueSet;
import java.util.Set;

/**
 * After a value that several ways to understand the text have in common: any of them may go on. So
 * what is inside the value is followed once, however many ways there are around it.
 */
final class AnyPoint extends Point {

  private final Set<Point> ways;
  private int shortest = -1;

  AnyPoint(Set<Point> ways) {
    super(null, ways.stream().anyMatch(way -> way.recording), ways.hashCode());
    this.ways = ways;
  }

  @Override
  void step(int value, Steps steps) {
    ways.forEach(way -> way.step(value, steps));
  }

  @Override
  int shortest() {
    if (shortest < 0) {
      shortest = ways.stream().mapToInt(Point::shortest).min().orElse(ValueSet.NEVER);
    }
    return shortest;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof AnyPoint point && ways.equals(point.ways));
  }
}
