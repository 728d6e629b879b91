package io.sglflink.constraint.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {

  private static final int WALKED = 100;

  private static ByteState after(ByteState start, String text) {
    ByteState state = start;
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      state = state == null ? null : state.next(value & 0xff);
    }
    return state;
  }

  private static void check(String rules, List<String> accepted, List<String> refused) {
    ByteState start = Grammar.compile(rules);
    for (String text : accepted) {
      ByteState end = after(start, text);
      assertThat(end).as(text).isNotNull();
      assertThat(end.accepting()).as(text).isTrue();
    }
    for (String text : refused) {
      ByteState end = after(start, text);
      assertThat(end != null && end.accepting()).as(text).isFalse();
    }
    walk(start);
  }

  /** Along random bytes every state reaches an end, over as many bytes as it says. */
  private static void walk(ByteState start) {
    Random random = new Random(7);
    for (int i = 0; i < 3; i++) {
      ByteState state = start;
      for (int step = 0; step < WALKED && state.hasNext(); step++) {
        state.refill();
        checkLeaves(state);
        state = any(state, random);
      }
      for (int left = state.shortest(); left > 0; left--) {
        assertThat(state.accepting()).isFalse();
        state.refill();
        state = nearer(state);
      }
      assertThat(state.accepting()).isTrue();
    }
  }

  private static ByteState any(ByteState state, Random random) {
    List<ByteState> all = new ArrayList<>();
    for (int value = 0; value < 256; value++) {
      if (state.next(value) != null) {
        all.add(state.next(value));
      }
    }
    return all.get(random.nextInt(all.size()));
  }

  private static ByteState nearer(ByteState state) {
    ByteState nearer = null;
    for (int value = 0; value < 256; value++) {
      ByteState next = state.next(value);
      if (next != null) {
        assertThat(next.shortest()).isGreaterThanOrEqualTo(state.shortest() - 1);
        nearer = next.shortest() == state.shortest() - 1 ? next : nearer;
      }
    }
    assertThat(nearer).isNotNull();
    return nearer;
  }

  private static void checkLeaves(ByteState state) {
    for (int value = 0; value < 256; value++) {
      int byteValue = value;
      assertThat(state.leaves().stream().anyMatch(leaf -> leaf.next(byteValue) != null))
          .isEqualTo(state.next(value) != null);
    }
  }

  @Test
  void literalsAndTheirEscapes() {
    check("root ::= \"a\\n\\t\\r\\\\\\\"\\[\\]\"", List.of("a\n\t\r\\\"[]"), List.of("a", ""));
    check("root ::= \"\\x41\\u4e2d\\U0001F642é\"", List.of("A中\uD83D\uDE42é"), List.of("A中", "中"));
    check("root ::= \"\"", List.of(""), List.of("a"));
  }

  @Test
  void classesOfCharacters() {
    check("root ::= [a-cx]", List.of("a", "b", "c", "x"), List.of("d", "", "ab", "-"));
    check("root ::= [^a-c\\n]+", List.of("d", "中é"), List.of("a", "da", "d\n"));
    check("root ::= [-+] [+-] [\\]\\[^\"]", List.of("-+]", "+-[", "--^", "++\""), List.of("-+a"));
    check("root ::= [a\\-z]", List.of("a", "-", "z"), List.of("b"));
    check("root ::= [ぁ-ゟ]+ .", List.of("ひら!", "ひ\n", "らら\uD83D\uDE42"), List.of("ひ", "カ!"));
  }

  @Test
  void sequencesAlternativesAndGroups() {
    check(
        "root ::= \"a\" (\"b\" | \"c\" \"d\") \"e\"", List.of("abe", "acde"), List.of("ace", "ae"));
    check("root ::= \"a\" | | \"b\"", List.of("a", "", "b"), List.of("ab"));
    check("root ::=\n  (\n \"a\"\n |\n \"b\" ) |\n  \"c\"\n", List.of("a", "b", "c"), List.of(""));
    check("root ::= \"a\"\n  | \"b\" # last\n\n", List.of("a", "b"), List.of("ab"));
  }

  @Test
  void repetitions() {
    check("root ::= \"a\"* \"b\"+ \"c\"?", List.of("b", "aabbc", "bb"), List.of("", "ac", "bcc"));
    check("root ::= \"ab\"{2}", List.of("abab"), List.of("ab", "ababab"));
    check("root ::= [0-9]{2,} \"x\"{ 1 , 2 }", List.of("12x", "123xx"), List.of("1x", "12xxx"));
    check("root ::= \"a\"{,2} \"b\"{0}", List.of("", "a", "aa"), List.of("aaa", "b"));
    check("root ::= (\"a\"?){3}", List.of("", "a", "aaa"), List.of("aaaa"));
  }

  @Test
  void countsOfWhatNeedsAStack() {
    String rules = "root ::= (p \";\"){2,3}\np ::= \"(\" p* \")\"";
    check(rules, List.of("();();", "(()());();();"), List.of("();", "();();();();"));
    check(
        "root ::= (p?){0,500}\np ::= \"(\" p \")\" | \"x\"",
        List.of("", "x(x)"),
        List.of("(", "()", "x("));
  }

  @Test
  void recursion() {
    check("root ::= \"(\" root \")\" | \"x\"", List.of("x", "((x))"), List.of("(x", "x)", "()"));
    check("root ::= root \"+\" t | t\nt ::= [0-9]", List.of("1", "1+2+3"), List.of("1+", "+1"));
    check("root ::= ws \"x\"\nws ::= ([ \\t] ws)?", List.of("x", " \t x"), List.of(" "));
    check("root ::= root root | \"()\" | \"(\" root \")\"", List.of("()", "(())()"), List.of("("));
    check(
        "root ::= a\na ::= \"<\" b \">\" | \"a\"\nb ::= a \",\" a | a",
        List.of("a", "<a>", "<<a,a>,a>"),
        List.of("<a", "<>", "<a,a,a>"));
  }

  @Test
  void rightRecursionKeepsStacksShort() {
    ByteState state =
        Grammar.compile("root ::= a\na ::= p b | p\nb ::= \",\" a\np ::= \"(\" p \")\" | \"x\"");
    ByteState once = after(state, "x,");
    assertThat(after(state, "x,x,x,x,")).isSameAs(once);
  }

  @Test
  void whatDerivesNothingIsDropped() {
    check("root ::= \"a\" | b\nb ::= \"b\" b", List.of("a"), List.of("b"));
    check("root ::= \"a\" [^\\x00-\\U0010FFFF]? \"b\"", List.of("ab"), List.of("a"));
    assertThatThrownBy(() -> Grammar.compile("root ::= \"a\" root"))
        .isInstanceOfSatisfying(
            ConstraintException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSATISFIABLE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "root ::= 'a' ~ line 1, column 10 ~ expected a symbol, | or the next rule, found '",
        "root = \"a\" ~ line 1, column 6 ~ expected ::=, found =",
        "root ::= \"a ~ line 1, column 12 ~ expected \", found the end",
        "root ::= [a ~ line 1, column 12 ~ expected ], found the end",
        "root ::= (\"a\" ~ line 1, column 14 ~ expected a symbol, | or ), found the end",
        "root ::= \"a\") ~ line 1, column 13 ~ found )",
        "root ::= *\"a\" ~ line 1, column 10 ~ expected a symbol to repeat, found *",
        "root ::= \"a\"{x} ~ line 1, column 14 ~ expected a count, found x",
        "root ::= \"a\"{3,2} ~ line 1, column 14 ~ swap the counts",
        "root ::= \"a\"{2 ~ line 1, column 15 ~ expected }, found the end",
        "root ::= [z-a] ~ line 1, column 11 ~ ends before it begins",
        "root ::= [] ~ line 1, column 10 ~ without characters",
        "root ::= \"\\q\" ~ line 1, column 11 ~ unknown escape \\q",
        "root ::= \"\\x4\" ~ line 1, column 14 ~ expected 2 hexadecimal digits, found \"",
        "root ::= \"\\ud83d\" ~ line 1, column 11 ~ half a surrogate pair",
        "root ::= \"\\U00110000\" ~ line 1, column 11 ~ no such character",
        "root ::= item ~ line 1, column 10 ~ no rule is named item",
        "item ::= \"a\" ~ line 1, column 1 ~ no rule is named root",
        "root ::= <think> ~ line 1, column 10 ~ tokens as symbols are not supported",
        "root ::= \"a\"{9999999} ~ line 1, column 14 ~ at most 1,000,000",
      })
  void problemsSayWhereAndWhat(String rules, String place, String problem) {
    assertThatThrownBy(() -> Grammar.compile(rules))
        .isInstanceOfSatisfying(
            ConstraintException.class, e -> assertThat(e.place()).isEqualTo(place))
        .hasMessageStartingWith(place)
        .hasMessageContaining(problem);
  }

  @Test
  void placesCountLinesAndCharacters() {
    assertThatThrownBy(() -> Grammar.compile("root ::= a\n\n# é\na ::= \"\uD83D\uDE42\" )"))
        .hasMessageStartingWith("line 4, column 11: expected");
    assertThatThrownBy(() -> Grammar.compile("root ::= \"a\"\nroot ::= \"b\""))
        .hasMessageStartingWith(
            "line 2, column 1: rule root is already defined at line 1, column 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root ::= a\na ::= b \"x\" | \"y\"\nb ::= a \"z\" | \"w\"",
        "root ::= e root \"x\" | \"y\"\ne ::= \"e\"?",
        "root ::= (root \"x\")* \"y\" | \"z\"",
      })
  void leftRecursionThroughOthersIsRefusedByName(String rules) {
    assertThatThrownBy(() -> Grammar.compile(rules))
        .isInstanceOfSatisfying(
            ConstraintException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED))
        .hasMessageContaining("can begin with itself (");
  }

  @Test
  void limits() {
    assertThatThrownBy(() -> Grammar.compile("root ::= " + "(".repeat(200) + "\"a\""))
        .hasMessageContaining("nested deeper than 100");
    assertThatThrownBy(() -> Grammar.compile(" ".repeat(Grammar.MAX_LENGTH + 1)))
        .hasMessageContaining("at most 262,144");
    assertThat(Grammar.compile("root ::= \"a\"{1000000}").shortest()).isEqualTo(1_000_000);
  }

  @Test
  void rulesThatDoubleEachOtherAreFollowedWithoutCopies() {
    StringBuilder rules = new StringBuilder("root ::= a0\n");
    for (int i = 0; i < 25; i++) {
      rules
          .append("a")
          .append(i)
          .append(" ::= a")
          .append(i + 1)
          .append(" a")
          .append(i + 1)
          .append('\n');
    }
    ByteState start = Grammar.compile(rules + "a25 ::= \"x\"");
    assertThat(start.shortest()).isEqualTo(1 << 25);
    assertThat(after(start, "xxx").shortest()).isEqualTo((1 << 25) - 3);
  }

  private static String sample(String name) throws IOException {
    try (InputStream in = GrammarTest.class.getResourceAsStream("/grammars/llama.cpp/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void samplesOfLlamaCpp() throws IOException {
    check(
        sample("arithmetic.gbnf"),
        List.of("1+1=2\n", "(x_1 *2)/3= y\n\t\n", "a=b\nc=d\n"),
        List.of("1+1", "1++1=2\n", "(1=2\n", ""));
    check(
        sample("c.gbnf"),
        List.of(
            "",
            "int main(){return 0;}",
            "float f(char  c){// no\nx = g(c, -(  1 ))*2;if(a<b){}else{while(a==1){f ();}}/* a*b */}"),
        List.of("int main()", "int (){}", "int main(){return 0}", "int main(){if(a){}}"));
    check(
        sample("chess.gbnf"),
        List.of("1. e4 e5\n2. Nf3 Nc6\n", "1. O-O-O O-O\n12. exd8=Q+ Rd8#\n"),
        List.of("1. e4 e5\n", "2. e4 e5\n2. e4 e5\n", "1. e9 e5\n2. e4 e5\n"));
    check(sample("english.gbnf"), List.of("Hello, World!\n[ok]"), List.of("", " a", "a  b", "é"));
    check(sample("japanese.gbnf"), List.of("こんにちは、世界 カ"), List.of("hello", "こ  ん"));
    check(
        sample("json.gbnf"),
        List.of("{}", "{\"a\":[1, -2.5e3,\"\\u00e9\\n\",{\"b\" :null}]}\n  "),
        List.of("[]", "{\"a\"}", "{\"a\":01}", "{\"a\":1,}"));
    check(
        sample("json_arr.gbnf"),
        List.of("[\n]", "[\n1,\n\"a\"]", "[\n{\"a\":[true ]} ]"),
        List.of("[]", "[\n1,2]", "[\n1] "));
    check(sample("list.gbnf"), List.of("- one\n- 二\n"), List.of("", "one\n", "- \n", "- a"));
  }
}
