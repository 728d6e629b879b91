package io.sglflink.runtime.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.interpret.ProgramRun;
import io.sglflink.interpret.RunListener;
import io.sglflink.interpret.RunRequest;
import io.sglflink.interpret.StepSeed;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.Parameter;
import io.sglflink.program.Program;
import io.sglflink.program.validate.Arguments;
import io.sglflink.program.validate.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A program on a runtime: what Python makes with {@code @sgl.function} and a backend. Immutable and
 * thread-safe.
 *
 * <p>Arguments are a map from parameter names to Java values: String, Number, Boolean, null, List
 * and Map of these, or Jackson's JsonNode, which must not be changed afterwards. Wrong ones, as
 * missing or unknown ones, are an {@link IllegalArgumentException} before anything runs. Whatever
 * goes wrong later is in the state: {@link SglState#error}.
 *
 * <p>After the runtime was closed, every start is an {@link IllegalStateException}.
 */
public final class SglProgram {

  /** Problems of a batch's items that a message lists. */
  private static final int LISTED = 20;

  private final SglRuntime runtime;
  private final Program program;
  private final Map<String, JsonNode> bound;

  /**
   * @param program a valid program
   */
  SglProgram(SglRuntime runtime, Program program, Map<String, JsonNode> bound) {
    this.runtime = runtime;
    this.program = program;
    this.bound = bound;
  }

  /** What runs. */
  public Program program() {
    return program;
  }

  /**
   * The same program with arguments that stay: they take precedence over those of a run.
   *
   * @throws IllegalArgumentException when the program has no such parameter
   */
  public SglProgram bind(Map<String, ?> args) {
    List<String> names = program.parameters().stream().map(Parameter::name).toList();
    for (String name : args.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "program \""
                + program.name()
                + "\" has no parameter \""
                + name
                + "\" to bind: "
                + (names.isEmpty() ? "it has none" : "it has " + String.join(", ", names)));
      }
    }
    return new SglProgram(runtime, program, over(bound, JavaValues.arguments(args)));
  }

  /** Runs the program and waits for its end. */
  public SglState run(Map<String, ?> args) {
    return run(args, SglOptions.DEFAULTS);
  }

  /**
   * Runs the program and waits for its end.
   *
   * @return the state, also when the run failed
   * @throws SglException when the engine is broken, or the wait was interrupted; then the thread is
   *     still marked as such and the run is cancelled
   */
  public SglState run(Map<String, ?> args, SglOptions options) {
    Map<String, JsonNode> values = checked(JavaValues.arguments(args));
    BatchOptions alone = BatchOptions.DEFAULTS.withRun(options);
    long seed = seed(options);
    return new Batch(
            program.name(), 1, alone, index -> start(values, options, seed, RunListener.NONE))
        .next();
  }

  /** Starts a run and returns at once. */
  public SglRun start(Map<String, ?> args) {
    return start(args, SglOptions.DEFAULTS);
  }

  /** Starts a run, whose text can be read while it is made, and returns at once. */
  public SglRun start(Map<String, ?> args, SglOptions options) {
    Map<String, JsonNode> values = checked(JavaValues.arguments(args));
    RunText told = new RunText();
    return new SglRun(program.name(), start(values, options, seed(options), told), told);
  }

  /** Runs the program on each item and waits for all. */
  public List<SglState> runBatch(List<?> items) {
    return runBatch(items, BatchOptions.DEFAULTS);
  }

  /**
   * Runs the program on each item and waits for all. Runs that fail disturb no others. The text
   * that all items' runs begin with is computed first where it is long enough to pay; what the
   * cache has of it costs a look-up.
   *
   * @param items arguments of one run each: a Map as {@link #run} takes it, or a List of values in
   *     the order of the parameters that are not bound
   * @return one state per item, in the order of the items
   * @throws IllegalArgumentException when the arguments of an item do not fit the program, before
   *     any of them runs; the message names the items by index, from 0
   * @throws SglException when the engine is broken, or the wait was interrupted; then the thread is
   *     still marked as such, and all runs are cancelled
   */
  public List<SglState> runBatch(List<?> items, BatchOptions options) {
    return batch(items, options).all();
  }

  /**
   * Runs the program on each item while the states are read: SGLang's {@code generator_style}. At
   * most {@link BatchOptions#numThreads} runs are under way or have ended unread, so whoever reads
   * slowly slows the batch and fills no memory. Close the stream when it is not read to its end:
   * that cancels what is under way.
   *
   * @return one state per item, in the order of the items; the stream is sequential and reading it
   *     throws what {@link #runBatch(List, BatchOptions)} throws
   * @throws IllegalArgumentException as {@link #runBatch(List, BatchOptions)} does, at once
   */
  public Stream<SglState> streamBatch(List<?> items, BatchOptions options) {
    Batch batch = batch(items, options);
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliterator(batch, items.size(), traits), false)
        .onClose(batch::close);
  }

  private Batch batch(List<?> items, BatchOptions options) {
    List<Map<String, JsonNode>> args = checked(items);
    SglOptions run = options.run();
    long seed = seed(run);
    return new Batch(
        program.name(),
        args.size(),
        options,
        index -> {
          if (index == 0 && args.size() > 1) {
            prefill(args, run);
          }
          return start(
              args.get(index), run, StepSeed.of(seed, "/items/" + index), RunListener.NONE);
        });
  }

  /** Computes what all runs begin with. */
  private void prefill(List<Map<String, JsonNode>> items, SglOptions options) {
    Map<String, JsonNode> common = new LinkedHashMap<>(items.get(0));
    for (Map<String, JsonNode> args : items) {
      common.entrySet().removeIf(arg -> !arg.getValue().equals(args.get(arg.getKey())));
    }
    runtime.runs().prefill(program, common, options.serving());
  }

  private ProgramRun start(
      Map<String, JsonNode> args, SglOptions options, long seed, RunListener listener) {
    RunRequest request =
        new RunRequest(
            runtime.nextId(program.name()),
            args,
            options.sampling().over(SamplingParams.DEFAULTS),
            seed,
            options.serving(),
            options.limits());
    return runtime.runs().start(program, request, listener);
  }

  private long seed(SglOptions options) {
    return options.seed() == null ? runtime.nextSeed() : options.seed();
  }

  private Map<String, JsonNode> checked(Map<String, JsonNode> args) {
    Arguments.Binding binding = Arguments.bind(program, over(args, bound));
    if (!binding.valid()) {
      throw new IllegalArgumentException(
          String.join("; ", binding.problems().stream().map(Problem::message).toList()));
    }
    return binding.values();
  }

  private List<Map<String, JsonNode>> checked(List<?> items) {
    List<Map<String, JsonNode>> checked = new ArrayList<>(items.size());
    List<String> problems = new ArrayList<>();
    int index = 0;
    for (Object item : items) {
      try {
        checked.add(checked(arguments(item)));
      } catch (IllegalArgumentException e) {
        problems.add("item " + index + ": " + e.getMessage());
      }
      index++;
    }
    if (!problems.isEmpty()) {
      String listed = String.join("\n  ", problems.stream().limit(LISTED).toList());
      int more = problems.size() - LISTED;
      throw new IllegalArgumentException(
          "the batch cannot run:\n  " + listed + (more > 0 ? "\n  and " + more + " more" : ""));
    }
    return checked;
  }

  private Map<String, JsonNode> arguments(Object item) {
    Map<String, JsonNode> args = new LinkedHashMap<>();
    if (item instanceof Map<?, ?> named) {
      named.forEach(
          (name, value) ->
              args.put(Objects.toString(name), JavaValues.argument(Objects.toString(name), value)));
    } else if (item instanceof List<?> values) {
      List<String> names =
          program.parameters().stream()
              .map(Parameter::name)
              .filter(name -> !bound.containsKey(name))
              .toList();
      if (values.size() > names.size()) {
        throw new IllegalArgumentException(
            String.format(
                "%d values are given, program \"%s\" takes %d: %s",
                values.size(), program.name(), names.size(), String.join(", ", names)));
      }
      for (int i = 0; i < values.size(); i++) {
        args.put(names.get(i), JavaValues.argument(names.get(i), values.get(i)));
      }
    } else {
      throw new IllegalArgumentException(
          "it is "
              + (item == null ? "null" : "a " + item.getClass().getName())
              + ": give a Map of arguments by name, or a List of them in order");
    }
    return args;
  }

  /** All of both; where both have one, {@code winner}'s. */
  private static Map<String, JsonNode> over(
      Map<String, JsonNode> args, Map<String, JsonNode> winner) {
    Map<String, JsonNode> all = new LinkedHashMap<>(args);
    all.putAll(winner);
    return all;
  }
}
