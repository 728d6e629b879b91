package io.sglflink.constraint.json;

import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.value.ObjectShape;
import io.sglflink.constraint.value.TextSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which members an object of one shape may have next, and whether it can be completed then. */
final class ObjectPlan {

  private static final int UNBOUNDED = Integer.MAX_VALUE;

  private final Plans plans;
  private final boolean inOrder;
  private final int min;
  private final int max;

  /** Those that may be there, in the schema's order. */
  private final List<ObjectShape.Property> properties;

  private final BitSet required = new BitSet();

  /** By property how many required ones there are from it on. */
  private final int[] requiredFrom;

  private final OtherNames others;
  private final ObjectCosts costs;

  /** The properties' names by their bytes, and whose they are. */
  private final byte[][] names;

  private final int[] owners;
  private final int[] ranks;

  ObjectPlan(Plans plans, ObjectShape shape, PropertyOrder order) {
    this.plans = plans;
    this.inOrder = order == PropertyOrder.SCHEMA;
    this.min = shape.min();
    this.max = shape.max();
    this.properties = shape.properties().stream().filter(one -> !one.value().isEmpty()).toList();
    this.others = new OtherNames(shape.others());
    int size = properties.size();
    this.requiredFrom = new int[size + 1];
    byte[][] bytes = new byte[size][];
    for (int i = size - 1; i >= 0; i--) {
      required.set(i, properties.get(i).required());
      requiredFrom[i] = requiredFrom[i + 1] + (required.get(i) ? 1 : 0);
      bytes[i] = properties.get(i).name().getBytes(StandardCharsets.UTF_8);
    }
    Comparator<Integer> byBytes = (a, b) -> Arrays.compareUnsigned(bytes[a], bytes[b]);
    this.owners = IntStream.range(0, size).boxed().sorted(byBytes).mapToInt(i -> i).toArray();
    this.names = Arrays.stream(owners).mapToObj(i -> bytes[i]).toArray(byte[][]::new);
    this.ranks = new int[size];
    for (int rank = 0; rank < size; rank++) {
      ranks[owners[rank]] = rank;
    }
    this.costs = new ObjectCosts(this, plans.spelling());
  }

  /** After the brace that opens an object; {@code parent} is after the one that closes it. */
  ObjectPoint start(Point parent) {
    return new ObjectPoint(this, Members.NONE, ObjectPoint.Stage.FIRST, parent);
  }

  Plans plans() {
    return plans;
  }

  ObjectCosts costs() {
    return costs;
  }

  OtherNames others() {
    return others;
  }

  ObjectShape.Property property(int index) {
    return properties.get(index);
  }

  /** The property whose name is the one of {@code rank} in the order of {@link #names}. */
  int owner(int rank) {
    return owners[rank];
  }

  byte[][] names() {
    return names;
  }

  /** Whether the object may be closed. */
  boolean complete(Members members) {
    return members.count() >= min && needed(members) == 0;
  }

  /** Members that must still come, whatever their number. */
  int needed(Members members) {
    return requiredLeft(members) + others.unmet(members);
  }

  /** Members that must come beside the {@link #needed} ones to make enough. */
  int fill(Members members) {
    return Math.max(0, min - members.count() - needed(members));
  }

  private int requiredLeft(Members members) {
    if (inOrder) {
      return requiredFrom[members.position()];
    }
    BitSet left = (BitSet) required.clone();
    left.andNot(members.seen());
    return left.cardinality();
  }

  /** The properties that have not come and may, as far as their order alone tells. */
  IntStream left(Members members) {
    return inOrder
        ? IntStream.range(members.position(), properties.size())
        : IntStream.range(0, properties.size()).filter(i -> !members.seen().get(i));
  }

  private int countLeft(Members members) {
    return properties.size() - (inOrder ? members.position() : members.seen().cardinality());
  }

  /** The properties that may come next, by the rank of their names. */
  BitSet next(Members members) {
    BitSet next = new BitSet();
    if (members.count() == max) {
      return next;
    }
    int first = inOrder ? members.position() : 0;
    for (int i = first; i < properties.size(); i++) {
      if (!members.seen().get(i) && live(after(members, i))) {
        next.set(ranks[i]);
      }
      if (inOrder && required.get(i)) {
        break;
      }
    }
    return next;
  }

  /** The names of class {@code index} that may come next. */
  TextSet next(Members members, int index) {
    if (members.count() == max || (inOrder && requiredLeft(members) > 0)) {
      return null;
    }
    TextSet left = others.left(members, index);
    List<String> few = others.few(left);
    if (few == null) {
      return live(after(members, index, null)) ? left : null;
    }
    List<String> dead = new ArrayList<>();
    for (String name : few) {
      if (!live(after(members, index, name))) {
        dead.add(name);
      }
    }
    return dead.size() == few.size() ? null : left.without(dead);
  }

  /** Whether an object that has {@code members} can be completed. */
  private boolean live(Members members) {
    long needed = (long) members.count() + needed(members);
    if (needed > max || !others.canMeet(members)) {
      return false;
    }
    int missing = min - members.count() - countLeft(members);
    return missing <= 0 || others.has(members, missing);
  }

  /** Whether {@code members} must know the other names that came. */
  boolean tracks(Members members) {
    return !others.isEmpty() && (max != UNBOUNDED || others.anyRequired() || members.count() < min);
  }

  /** The members with property {@code index}. */
  Members after(Members members, int index) {
    BitSet seen = members.seen();
    if (!inOrder) {
      seen = (BitSet) seen.clone();
      seen.set(index);
    }
    int position = inOrder ? index + 1 : 0;
    return counted(new Members(position, seen, members.count(), members.met(), members.names()));
  }

  /** The members with one of class {@code index}; the name may be null where it does not matter. */
  Members after(Members members, int index, String name) {
    List<String> names = members.names();
    if (name != null) {
      names = new ArrayList<>(names);
      names.add(name);
      names.sort(null);
    }
    int position = inOrder ? properties.size() : 0;
    long met = members.met() | others.bit(index);
    return counted(new Members(position, members.seen(), members.count(), met, names));
  }

  private Members counted(Members members) {
    int most = max == UNBOUNDED ? min : max;
    int count = Math.min(members.count() + 1, most);
    Members counted =
        new Members(
            members.position(), members.seen(), count, members.met(), List.copyOf(members.names()));
    return counted.names().isEmpty() || tracks(counted)
        ? counted
        : new Members(counted.position(), counted.seen(), count, counted.met(), List.of());
  }
}
