package io.sglflink.operators.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.program.Program;
import io.sglflink.program.json.ProgramHash;
import io.sglflink.program.json.ProgramJson;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Programs by the bytes that they were read from, each parsed once: those that were used last. The
 * key is a cryptographic hash, for a record must not reach another producer's program by a
 * collision. Not thread-safe.
 */
final class ParsedPrograms {

  /** Programs that are kept. */
  static final int MOST = 256;

  /** Bytes of JSON that the kept programs were read from. */
  static final long MOST_BYTES = 32L << 20;

  private final Map<ByteBuffer, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * The program of a record that brings it along.
   *
   * @throws io.sglflink.program.validate.InvalidProgramException when it is not valid
   */
  Program read(ObjectNode json) {
    byte[] text = json.toString().getBytes(UTF_8);
    Program known = find(text);
    return known == null ? keep(text, ProgramJson.read(json)) : known;
  }

  /**
   * The program that {@code json} describes.
   *
   * @throws io.sglflink.program.validate.InvalidProgramException when it is not valid
   */
  Program read(byte[] json) {
    Program known = find(json);
    return known == null ? keep(json, ProgramJson.read(json)) : known;
  }

  private Program find(byte[] json) {
    Entry entry = entries.get(ByteBuffer.wrap(ProgramHash.digest(json)));
    return entry == null ? null : entry.program();
  }

  private Program keep(byte[] json, Program program) {
    entries.put(ByteBuffer.wrap(ProgramHash.digest(json)), new Entry(program, json.length));
    bytes += json.length;
    Iterator<Entry> eldest = entries.values().iterator();
    while (entries.size() > MOST || bytes > MOST_BYTES) {
      bytes -= eldest.next().bytes();
      eldest.remove();
    }
    return program;
  }

  private record Entry(Program program, int bytes) {}
}
