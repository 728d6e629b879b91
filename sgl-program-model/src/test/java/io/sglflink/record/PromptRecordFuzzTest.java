package io.sglflink.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes are, decoding gives a record or one coded error, never anything else. */
class PromptRecordFuzzTest {

  private static final byte[] VALID =
      """
      {"id":"q-1","program":{"version":1,"name":"情感","body":[{"type":"text","text":"a\\u00e9"}]},\
      "args":{"text":"你好 🙂","n":[1,2.5e3,null,true]},"sampling":{"stop":["\\n"],"top_k":-1},\
      "seed":-7,"route":"r"}"""
          .getBytes(UTF_8);

  private final PromptRecordDecoder decoder = new PromptRecordDecoder();
  private static final RecordSchemas SCHEMAS = new RecordSchemas();

  @Property(tries = 500)
  void anyBytes(@ForAll @Size(max = 200) byte[] bytes) {
    decodesOrIsRefused(bytes);
  }

  @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
  void mutatedRecords(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = VALID.clone();
    for (int mutations = 1 + random.nextInt(4); mutations > 0; mutations--) {
      bytes = mutate(bytes, random);
    }
    decodesOrIsRefused(bytes);
  }

  private void decodesOrIsRefused(byte[] bytes) {
    try {
      PromptRecord record = decoder.decode(bytes);
      assertThat(record.id()).isNotEmpty();
    } catch (InvalidRecordException e) {
      assertThat(e.error().message()).isNotBlank();
      ResultRecord failure = ResultRecord.rejected(e.id(), e.error(), "file:///in@0");
      byte[] letter = new DeadLetter(bytes, "file:///in@0", failure).encode(1 << 20).value();
      assertThat(SCHEMAS.problems("dead-letter", letter)).isEmpty();
      assertThat(SCHEMAS.problems("result-record", failure.encode().value())).isEmpty();
    }
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    byte[] mutated = bytes.clone();
    switch (random.nextInt(5)) {
      case 0 -> mutated[at] = (byte) random.nextInt(256);
      case 1 -> mutated = Arrays.copyOf(bytes, at);
      case 2 -> mutated[at] = (byte) "{}[]\",:\\0eE-".charAt(random.nextInt(12));
      case 3 -> System.arraycopy(bytes, 0, mutated, at, bytes.length - at);
      default -> {
        int to = at + random.nextInt(bytes.length - at);
        mutated = new byte[bytes.length - (to - at)];
        System.arraycopy(bytes, 0, mutated, 0, at);
        System.arraycopy(bytes, to, mutated, at, bytes.length - to);
      }
    }
    return mutated;
  }
}
