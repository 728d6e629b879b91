package io.sglflink.runtime.engine;

import io.sglflink.constraint.ByteState;
import io.sglflink.model.Constraint;
import io.sglflink.model.RequestId;
import io.sglflink.runtime.constraint.ConstraintCompiler;
import io.sglflink.runtime.constraint.TokenConstraints;
import io.sglflink.runtime.constraint.TokenState;
import io.sglflink.runtime.constraint.TokenVocabulary;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A vocabulary for {@link SlotModel}, and constraints in it: tokens 10 to 35 write a to z, token 40
 * writes 300 times Z.
 */
final class Letters {

  static final RequestId ID = new RequestId("test", "/body/1");

  private static final Set<Integer> ENDS = Set.of(SlotModel.END);

  private final ConstraintCompiler compiler =
      new ConstraintCompiler(bytes(), Letters::split, ENDS, SlotModel.VOCABULARY, Runnable::run);

  private static int[] split(String text) {
    return text.chars().map(letter -> letter < 'a' ? 0 : token((char) letter)).toArray();
  }

  private static TokenBytes bytes() {
    byte[][] bytes = new byte[SlotModel.VOCABULARY][];
    for (char c = 'a'; c <= 'z'; c++) {
      bytes[token(c)] = new byte[] {(byte) c};
    }
    bytes[40] = "Z".repeat(300).getBytes(StandardCharsets.UTF_8);
    return new TokenBytes(bytes, false, null);
  }

  static int token(char letter) {
    return 10 + letter - 'a';
  }

  static String text(int... tokens) {
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      text.append(token == SlotModel.END ? "" : (char) ('a' + token - 10));
    }
    return text.toString();
  }

  TokenState regex(String pattern) {
    return compiler.compile(ID, new Constraint.Regex(pattern)).join().start();
  }

  static TokenState state(ByteState start) {
    TokenVocabulary vocabulary = new TokenVocabulary(bytes(), ENDS, SlotModel.VOCABULARY);
    return new TokenConstraints(vocabulary, Letters::split).start(start);
  }
}
