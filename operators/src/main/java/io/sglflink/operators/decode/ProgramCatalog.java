package io.sglflink.operators.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.program.Program;
import io.sglflink.program.json.ProgramJson;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The programs of one task, each parsed once: those of the library, and the inline programs that
 * were used last. Not thread-safe.
 */
final class ProgramCatalog {

  /** Inline programs that are kept. */
  static final int CACHED_PROGRAMS = 256;

  /** Bytes of the longest inline program that is kept. */
  static final int CACHED_LENGTH = 64 << 10;

  private final Map<String, Program> named = new HashMap<>();
  private final Map<ByteBuffer, Program> inline = new LeastRecentlyUsed();

  ProgramCatalog(ProgramLibrary library) {
    for (String name : library.names()) {
      named.put(name, ProgramJson.read(library.json(name)));
    }
  }

  /** The library's programs. */
  Collection<Program> named() {
    return Collections.unmodifiableCollection(named.values());
  }

  /** The library's program, or null. */
  Program named(String name) {
    return named.get(name);
  }

  /**
   * The program that {@code json} describes.
   *
   * @throws io.sglflink.program.validate.InvalidProgramException when it is not valid
   */
  Program inline(ObjectNode json) {
    return cached(json.toString().getBytes(UTF_8), () -> ProgramJson.read(json));
  }

  /** The valid program that {@code json} describes. */
  Program read(byte[] json) {
    return cached(json, () -> ProgramJson.read(json));
  }

  private Program cached(byte[] json, Supplier<Program> read) {
    if (json.length > CACHED_LENGTH) {
      return read.get();
    }
    ByteBuffer hash = hash(json);
    Program known = inline.get(hash);
    if (known != null) {
      return known;
    }
    Program program = read.get();
    inline.put(hash, program);
    return program;
  }

  /** A cryptographic hash: a record must not reach another producer's program by a collision. */
  private static ByteBuffer hash(byte[] json) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static final class LeastRecentlyUsed extends LinkedHashMap<ByteBuffer, Program> {

    LeastRecentlyUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Program> eldest) {
      return size() > CACHED_PROGRAMS;
    }
  }
}
