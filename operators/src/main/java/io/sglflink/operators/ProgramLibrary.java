package io.sglflink.operators;

import io.sglflink.program.json.ProgramJson;
import io.sglflink.program.validate.InvalidProgramException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The programs that records may name, as JSON: it travels with the job graph. */
public final class ProgramLibrary implements Serializable {

  private static final long serialVersionUID = 1;

  private final TreeMap<String, byte[]> programs;

  private ProgramLibrary(Map<String, byte[]> programs) {
    this.programs = new TreeMap<>(programs);
  }

  /**
   * Programs by name.
   *
   * @param programs each in its JSON form, in UTF-8
   * @throws IllegalArgumentException when one does not validate; the message has every problem
   */
  public static ProgramLibrary of(Map<String, byte[]> programs) {
    List<String> problems = new ArrayList<>();
    programs.forEach(
        (name, json) -> {
          try {
            ProgramJson.read(json);
          } catch (InvalidProgramException e) {
            problems.add("program \"" + name + "\": " + e.getMessage());
          }
        });
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return new ProgramLibrary(programs);
  }

  /** No program: every record brings its own. */
  public static ProgramLibrary empty() {
    return new ProgramLibrary(Map.of());
  }

  /** Sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(programs.keySet());
  }

  /** The JSON of a program, or null when there is none of that name. */
  public byte[] json(String name) {
    return programs.get(name);
  }
}
