package io.sglflink.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One thing that a program does.
 *
 * @param step the step's number, from 1 in the order of the program; 0 where the model is not
 *     needed
 * @param depth how deep the line is indented, from 0
 * @param what what is done, in few words
 * @param notes what is sent, shared or waited for
 * @param pointer JSON pointer of the node
 */
public record PlanLine(int step, int depth, String what, List<String> notes, String pointer) {

  public PlanLine {
    requireNonNull(what, "what is null");
    requireNonNull(pointer, "pointer is null");
    notes = List.copyOf(notes);
  }
}
