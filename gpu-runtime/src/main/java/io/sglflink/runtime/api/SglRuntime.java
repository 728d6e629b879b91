package io.sglflink.runtime.api;

import static java.util.Objects.requireNonNull;

import io.sglflink.program.Program;
import io.sglflink.program.json.ProgramJson;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.ProgramValidator;
import io.sglflink.python.PythonException;
import io.sglflink.python.PythonFrontEnd;
import io.sglflink.runtime.EngineLease;
import io.sglflink.runtime.EngineStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;

/**
 * A model that programs run on: SGLang's {@code Runtime}. Thread-safe. Runtimes of one JVM that are
 * opened with the same options share one engine, which closes with the last of them.
 *
 * <pre>{@code
 * try (SglRuntime runtime = SglRuntime.open(model)) {
 *   SglProgram dates =
 *       runtime.program(
 *           Program.builder("dates")
 *               .text("Extract the date from this text:\n")
 *               .arg("text")
 *               .text("\nDate: ")
 *               .gen("date", gen -> gen.regex("\\d{4}-\\d{2}-\\d{2}").temperature(0))
 *               .build());
 *   SglState state = dates.run(Map.of("text", "On July 6, 1988 Kate Hunt moved to Madrid"));
 *   System.out.println(state.get("date"));
 *
 *   List<List<String>> texts =
 *       List.of(
 *           List.of("Please return the book before August 6, 2018"),
 *           List.of("Michael Davies paid the bill on June 9, 2022"));
 *   dates.runBatch(texts).forEach(each -> System.out.println(each.get("date")));
 *
 *   SglRun run = dates.start(Map.of("text", "The fair opens on May 24, 2013"));
 *   run.text().forEach(System.out::print);
 * }
 * }</pre>
 */
public final class SglRuntime implements AutoCloseable {

  private final EngineLease lease;
  private final Runs runs;
  private final SplittableRandom seeds;
  private long ids;

  /**
   * @param lease closed with this runtime
   * @param seed source of the seeds of runs that bring none
   */
  SglRuntime(EngineLease lease, long seed) {
    this.lease = requireNonNull(lease, "lease is null");
    this.runs = new Runs(lease.model());
    this.seeds = new SplittableRandom(seed);
  }

  /**
   * Opens a model with the usual options, which takes as long as reading its weights does.
   *
   * @param model directory in Hugging Face layout
   * @throws io.sglflink.runtime.checkpoint.CheckpointException when the directory is unusable
   */
  public static SglRuntime open(Path model) {
    return builder(model).open();
  }

  /** Sets options before the model is opened. */
  public static SglRuntimeBuilder builder(Path model) {
    return new SglRuntimeBuilder(model);
  }

  /**
   * A program to run here.
   *
   * @throws InvalidProgramException with every problem, if there is one
   */
  public SglProgram program(Program program) {
    List<Problem> problems = ProgramValidator.validate(program);
    if (!problems.isEmpty()) {
      throw new InvalidProgramException(problems);
    }
    return new SglProgram(this, program, Map.of());
  }

  /**
   * A program to run here.
   *
   * @param json a file with the JSON form of a program
   * @throws IOException when it cannot be read
   * @throws InvalidProgramException with every problem, if there is one
   */
  public SglProgram program(Path json) throws IOException {
    return new SglProgram(this, ProgramJson.read(Files.readAllBytes(json)), Map.of());
  }

  /**
   * The programs of a Python file by name: its functions under {@code @sgl.function}. None of the
   * file is run.
   *
   * @param python SGLang source in UTF-8
   * @throws IOException when it cannot be read
   * @throws PythonException with every problem, by line and column
   */
  public Map<String, SglProgram> programs(Path python) throws IOException, PythonException {
    Map<String, SglProgram> programs = new LinkedHashMap<>();
    String file = String.valueOf(python.getFileName());
    for (Program program : PythonFrontEnd.compile(Files.readString(python), file)) {
      programs.put(program.name(), new SglProgram(this, program, Map.of()));
    }
    return programs;
  }

  /**
   * Forgets the keys and values of the prefix cache that no running request holds, those of other
   * users of the engine too. What runs or waits goes on; SGLang's {@code flush_cache} fails then.
   * Rarely of use: the cache makes room by itself.
   *
   * @return how many tokens were forgotten
   * @throws SglException when the engine is broken
   */
  public int flushCache() {
    try {
      return lease.flushCache().join();
    } catch (CompletionException e) {
      throw new SglException("the cache is not there to be flushed: " + e.getCause(), e.getCause());
    }
  }

  /** The engine's counters since it was opened, of all who share it. */
  public EngineStats stats() {
    return lease.stats();
  }

  /**
   * Cancels the runs that are under way, waits until they have ended, and gives the engine back. To
   * be called on a thread of the caller's own, not by what is chained to a run's result.
   */
  @Override
  public void close() {
    runs.close();
    lease.close();
  }

  Runs runs() {
    return runs;
  }

  /** Names a run in messages. */
  synchronized String nextId(String program) {
    return String.format(Locale.ROOT, "%s-%d", program, ++ids);
  }

  synchronized long nextSeed() {
    return seeds.nextLong();
  }
}
