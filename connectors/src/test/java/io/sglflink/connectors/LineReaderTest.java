package io.sglflink.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  @Test
  void cutsAtLineBreaksAndCountsBytes() throws IOException {
    LineReader reader = new LineReader(stream("一\nb\r\n\nlast"), 100);
    assertThat(line(reader)).isEqualTo("一");
    assertThat(reader.offset()).isEqualTo(104);
    assertThat(line(reader)).isEqualTo("b");
    assertThat(line(reader)).isEmpty();
    assertThat(reader.offset()).isEqualTo(108);
    assertThat(line(reader)).isEqualTo("last");
    assertThat(reader.next()).isNull();
  }

  @Test
  void anEmptyStreamHasNoLine() throws IOException {
    assertThat(new LineReader(stream(""), 0).next()).isNull();
  }

  @Test
  void aLineMayBeLongerThanAnyBuffer() throws IOException {
    String line = "数据".repeat(2_000_000);
    LineReader reader = new LineReader(stream(line + "\nnext"), 0);
    assertThat(line(reader)).isEqualTo(line);
    assertThat(line(reader)).isEqualTo("next");
  }

  @Test
  void aLineOverTheLimitIsCutAndTheNextOneIsWhole() throws IOException {
    LineReader reader = new LineReader(stream("x".repeat(200_000) + "\nnext"), 0, 100_000);
    assertThat(line(reader)).isEqualTo("x".repeat(100_000));
    assertThat(reader.offset()).isEqualTo(200_001);
    assertThat(line(reader)).isEqualTo("next");
  }

  @Test
  void skipsForwardOnly() throws IOException {
    LineReader reader = new LineReader(stream("abc\ndef\n"), 0);
    reader.skipTo(4);
    assertThat(line(reader)).isEqualTo("def");
    reader.skipTo(1_000);
    assertThat(reader.next()).isNull();
  }

  @Test
  void aStreamMayGiveOneByteAtATime() throws IOException {
    InputStream slow =
        new ByteArrayInputStream("ab\r\nc".getBytes(UTF_8)) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
          }
        };
    LineReader reader = new LineReader(slow, 0);
    List<String> lines = new ArrayList<>();
    for (byte[] line = reader.next(); line != null; line = reader.next()) {
      lines.add(new String(line, UTF_8));
    }
    assertThat(lines).containsExactly("ab", "c");
  }

  private static String line(LineReader reader) throws IOException {
    return new String(reader.next(), UTF_8);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
