package io.sglflink.runtime.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExtentTest {

  private static final List<Extent> ROW = List.of(new Extent(10, 3), new Extent(2, 4));

  @Test
  void slicesExtentsAsOneRow() {
    assertThat(Extent.slice(ROW, 0, 7)).isEqualTo(ROW);
    assertThat(Extent.slice(ROW, 2, 5)).containsExactly(new Extent(12, 1), new Extent(2, 2));
    assertThat(Extent.slice(ROW, 3, 4)).containsExactly(new Extent(2, 1));
    assertThat(Extent.slice(ROW, 4, 4)).isEmpty();
  }

  @Test
  void coalescesOnlyNeighboursThatTouchInOrder() {
    assertThat(Extent.coalesce(List.of(new Extent(0, 2), new Extent(2, 3), new Extent(9, 1))))
        .containsExactly(new Extent(0, 5), new Extent(9, 1));
    assertThat(Extent.coalesce(List.of(new Extent(2, 3), new Extent(0, 2)))).hasSize(2);
  }

  @Test
  void isNeverEmpty() {
    assertThatThrownBy(() -> new Extent(3, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Extent(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
