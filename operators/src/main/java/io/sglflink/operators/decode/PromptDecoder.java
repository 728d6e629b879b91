package io.sglflink.operators.decode;

import static java.util.Objects.requireNonNull;

import io.sglflink.interpret.RunRequest;
import io.sglflink.model.FailureCode;
import io.sglflink.model.SamplingParams;
import io.sglflink.operators.ProgramLibrary;
import io.sglflink.operators.Prompt;
import io.sglflink.operators.RunDefaults;
import io.sglflink.program.Program;
import io.sglflink.program.validate.Arguments;
import io.sglflink.program.validate.InvalidProgramException;
import io.sglflink.program.validate.Problem;
import io.sglflink.program.validate.SamplingValidator;
import io.sglflink.record.InvalidRecordException;
import io.sglflink.record.ProgramRef;
import io.sglflink.record.PromptRecord;
import io.sglflink.record.PromptRecordDecoder;
import io.sglflink.record.RecordError;
import java.util.Collection;
import java.util.List;

/** Decodes records to prompts that can run. Not thread-safe. */
public final class PromptDecoder {

  private static final int LISTED_NAMES = 10;

  private final PromptRecordDecoder records = new PromptRecordDecoder();
  private final RunDefaults defaults;
  private final ProgramCatalog catalog;
  private final String programNames;

  /**
   * A decoder with its own parsed programs.
   *
   * @param defaults what a record's sampling parameters go over, and what its limits go under
   */
  public PromptDecoder(ProgramLibrary library, RunDefaults defaults) {
    this.defaults = requireNonNull(defaults, "defaults is null");
    this.catalog = new ProgramCatalog(library);
    this.programNames = describe(library);
  }

  /**
   * Decodes one record.
   *
   * @throws InvalidRecordException when the record cannot run, whatever its bytes are
   */
  public Prompt decode(byte[] bytes) throws InvalidRecordException {
    return decode(bytes, null);
  }

  /**
   * Decodes one record that was decoded before.
   *
   * @param program JSON of the program that the record named then; null takes the record's own
   *     program, or the one that the library has under its name
   * @throws InvalidRecordException when the record cannot run, whatever its bytes are
   */
  public Prompt decode(byte[] bytes, byte[] program) throws InvalidRecordException {
    PromptRecord record = records.decode(bytes);
    return prompt(record, program == null ? program(record) : catalog.read(program));
  }

  private Prompt prompt(PromptRecord record, Program program) throws InvalidRecordException {
    List<Problem> arguments = Arguments.bind(program, record.args()).problems();
    if (!arguments.isEmpty()) {
      throw invalid(record, FailureCode.INVALID_ARGUMENT, under("/args", arguments));
    }
    SamplingParams sampling = record.sampling().over(defaults.sampling());
    List<Problem> ranges = SamplingValidator.validate(sampling, "/sampling");
    if (!ranges.isEmpty()) {
      throw invalid(record, FailureCode.INVALID_SAMPLING, ranges);
    }
    RunRequest request =
        new RunRequest(
            record.id(),
            record.args(),
            sampling,
            record.seed(),
            record.serving(),
            record.limits().and(defaults.limits()));
    return new Prompt(record, program, request);
  }

  /** The programs that records may name. */
  public Collection<Program> programs() {
    return catalog.named();
  }

  private Program program(PromptRecord record) throws InvalidRecordException {
    if (record.program() instanceof ProgramRef.Named reference) {
      Program program = catalog.named(reference.name());
      if (program == null) {
        throw new InvalidRecordException(
            record.id(),
            RecordError.of(
                FailureCode.UNKNOWN_PROGRAM,
                "the job has no program \"" + reference.name() + "\": " + programNames,
                "/program"));
      }
      return program;
    }
    try {
      return catalog.inline(((ProgramRef.Inline) record.program()).json());
    } catch (InvalidProgramException e) {
      throw invalid(record, FailureCode.INVALID_PROGRAM, under("/program", e.problems()));
    }
  }

  private static List<Problem> under(String parent, List<Problem> problems) {
    return problems.stream().map(problem -> problem.under(parent)).toList();
  }

  private static InvalidRecordException invalid(
      PromptRecord record, FailureCode code, List<Problem> problems) {
    return new InvalidRecordException(record.id(), RecordError.of(code, problems));
  }

  private static String describe(ProgramLibrary library) {
    if (library.names().isEmpty()) {
      return "it has none, bring the program along in the record";
    }
    List<String> listed = library.names().stream().limit(LISTED_NAMES).toList();
    return "it has "
        + String.join(", ", listed)
        + (listed.size() < library.names().size() ? ", …" : "");
  }
}
