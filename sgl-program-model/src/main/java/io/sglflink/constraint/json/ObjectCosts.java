package io.sglflink.constraint.json;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintBudgetException;
import io.sglflink.constraint.value.ObjectShape.NameClass;
import io.sglflink.constraint.value.ObjectShape.Property;
import io.sglflink.constraint.value.TextSet;
import io.sglflink.constraint.value.ValueSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How few bytes complete an object of one shape. */
final class ObjectCosts {

  /** Quotes of a name and the colon. */
  private static final int AROUND_NAME = 3;

  private static final int MAX_PICKED = 4_096;
  private static final int MAX_NEAREST = 4_096;

  private final ObjectPlan plan;
  private final Spelling spelling;

  /** By class its cheapest members, in order, as far as they were asked for. */
  private final Map<Integer, List<Pick>> picks = new HashMap<>();

  /** How names go on from states that were asked for. */
  private final Map<ByteState, byte[]> nearest = new HashMap<>();

  /** By property, 0 where it was not asked for. */
  private final int[] costs;

  ObjectCosts(ObjectPlan plan, Spelling spelling) {
    this.plan = plan;
    this.spelling = spelling;
    this.costs = new int[plan.names().length];
  }

  /** One of a class: its name, and the bytes of the member without a comma. */
  private record Pick(String name, int cost) {}

  /** Bytes after a member that complete the object, with its closing brace. */
  int rest(Members members) {
    return rest(members, new ArrayList<>(members.names()));
  }

  /** The names of other members that came, and those that the nearest end takes. */
  Set<String> names(Members members) {
    List<String> names = new ArrayList<>(members.names());
    int unused = rest(members, names);
    return Set.copyOf(names);
  }

  private int rest(Members members, List<String> names) {
    int fill = plan.fill(members);
    int bytes = 1;
    List<Integer> optional = new ArrayList<>();
    for (int i : plan.left(members).toArray()) {
      if (plan.property(i).required()) {
        bytes += 1 + cost(i);
      } else if (fill > 0) {
        optional.add(cost(i));
      }
    }
    for (int index : plan.others().unmetClasses(members)) {
      bytes += 1 + take(pick(index, names), names);
    }
    return fill == 0 ? bytes : bytes + filling(fill, optional, names);
  }

  private int filling(int count, List<Integer> optional, List<String> names) {
    if (count > MAX_PICKED) {
      throw new ConstraintBudgetException(
          "an object needs " + count + " members: ask for at most " + MAX_PICKED);
    }
    optional.sort(null);
    int bytes = 0;
    int next = 0;
    for (int left = count; left > 0; left--) {
      Pick other = pick(names);
      int known = next < optional.size() ? optional.get(next) : ValueSet.NEVER;
      if (other != null && other.cost < known) {
        bytes += 1 + take(other, names);
      } else {
        bytes += 1 + known;
        next++;
      }
    }
    return bytes;
  }

  private static int take(Pick pick, List<String> names) {
    names.add(pick.name);
    return pick.cost;
  }

  /** Bytes of the cheapest of the members, by the rank of their names, or of other names. */
  int cheapest(BitSet ranks, Members members) {
    int least = ValueSet.NEVER;
    for (int rank = ranks.nextSetBit(0); rank >= 0; rank = ranks.nextSetBit(rank + 1)) {
      least = Math.min(least, cost(plan.owner(rank)));
    }
    Pick other = pick(members.names());
    return other == null ? least : Math.min(least, other.cost);
  }

  /** The shortest spelling of what completes a name that stands at {@code state}. */
  byte[] nearest(ByteState state) {
    if (nearest.size() > MAX_NEAREST) {
      nearest.clear();
    }
    return nearest.computeIfAbsent(state, spelling::nearest);
  }

  /** Bytes of a property as a member. */
  private int cost(int index) {
    if (costs[index] == 0) {
      Property property = plan.property(index);
      costs[index] = Spelling.cost(property.name()) + AROUND_NAME + property.value().shortest();
    }
    return costs[index];
  }

  private Pick pick(List<String> without) {
    Pick best = null;
    for (int index = 0; index < plan.others().size(); index++) {
      Pick pick = pick(index, without);
      if (pick != null && (best == null || pick.cost < best.cost)) {
        best = pick;
      }
    }
    return best;
  }

  private Pick pick(int index, List<String> without) {
    int rank = 0;
    Pick pick = cheapest(index, rank);
    while (pick != null && without.contains(pick.name)) {
      pick = cheapest(index, ++rank);
    }
    return pick;
  }

  /** The member of class {@code index} that {@code rank} others cost no more than; may be null. */
  private Pick cheapest(int index, int rank) {
    List<Pick> known = picks.computeIfAbsent(index, key -> new ArrayList<>());
    NameClass others = plan.others().get(index);
    while (known.size() <= rank) {
      TextSet names = others.names().without(known.stream().map(Pick::name).toList());
      if (names.isEmpty()) {
        return null;
      }
      ByteState start = names.start();
      int cost = spelling.shortest(start) + AROUND_NAME + others.value().shortest();
      known.add(new Pick(Tape.string(spelling.nearest(start)), cost));
    }
    return known.get(rank);
  }
}
