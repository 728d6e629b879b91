package io.sglflink.constraint.compile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.constraint.ByteState;
import io.sglflink.constraint.ConstraintException;
import io.sglflink.constraint.ConstraintException.Kind;
import io.sglflink.constraint.JsonStyle;
import io.sglflink.model.Constraint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CompiledConstraintTest {

  @Test
  void aRegexIsFollowedToItsEnd() {
    ByteState start = CompiledConstraint.of(new Constraint.Regex("\\d{2}")).start();
    assertThat(accepts(start, "42")).isTrue();
    assertThat(accepts(start, "4")).isFalse();
  }

  @Test
  void aRegexOutOfTheDialectIsRefusedAsAnyConstraintIs() {
    assertThatThrownBy(() -> CompiledConstraint.of(new Constraint.Regex("(a")))
        .isInstanceOfSatisfying(
            ConstraintException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
  }

  @Test
  void stringsThatNobodyCouldWriteAreTooLarge() {
    String schema = "{\"type\": \"string\", \"minLength\": 1000000000}";
    assertThatThrownBy(
            () ->
                CompiledConstraint.of(
                    new Constraint.JsonSchema(schema, JsonStyle.DEFAULT, false, false)))
        .isInstanceOfSatisfying(
            ConstraintException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE))
        .hasMessageContaining("1,000,000,000 bytes");
  }

  @Test
  void aChoiceThatBeginsAnotherMayEndOrGoOn() {
    ByteState start = choices(List.of("是", "是的", "否"));
    ByteState yes = after(start, "是");
    assertThat(yes.accepting()).isTrue();
    assertThat(yes.hasNext()).isTrue();
    assertThat(after(start, "否").hasNext()).isFalse();
  }

  @Test
  void theShortestChoiceIsCountedInBytes() {
    assertThat(choices(List.of("否", "maybe")).shortest()).isEqualTo(3);
  }

  @Property
  void exactlyTheChoicesAreAccepted(
      @ForAll @Size(min = 1, max = 20) List<@StringLength(min = 1, max = 4) String> texts,
      @ForAll @StringLength(max = 4) String other) {
    List<String> chosen = texts.stream().map(CompiledConstraintTest::wellFormed).toList();
    ByteState start = choices(chosen);
    assertThat(chosen).allMatch(text -> accepts(start, text));
    String probe = wellFormed(other);
    Set<String> known = new HashSet<>(chosen);
    assertThat(accepts(start, probe)).isEqualTo(known.contains(probe));
  }

  /** Half a surrogate pair has no UTF-8 form. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }

  private static ByteState choices(List<String> texts) {
    return CompiledConstraint.of(new Constraint.Choices(texts, false)).start();
  }

  private static boolean accepts(ByteState start, String text) {
    ByteState state = after(start, text);
    return state != null && state.accepting();
  }

  private static ByteState after(ByteState start, String text) {
    ByteState state = start;
    for (byte value : text.getBytes(UTF_8)) {
      state = state == null ? null : state.next(value & 0xFF);
    }
    return state;
  }
}
