package io.sglflink.runtime.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.knuddels.jtokkit.Encodings;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.SpecVersionDetector;
import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.constraint.JsonStyle.PropertyOrder;
import io.sglflink.constraint.JsonStyle.Whitespace;
import io.sglflink.constraint.compile.CompiledConstraint;
import io.sglflink.model.Constraint;
import io.sglflink.runtime.constraint.TokenConstraints;
import io.sglflink.runtime.constraint.TokenState;
import io.sglflink.runtime.tokenizer.TokenBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random walks over varied schemas and three vocabularies: what holds in every state, and what they
 * write.
 */
class RandomWalkTest {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Tokens by chance; after that the walk takes the shortest way to an end. */
  private static final int WANDERING = 40;

  /** A walk that wandered has this many tokens more at most. */
  private static final int LONGEST = 500;

  private static final int WALKS = 2;

  @TempDir private static Path directory;
  private static List<Vocabulary> vocabularies;

  /** A vocabulary and what follows constraints in it; its end token is its last. */
  private record Vocabulary(String name, TokenBytes tokens, TokenConstraints masks) {

    static Vocabulary of(String name, CheckVocabulary vocabulary) {
      return new Vocabulary(
          name,
          vocabulary.tokens(),
          new TokenConstraints(vocabulary.shared(), vocabulary.splitter()));
    }

    int end() {
      return tokens.bytes().length;
    }
  }

  /** A schema by its name, and whether its members may come in any order. */
  record Varied(String name, JsonNode schema, PropertyOrder order) {

    Constraint.JsonSchema constraint(Whitespace whitespace) {
      return new Constraint.JsonSchema(
          schema.toString(), new JsonStyle(whitespace, order), false, false);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void openVocabularies() throws IOException {
    vocabularies =
        List.of(
            Vocabulary.of("r50k", tiktoken("r50k_base")),
            Vocabulary.of("cl100k", tiktoken("cl100k_base")),
            Vocabulary.of("bytes and a few pieces", small()));
  }

  private static CheckVocabulary tiktoken(String name) throws IOException {
    Path file = directory.resolve(name + ".tiktoken");
    try (InputStream in =
        Encodings.class.getResourceAsStream("/com/knuddels/jtokkit/" + name + ".tiktoken")) {
      Files.write(file, in.readAllBytes());
    }
    return CheckVocabulary.open(file);
  }

  /** Single bytes, what JSON is full of, and ids that write nothing. */
  private static CheckVocabulary small() {
    List<byte[]> tokens = new ArrayList<>();
    for (int value = 0; value < 256; value++) {
      tokens.add(value % 64 == 0 ? null : new byte[] {(byte) value});
    }
    tokens.add(new byte[] {0});
    for (int value = 64; value < 256; value += 64) {
      tokens.add(new byte[] {(byte) value});
    }
    Pattern.compile(" ")
        .splitAsStream(
            "{\" \": \", \"} \"]} true null 12 中 文\" -0. e+ \\u \\n {} [] \", [\" abc 2024- 00")
        .forEach(text -> tokens.add(text.getBytes(UTF_8)));
    tokens.add(", \"".getBytes(UTF_8));
    tokens.add("    ".getBytes(UTF_8));
    TokenBytes bytes = new TokenBytes(tokens.toArray(byte[][]::new), false, null);
    return CheckVocabulary.of(
        bytes, new Splitter(CheckVocabulary.of(bytes, text -> new int[0]))::greedy);
  }

  static Stream<Varied> schemas() throws IOException {
    try (InputStream in = RandomWalkTest.class.getResourceAsStream("varied.jsonl")) {
      List<Varied> schemas = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        JsonNode one = JSON.readTree(line);
        schemas.add(
            new Varied(
                one.path("name").asText(),
                one.path("schema"),
                one.has("order") ? PropertyOrder.ANY : PropertyOrder.SCHEMA));
      }
      return schemas.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everyWalkEndsInAValidInstance(Varied varied) throws IOException {
    JsonSchema oracle = oracle(varied.schema());
    Random random = new Random(varied.name().hashCode());
    Whitespace[] all = Whitespace.values();
    int which = random.nextInt(all.length);
    for (Vocabulary vocabulary : vocabularies) {
      Whitespace whitespace = all[which++ % all.length];
      // Compiled twice: the masks follow the one, this test the other.
      TokenState start =
          vocabulary.masks().start(CompiledConstraint.of(varied.constraint(whitespace)).start());
      ByteState bytes = CompiledConstraint.of(varied.constraint(whitespace)).start();
      for (int i = 0; i < WALKS; i++) {
        String text = walk(vocabulary, start, bytes, random);
        assertThat(oracle.validate(text, InputFormat.JSON))
            .as("%s, %s: %s", vocabulary.name(), whitespace, text)
            .isEmpty();
        JSON.readTree(text);
      }
    }
  }

  private static String walk(
      Vocabulary vocabulary, TokenState start, ByteState bytes, Random random) {
    TokenState state = start;
    ByteState shadow = bytes;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int step = 0; ; step++) {
      assertThat(step).as("tokens of %s", text.toString(UTF_8)).isLessThan(WANDERING + LONGEST);
      long[] mask = state.mask().words(true);
      List<Integer> allowed = tokens(mask);
      assertThat(allowed).as("after %s", text.toString(UTF_8)).isNotEmpty();
      if (random.nextInt(20) == 0) {
        assertThat(allowed).as("after %s", text).isEqualTo(naive(vocabulary, shadow));
      }
      boolean mayEnd = allowed.contains(vocabulary.end());
      assertThat(mayEnd).isEqualTo(shadow.accepting());
      if (mayEnd && (step >= WANDERING || allowed.size() == 1 || random.nextInt(4) == 0)) {
        assertThat(state.next(vocabulary.end()).complete()).isTrue();
        return text.toString(UTF_8);
      }
      int token =
          step < WANDERING
              ? byChance(allowed, vocabulary, random)
              : nearest(allowed, vocabulary, shadow);
      TokenState before = state;
      state = state.next(token);
      shadow = after(shadow, vocabulary.tokens().bytes()[token]);
      text.writeBytes(vocabulary.tokens().bytes()[token]);
      if (random.nextInt(10) == 0) {
        assertThat(before.mask().words(true)).as("rolled back").isEqualTo(mask);
      }
    }
  }

  /** No end, and no exponents where that can be helped: the validator cannot read large ones. */
  private static int byChance(List<Integer> allowed, Vocabulary vocabulary, Random random) {
    int token;
    int tries = 0;
    do {
      token = allowed.get(random.nextInt(allowed.size()));
      tries++;
    } while (token == vocabulary.end()
        || (tries < 200 && mayBeExponent(vocabulary.tokens().bytes()[token])));
    return token;
  }

  private static boolean mayBeExponent(byte[] token) {
    String text = new String(token, UTF_8);
    return text.startsWith("e") || text.startsWith("E") || text.matches("(?s).*[0-9][eE].*");
  }

  /** Of the single bytes that may come the one after which an end is nearest. */
  private static int nearest(List<Integer> allowed, Vocabulary vocabulary, ByteState state) {
    int best = -1;
    int shortest = Integer.MAX_VALUE;
    for (int token : allowed) {
      if (token != vocabulary.end() && vocabulary.tokens().bytes()[token].length == 1) {
        int left = after(state, vocabulary.tokens().bytes()[token]).shortest();
        if (left < shortest) {
          shortest = left;
          best = token;
        }
      }
    }
    assertThat(shortest).as("bytes to an end").isLessThanOrEqualTo(state.shortest());
    return best;
  }

  private static ByteState after(ByteState from, byte[] bytes) {
    ByteState state = from;
    for (int i = 0; i < bytes.length && state != null; i++) {
      state.refill();
      state = state.next(bytes[i] & 0xff);
    }
    return state;
  }

  private static List<Integer> naive(Vocabulary vocabulary, ByteState state) {
    byte[][] bytes = vocabulary.tokens().bytes();
    List<Integer> allowed = new ArrayList<>();
    for (int token = 0; token < bytes.length; token++) {
      if (bytes[token] != null && after(state, bytes[token]) != null) {
        allowed.add(token);
      }
    }
    if (state.accepting()) {
      allowed.add(vocabulary.end());
    }
    return allowed;
  }

  private static List<Integer> tokens(long[] mask) {
    int[] tokens = java.util.BitSet.valueOf(mask).stream().toArray();
    return Arrays.stream(tokens).boxed().toList();
  }

  private static JsonSchema oracle(JsonNode schema) {
    SpecVersion.VersionFlag draft =
        SpecVersionDetector.detectOptionalVersion(schema, false)
            .orElse(SpecVersion.VersionFlag.V202012);
    return JsonSchemaFactory.getInstance(draft)
        .getSchema(
            withoutStricterFormats(schema),
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  /** It wants top-level domains that exist and date-times in capitals; the RFCs do not. */
  private static JsonNode withoutStricterFormats(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    for (JsonNode parent : copy.findParents("format")) {
      if (Set.of("email", "date-time").contains(parent.path("format").asText())) {
        ((ObjectNode) parent).remove("format");
      }
    }
    return copy;
  }
}
