package io.sglflink.operators.evaluate;

import io.sglflink.program.json.ProgramHash;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * The programs of the runs in flight, in keyed state: once per key however many runs have it, and
 * gone with the last of them. How many have it is counted in memory.
 */
final class ProgramState {

  private final KeyedMap programs;
  private final Map<Place, Integer> users = new HashMap<>();

  ProgramState(KeyedStateBackend<Object> backend) throws Exception {
    this.programs = new KeyedMap(backend, "programs");
  }

  /** Keeps the program of one more run and returns its hash. */
  String add(int key, byte[] program) throws Exception {
    String hash = ProgramHash.of(program);
    if (count(key, hash) == 1) {
      programs.of(key).put(hash, program);
    }
    return hash;
  }

  /** The program of a run that was restored. */
  byte[] restore(int key, String hash) throws Exception {
    count(key, hash);
    return programs.of(key).get(hash);
  }

  /** One run less has the program. */
  void remove(int key, String hash) throws Exception {
    Place place = new Place(key, hash);
    int left = users.get(place) - 1;
    if (left == 0) {
      users.remove(place);
      programs.of(key).remove(hash);
    } else {
      users.put(place, left);
    }
  }

  private int count(int key, String hash) {
    return users.merge(new Place(key, hash), 1, Integer::sum);
  }

  private record Place(int key, String hash) {}
}
