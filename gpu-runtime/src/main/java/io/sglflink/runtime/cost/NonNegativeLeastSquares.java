package io.sglflink.runtime.cost;

/** Least squares for a handful of unknowns none of which may be negative. */
final class NonNegativeLeastSquares {

  private NonNegativeLeastSquares() {}

  /**
   * The x ≥ 0 for which the rows' products with it come closest to 1.
   *
   * <p>Solves the normal equations for every choice of unknowns that are not 0, and takes the best
   * that has no negative one.
   */
  static double[] solve(double[][] rows) {
    int unknowns = rows[0].length;
    double[] best = new double[unknowns];
    double least = rows.length;
    for (int chosen = 1; chosen < 1 << unknowns; chosen++) {
      double[] x = solve(rows, chosen);
      if (x != null) {
        double error = error(rows, x);
        if (error < least) {
          least = error;
          best = x;
        }
      }
    }
    return best;
  }

  private static double error(double[][] rows, double[] x) {
    double sum = 0;
    for (double[] row : rows) {
      double difference = -1;
      for (int i = 0; i < x.length; i++) {
        difference += row[i] * x[i];
      }
      sum += difference * difference;
    }
    return sum;
  }

  /** The solution where only unknowns in {@code chosen} are not 0; null when one is negative. */
  private static double[] solve(double[][] rows, int chosen) {
    int unknowns = rows[0].length;
    int[] columns = new int[Integer.bitCount(chosen)];
    for (int i = 0, next = 0; i < unknowns; i++) {
      if ((chosen >> i & 1) == 1) {
        columns[next++] = i;
      }
    }
    int size = columns.length;
    double[] scale = new double[size];
    for (int i = 0; i < size; i++) {
      for (double[] row : rows) {
        scale[i] += row[columns[i]] * row[columns[i]];
      }
      scale[i] = Math.sqrt(scale[i]);
      if (scale[i] == 0) {
        return null;
      }
    }
    double[][] normal = new double[size][size + 1];
    for (double[] row : rows) {
      for (int i = 0; i < size; i++) {
        double value = row[columns[i]] / scale[i];
        for (int j = 0; j < size; j++) {
          normal[i][j] += value * row[columns[j]] / scale[j];
        }
        normal[i][size] += value;
      }
    }
    double[] x = new double[unknowns];
    if (!eliminate(normal)) {
      return null;
    }
    for (int i = 0; i < size; i++) {
      x[columns[i]] = normal[i][size] / scale[i];
      if (x[columns[i]] < 0) {
        return null;
      }
    }
    return x;
  }

  /** Gauss-Jordan on a positive definite matrix; false when it is singular. */
  private static boolean eliminate(double[][] matrix) {
    int size = matrix.length;
    for (int pivot = 0; pivot < size; pivot++) {
      if (matrix[pivot][pivot] < 1e-12) {
        return false;
      }
      double[] row = matrix[pivot];
      double factor = row[pivot];
      for (int j = pivot; j <= size; j++) {
        row[j] /= factor;
      }
      for (int i = 0; i < size; i++) {
        double times = matrix[i][pivot];
        if (i != pivot && times != 0) {
          for (int j = pivot; j <= size; j++) {
            matrix[i][j] -= times * row[j];
          }
        }
      }
    }
    return true;
  }
}
