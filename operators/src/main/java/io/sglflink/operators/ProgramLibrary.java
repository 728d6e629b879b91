package io.sglflink.operators;

import static java.util.Objects.requireNonNull;

import io.sglflink.program.json.ProgramJson;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.record.ProgramFeed;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The programs that records may name: those that the job was started with, as JSON, and where more
 * are published. It travels with the job graph.
 */
public final class ProgramLibrary implements Serializable {

  private static final long serialVersionUID = 2;

  private final TreeMap<String, byte[]> programs;
  private final ProgramFeed feed;
  private final Duration wait;

  private ProgramLibrary(Map<String, byte[]> programs, ProgramFeed feed, Duration wait) {
    this.programs = new TreeMap<>(programs);
    this.feed = feed;
    this.wait = requireNonNull(wait, "wait is null");
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
    return new ProgramLibrary(programs, null, Duration.ZERO);
  }

  /** No program: every record brings its own. */
  public static ProgramLibrary empty() {
    return new ProgramLibrary(Map.of(), null, Duration.ZERO);
  }

  /**
   * These programs and those that {@code other} tells of, which go before these.
   *
   * @param time how long a record waits for a program that nobody has published yet; zero for not
   *     at all
   */
  public ProgramLibrary following(ProgramFeed other, Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException(
          String.format(
              "program_wait is %d ms: give 0 or more, 0 for no waiting", time.toMillis()));
    }
    return new ProgramLibrary(programs, requireNonNull(other, "feed is null"), time);
  }

  /** Sorted names of the programs that the job was started with. */
  public Set<String> names() {
    return Collections.unmodifiableSet(programs.keySet());
  }

  /** The JSON of a program that the job was started with, or null when there is none so named. */
  public byte[] json(String name) {
    return programs.get(name);
  }

  /** Where programs are published; null when nowhere. */
  public ProgramFeed feed() {
    return feed;
  }

  /** How long a record waits for its program. */
  public Duration programWait() {
    return wait;
  }
}
