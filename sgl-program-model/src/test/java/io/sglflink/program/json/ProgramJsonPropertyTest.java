package io.sglflink.program.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.program.Program;
import io.sglflink.program.ProgramArbitraries;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProgramValidator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ProgramJsonPropertyTest {

  @Provide
  Arbitrary<Program> programs() {
    return ProgramArbitraries.valid();
  }

  @Property(tries = 500)
  void readingWhatWasWrittenIsTheIdentity(@ForAll("programs") Program program) {
    assertThat(ProgramValidator.validate(program)).isEmpty();
    assertThat(ProgramJson.read(ProgramJson.write(program))).isEqualTo(program);
    assertThat(ProgramJson.read(ProgramJson.writeString(program))).isEqualTo(program);
    byte[] bytes = ProgramJson.writePretty(program).getBytes(StandardCharsets.UTF_8);
    assertThat(ProgramJson.read(bytes)).isEqualTo(program);
  }

  @Property(tries = 300)
  void theSchemaAcceptsWhatIsWritten(@ForAll("programs") Program program) {
    assertThat(ProgramSchema.validate(ProgramJson.write(program))).isEmpty();
  }

  @Property(tries = 300)
  void aFieldTooManyIsRefusedWhereItStandsByReaderAndSchema(
      @ForAll("programs") Program program, @ForAll Random random) {
    ObjectNode json = ProgramJson.write(program);
    List<Place> places = places(json);
    Place place = places.get(random.nextInt(places.size()));
    place.object().put("surplus", 1);

    assertThat(ProgramSchema.accepts(json)).isFalse();
    assertThatThrownBy(() -> ProgramJson.read(json))
        .isInstanceOfSatisfying(
            InvalidProgramException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::pointer)
                    .containsExactly(place.pointer() + "/surplus"));
  }

  @Property(tries = 300)
  void aFieldOfAnotherTypeIsRefusedByReaderAndSchema(
      @ForAll("programs") Program program, @ForAll Random random) {
    ObjectNode json = ProgramJson.write(program);
    List<Place> places = places(json);
    Place place = places.get(random.nextInt(places.size()));
    List<String> names = new ArrayList<>();
    place.object().fieldNames().forEachRemaining(names::add);
    names.removeAll(mayBeNull(place.object()));
    String name = names.get(random.nextInt(names.size()));
    place.object().putNull(name);

    assertThat(ProgramSchema.accepts(json)).isFalse();
    assertThatThrownBy(() -> ProgramJson.read(json))
        .isInstanceOfSatisfying(
            InvalidProgramException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::pointer)
                    .contains(place.pointer() + "/" + name));
  }

  /** Fields that are any value or any expression. */
  private static List<String> mayBeNull(ObjectNode object) {
    return object.path("type").asText().equals("text")
        ? List.of("default")
        : List.of("default", "value");
  }

  /** The objects of the form itself; those in default values are data. */
  private static List<Place> places(ObjectNode program) {
    List<Place> places = new ArrayList<>();
    places.add(new Place("", program));
    for (int i = 0; i < program.path("parameters").size(); i++) {
      places.add(new Place("/parameters/" + i, (ObjectNode) program.get("parameters").get(i)));
    }
    nodes(program.path("body"), "/body", places);
    for (int i = 0; i < program.path("functions").size(); i++) {
      String at = "/functions/" + i;
      places.add(new Place(at, (ObjectNode) program.at(at)));
      nodes(program.at(at + "/body"), at + "/body", places);
    }
    if (program.has("source")) {
      places.add(new Place("/source", (ObjectNode) program.get("source")));
    }
    return places;
  }

  private static void nodes(JsonNode body, String pointer, List<Place> places) {
    for (int i = 0; i < body.size(); i++) {
      JsonNode node = body.get(i);
      String at = pointer + "/" + i;
      places.add(new Place(at, (ObjectNode) node));
      nodes(node.path("body"), at + "/body", places);
      nodes(node.path("else"), at + "/else", places);
      for (String alternatives : List.of("branches", "cases")) {
        for (int b = 0; b < node.path(alternatives).size(); b++) {
          String alternativeAt = at + "/" + alternatives + "/" + b;
          JsonNode alternative = node.get(alternatives).get(b);
          places.add(new Place(alternativeAt, (ObjectNode) alternative));
          nodes(alternative.get("body"), alternativeAt + "/body", places);
        }
      }
    }
  }

  private record Place(String pointer, ObjectNode object) {}
}
