package io.sglflink.interpret;

import io.sglflink.program.Node;
import java.util.List;

/**
 * A body that a strand is to evaluate.
 *
 * @param names what the body can name as it begins
 * @param place of the list of nodes
 */
record Work(Names names, List<Node> body, Place place) {

  Work {
    body = List.copyOf(body);
  }
}
