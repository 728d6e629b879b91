package io.sglflink.program.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sglflink.program.validate.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which the values of a JSON document stand in it: an object or a list comes before
 * what is in it.
 */
final class DocumentOrder {

  private final JsonNode root;
  private final IdentityHashMap<JsonNode, Map<String, Integer>> fields = new IdentityHashMap<>();

  private DocumentOrder(JsonNode root) {
    this.root = root;
  }

  /**
   * Problems in the order of their values.
   *
   * @param root the document, or a part of it
   * @param rootPointer where {@code root} stands, the beginning of every problem's pointer
   */
  static List<Problem> sort(List<Problem> problems, JsonNode root, String rootPointer) {
    DocumentOrder order = new DocumentOrder(root);
    return problems.stream()
        .map(problem -> order.place(problem, problem.pointer().substring(rootPointer.length())))
        .sorted((a, b) -> Arrays.compare(a.path(), b.path()))
        .map(Place::problem)
        .toList();
  }

  private Place place(Problem problem, String pointer) {
    List<Integer> path = new ArrayList<>();
    JsonNode value = root;
    for (String segment : pointer.isEmpty() ? List.<String>of() : segments(pointer)) {
      if (value.isArray() && !Character.isDigit(segment.charAt(0))) {
        // Pointers into a text of one part leave its array out.
        path.add(0);
        value = value.path(0);
      }
      if (value instanceof ObjectNode object) {
        path.add(ordinals(object).getOrDefault(segment, -1));
        value = object.path(segment);
      } else if (value.isArray()) {
        path.add(Integer.parseInt(segment));
        value = value.path(Integer.parseInt(segment));
      }
    }
    return new Place(problem, path.stream().mapToInt(Integer::intValue).toArray());
  }

  private Map<String, Integer> ordinals(ObjectNode object) {
    return fields.computeIfAbsent(
        object,
        unseen -> {
          Map<String, Integer> ordinals = new HashMap<>();
          object.fieldNames().forEachRemaining(name -> ordinals.put(name, ordinals.size()));
          return ordinals;
        });
  }

  private static List<String> segments(String pointer) {
    return Arrays.stream(pointer.substring(1).split("/", -1))
        .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  /**
   * @param path the value's index in each object and list around it, the outermost first
   */
  private record Place(Problem problem, int[] path) {}
}
