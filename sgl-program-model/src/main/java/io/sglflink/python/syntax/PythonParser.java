package io.sglflink.python.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.python.PythonProblem;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSParser;
import org.treesitter.TSReader;
import org.treesitter.TSTree;
import org.treesitter.TreeSitterPython;

/**
 * Makes a syntax tree of a text. The parser is tree-sitter's, native code whose library lies in a
 * temporary file as long as the JVM lives.
 */
public final class PythonParser {

  /** Longest source, in characters. */
  public static final int MAX_LENGTH = 4 << 20;

  private PythonParser() {}

  /**
   * The tree of a file, a {@code module}.
   *
   * @throws SyntaxException with what is no Python
   * @throws ParserUnavailableException where the parser's library does not run
   */
  public static Syntax parse(String text) throws SyntaxException {
    String source = normalized(text);
    byte[] bytes = encoded(source);
    try (TreeSitterPython language = new TreeSitterPython();
        TSParser parser = new TSParser()) {
      parser.setLanguage(language);
      try (TSTree tree =
          parser.parse(
              new byte[1 << 16], null, reader(bytes), TSInputEncoding.TSInputEncodingUTF8)) {
        return new TreeReader(source, bytes).read(tree.getRootNode());
      }
    } catch (LinkageError e) {
      throw new ParserUnavailableException(e);
    }
  }

  /** What Python does with line ends, and without the mark that some editors put first. */
  private static String normalized(String text) {
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String lines = unmarked.replace("\r\n", "\n").replace('\r', '\n');
    return lines.endsWith("\n") ? lines : lines + "\n";
  }

  private static byte[] encoded(String source) throws SyntaxException {
    int zero = source.indexOf('\0');
    if (source.length() > MAX_LENGTH || zero >= 0) {
      String what =
          zero >= 0
              ? "a zero character is in the source: remove it"
              : "the source has more than 4 Mi characters: split the file";
      throw new SyntaxException(List.of(new PythonProblem(1, 1, what)));
    }
    try {
      java.nio.ByteBuffer buffer = UTF_8.newEncoder().encode(CharBuffer.wrap(source));
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new SyntaxException(
          List.of(new PythonProblem(1, 1, "half a character is in the source: save it as UTF-8")));
    }
  }

  private static TSReader reader(byte[] bytes) {
    return (buffer, offset, position) -> {
      int length = Math.min(buffer.length, bytes.length - offset);
      if (length <= 0) {
        return 0;
      }
      System.arraycopy(bytes, offset, buffer, 0, length);
      return length;
    };
  }
}
