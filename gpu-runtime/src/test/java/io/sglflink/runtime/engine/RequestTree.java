package io.sglflink.runtime.engine;

import io.sglflink.runtime.cost.CostModel;
import io.sglflink.runtime.kv.Extent;
import io.sglflink.runtime.step.StepInput.Attention;
import io.sglflink.runtime.step.StepModel.SegmentStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Sequences that share prefixes, in depth-first order, each with the rows of a step.
 *
 * @param requests each sequence's slots, cut anyhow, and its rows
 * @param slots slots of the pool
 */
public record RequestTree(List<Request> requests, int slots) {

  /** No node has children beyond this many requests, so that deep trees stay small. */
  private static final int MANY = 20;

  /** Tokens {@code start} to {@code end} of a sequence are rows. */
  public record Request(List<Extent> extents, int start, int end) {

    /** The slots of positions {@code from} to {@code to}. */
    int[] slots(int from, int to) {
      return extents.stream()
          .flatMapToInt(extent -> IntStream.range(extent.start(), extent.end()))
          .limit(to)
          .skip(from)
          .toArray();
    }
  }

  /** Draws a tree of some depth whose nodes have up to {@code longest} slots each. */
  public static RequestTree random(Random random, int depth, int longest) {
    List<Request> requests = new ArrayList<>();
    int slots = grow(random, depth, longest, List.of(), 0, requests);
    return new RequestTree(requests, slots);
  }

  private static int grow(
      Random random, int depth, int longest, List<Extent> path, int free, List<Request> requests) {
    int next = free;
    List<Extent> own = new ArrayList<>(path);
    int extents = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2);
    for (int i = 0; i < extents; i++) {
      next += random.nextInt(3) / 2;
      int length = 1 + random.nextInt(longest);
      own.add(new Extent(next, length));
      next += length;
    }
    int children = depth == 0 ? 0 : 1 + random.nextInt(3);
    for (int i = 0; i < children && (i == 0 || requests.size() < MANY); i++) {
      next = grow(random, depth - 1, longest, own, next, requests);
    }
    for (int i = depth == 0 ? 1 + random.nextInt(3) : random.nextInt(2); i > 0; i--) {
      next = request(random, longest, own, next, requests);
    }
    return next;
  }

  /** A sequence with slots of its own; the first one computes more than those. */
  private static int request(
      Random random, int longest, List<Extent> path, int free, List<Request> requests) {
    int next = free;
    List<Extent> extents = new ArrayList<>(path);
    int before = path.stream().mapToInt(Extent::length).sum();
    int end = before;
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      next += random.nextInt(2);
      int length = 1 + random.nextInt(longest);
      extents.add(new Extent(next, length));
      next += length;
      end += length;
    }
    end -= random.nextInt(Math.min(3, end - before));
    int least = requests.isEmpty() ? 0 : before;
    int start = random.nextBoolean() ? end - 1 : least + random.nextInt(end - least);
    requests.add(new Request(cut(random, extents), start, end));
    return next;
  }

  private static List<Extent> cut(Random random, List<Extent> extents) {
    List<Extent> cut = new ArrayList<>();
    for (Extent extent : extents) {
      int first = random.nextInt(extent.length());
      if (first > 0) {
        cut.add(new Extent(extent.start(), first));
      }
      cut.add(new Extent(extent.start() + first, extent.length() - first));
    }
    return cut;
  }

  /** The work of a step with all these rows. */
  public Attention plan(SegmentStyle style, int window, CostModel cost, boolean treeAttention) {
    SegmentPlanner planner = new SegmentPlanner(style, window, cost, treeAttention);
    requests.forEach(request -> planner.add(request.extents(), request.start(), request.end()));
    return planner.plan();
  }

  /** The slots that each row has to see with a window, in the order of their positions. */
  public List<int[]> visible(int window) {
    List<int[]> rows = new ArrayList<>();
    for (Request request : requests) {
      for (int position = request.start(); position < request.end(); position++) {
        rows.add(request.slots(Math.max(0, position + 1 - window), position + 1));
      }
    }
    return rows;
  }
}
