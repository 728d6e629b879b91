package io.sglflink.operators.decode;

import io.sglflink.model.FailureCode;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.program.Program;
import io.sglflink.program.json.ProgramHash;
import io.sglflink.program.json.ProgramJson;
import io.sglflink.record.ProgramMessage;
import io.sglflink.record.ProgramRef;
import io.sglflink.record.RecordError;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The programs that records may name, as one task knows them: those that the job was started with,
 * those that were published since, and of these the last ones that others took the place of. Not
 * thread-safe.
 */
final class ProgramCatalog {

  /** Replaced programs that records can still name by their hash. */
  static final int MOST_REPLACED = 256;

  private static final int LISTED_NAMES = 10;

  private final Map<String, KnownProgram> files = new LinkedHashMap<>();
  private final Map<String, KnownProgram> published = new HashMap<>();
  private final Map<String, KnownProgram> replaced = new LinkedHashMap<>();

  /**
   * A program that a record can name.
   *
   * @param json what it was read from, not to be modified
   * @param hash of {@code json}
   */
  record KnownProgram(Program program, byte[] json, String hash) {

    static KnownProgram of(byte[] json) {
      return new KnownProgram(ProgramJson.read(json), json, ProgramHash.of(json));
    }

    boolean is(String name, String itsHash) {
      return hash.equals(itsHash) && program.name().equals(name);
    }
  }

  ProgramCatalog(ProgramLibrary library) {
    for (String name : library.names()) {
      files.put(name, KnownProgram.of(library.json(name)));
    }
  }

  /** The programs that the job was started with. */
  Collection<Program> files() {
    return files.values().stream().map(KnownProgram::program).toList();
  }

  /** How many can be named without a hash. */
  int size() {
    return files.size() + published.size();
  }

  /** The program that a record means, or null. */
  KnownProgram find(ProgramRef.Named reference) {
    String name = reference.name();
    String version = reference.version();
    if (version != null && version.startsWith(ProgramHash.PREFIX)) {
      return findByHash(name, version);
    }
    KnownProgram found = published.get(ProgramMessage.key(name, version));
    // The key of one program's version may be another program's name.
    if (found != null && found.program().name().equals(name)) {
      return found;
    }
    return version == null ? files.get(name) : null;
  }

  /**
   * Takes over what was published.
   *
   * @throws IllegalArgumentException when the message is not one of a program; nothing has changed
   */
  void apply(ProgramMessage message) {
    String key = message.key();
    if (key == null) {
      throw new IllegalArgumentException(
          "the message has no key: write the program's name, or name@version");
    }
    if (message.json() == null) {
      published.remove(key);
      return;
    }
    KnownProgram program = KnownProgram.of(message.json());
    String name = program.program().name();
    if (!key.equals(name) && !key.startsWith(name + "@")) {
      throw new IllegalArgumentException(
          String.format(
              "the message has the key \"%s\" and the program's name is \"%s\": the key is the"
                  + " name, or name@version",
              key, name));
    }
    KnownProgram before = published.put(key, program);
    if (before != null) {
      keep(before);
    }
  }

  /**
   * Why a record that means an unknown program fails.
   *
   * @param waited milliseconds that it waited for it
   */
  RecordError unknown(ProgramRef.Named reference, long waited) {
    String program = "program \"" + reference.name() + "\"";
    String named =
        reference.version() == null
            ? program
            : "version \"" + reference.version() + "\" of " + program;
    String message =
        waited == 0
            ? String.format("the job has no %s: it has %s", named, names())
            : String.format(
                Locale.ROOT,
                "%s was not published within the %,d ms that the record waited: publish it with"
                    + " \"sglang publish\" and replay the record, or correct the name; the job has"
                    + " %s",
                named,
                waited,
                names());
    return RecordError.of(FailureCode.UNKNOWN_PROGRAM, message, "/program");
  }

  private String names() {
    List<String> all =
        Stream.concat(files.keySet().stream(), published.keySet().stream())
            .distinct()
            .sorted()
            .toList();
    return all.isEmpty()
        ? "none, bring the program along in the record"
        : String.join(", ", all.subList(0, Math.min(all.size(), LISTED_NAMES)))
            + (all.size() > LISTED_NAMES ? ", …" : "");
  }

  private KnownProgram findByHash(String name, String hash) {
    KnownProgram file = files.get(name);
    if (file != null && file.is(name, hash)) {
      return file;
    }
    KnownProgram old = replaced.get(hash);
    if (old != null && old.is(name, hash)) {
      return old;
    }
    return published.values().stream().filter(each -> each.is(name, hash)).findFirst().orElse(null);
  }

  private void keep(KnownProgram program) {
    replaced.remove(program.hash());
    replaced.put(program.hash(), program);
    if (replaced.size() > MOST_REPLACED) {
      Iterator<KnownProgram> eldest = replaced.values().iterator();
      eldest.next();
      eldest.remove();
    }
  }
}
