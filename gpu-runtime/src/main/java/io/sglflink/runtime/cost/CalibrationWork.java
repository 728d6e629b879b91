package io.sglflink.runtime.cost;

import io.sglflink.runtime.step.StepInput.Attention;
import java.util.ArrayList;
import java.util.List;

/**
 * The works that are measured: for each figure of the cost model some in which it weighs most.
 *
 * <p>All of it lies within {@link AttentionCalibration#ROWS} rows and {@link
 * AttentionCalibration#SLOTS} slots.
 */
final class CalibrationWork {

  private CalibrationWork() {}

  static List<Attention> each() {
    List<Attention> works = new ArrayList<>();
    for (int slots : new int[] {16, 128, 512}) {
      works.add(tails(32, slots, Attention.PLAIN));
      works.add(tails(8, slots, Attention.GATHERED));
      works.add(tails(32, slots, Attention.GATHERED));
    }
    works.add(tails(4, 4_096, Attention.PLAIN));
    for (int rows : new int[] {8, 32, 128}) {
      for (int slots : new int[] {128, 1_024, 4_096}) {
        works.add(parts(rows, slots, 1));
      }
      works.add(parts(rows, 16, 4));
      works.add(parts(rows, 16, 16));
    }
    works.add(square(64));
    works.add(square(512));
    return works;
  }

  static List<Attention> waves() {
    List<Attention> works = new ArrayList<>();
    for (int slots : new int[] {16, 128, 1_024, 4_096, 16_384}) {
      works.add(tails(1, slots, Attention.PLAIN));
      works.add(tails(Math.min(512, 2 * 16_384 / slots), slots / 2, Attention.PLAIN));
      works.add(tails(512, slots / 16, Attention.PLAIN));
    }
    for (int rows : new int[] {8, 64, 256, 512}) {
      for (int slots : new int[] {1_024, 4_096, 16_384}) {
        works.add(parts(rows, slots, 1));
        works.add(parts(rows, slots, 8));
        works.add(parts(rows, slots, 32));
      }
    }
    works.add(square(64));
    works.add(square(512));
    return works;
  }

  /** Rows with slots of their own, as far as there are. */
  private static Attention tails(int rows, int slots, int kind) {
    long[] segments = new long[5 * rows];
    for (int row = 0; row < rows; row++) {
      int slot = row * slots % (AttentionCalibration.SLOTS - slots + 1);
      segment(segments, row, row, 1, slot, slots, kind);
    }
    return new Attention(segments, new long[] {rows, 1, slots});
  }

  /** Rows that share slots, split into parts of a wave each. */
  private static Attention parts(int rows, int slots, int parts) {
    long[] segments = new long[5 * parts];
    long[] waves = new long[3 * parts];
    int each = Math.max(1, slots / parts);
    for (int part = 0; part < parts; part++) {
      segment(segments, part, 0, rows, part * each, each, Attention.PLAIN);
      waves[3 * part] = part + 1L;
      waves[3 * part + 1] = rows;
      waves[3 * part + 2] = each;
    }
    return new Attention(segments, waves);
  }

  private static Attention square(int rows) {
    long[] segments = new long[5];
    segment(segments, 0, 0, rows, 0, rows, Attention.CAUSAL);
    return new Attention(segments, new long[] {1, rows, rows});
  }

  private static void segment(
      long[] segments, int i, int row, int rows, int slot, int slots, int kind) {
    segments[5 * i] = row;
    segments[5 * i + 1] = rows;
    segments[5 * i + 2] = slot;
    segments[5 * i + 3] = slots;
    segments[5 * i + 4] = kind;
  }
}
