package io.sglflink.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import io.sglflink.model.LanguageModel;
import io.sglflink.model.SamplingParams;
import io.sglflink.program.Program;
import io.sglflink.program.validate.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Starts runs in tests. */
final class Runs {

  private Runs() {}

  static RunRequest request(String args) {
    return request(args, SamplingParams.DEFAULTS);
  }

  static RunRequest request(String args, SamplingParams sampling) {
    return new RunRequest("run-1", Json.fields(args), sampling, 42);
  }

  /** Runs in the caller, with a model that answers at once. */
  static RunResult run(LanguageModel model, Program program, String args) {
    return run(model, program, request(args));
  }

  static RunResult run(LanguageModel model, Program program, RunRequest request) {
    return run(model, program, request, StepJournal.NONE);
  }

  static RunResult run(
      LanguageModel model, Program program, RunRequest request, StepJournal journal) {
    return new Interpreter(model, Runnable::run).start(program, request, journal).result().join();
  }

  static Map<String, String> texts(Map<String, JsonNode> variables) {
    Map<String, String> texts = new LinkedHashMap<>();
    variables.forEach((name, value) -> texts.put(name, value.textValue()));
    return texts;
  }

  /** A journal in memory. */
  static final class MemoryJournal implements StepJournal {

    private final Map<String, StepReport> steps = new LinkedHashMap<>();

    MemoryJournal() {}

    /** A journal that has the first {@code count} steps of another. */
    static MemoryJournal withFirst(int count, MemoryJournal other) {
      MemoryJournal journal = new MemoryJournal();
      other.steps().stream().limit(count).forEach(journal::add);
      return journal;
    }

    List<StepReport> steps() {
      return new ArrayList<>(steps.values());
    }

    @Override
    public StepReport find(String path) {
      return steps.get(path);
    }

    @Override
    public void add(StepReport step) {
      if (steps.putIfAbsent(step.path(), step) != null) {
        throw new IllegalStateException("step " + step.path() + " was added twice");
      }
    }
  }

  /** An executor whose tasks run when the test says so. */
  static final class ManualExecutor implements Executor {

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable task) {
      tasks.add(task);
    }

    /** Runs tasks until there are none. */
    void runAll() {
      for (Runnable task = next(); task != null; task = next()) {
        task.run();
      }
    }

    private synchronized Runnable next() {
      return tasks.poll();
    }
  }
}
