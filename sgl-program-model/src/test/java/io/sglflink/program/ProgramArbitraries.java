package io.sglflink.program;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Valid programs of every shape. */
public final class ProgramArbitraries {

  private ProgramArbitraries() {}

  public static Arbitrary<Program> valid() {
    return Arbitraries.longs().map(seed -> RandomProgram.draw(new Draw(new Random(seed))));
  }

  /** Operations on constants that the validator takes; many fail when they are evaluated. */
  public static Arbitrary<Expression> operations() {
    return Arbitraries.longs()
        .map(
            seed -> {
              Draw draw = new Draw(new Random(seed));
              return new RandomExpressions(draw, new KnownNames()).operation(4);
            });
  }
}
