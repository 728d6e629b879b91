package io.sglflink.python.syntax;

/** The parser's native library does not run here. */
public final class ParserUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ParserUnavailableException(Throwable cause) {
    super(
        String.format(
            "Python cannot be read on %s %s: the parser has libraries for Linux (glibc), macOS and"
                + " Windows on x86-64, and Linux and macOS on aarch64: compile on one of them and"
                + " take the JSON",
            System.getProperty("os.name"), System.getProperty("os.arch")),
        cause);
  }
}
