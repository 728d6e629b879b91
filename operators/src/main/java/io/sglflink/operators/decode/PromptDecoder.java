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

  private final PromptRecordDecoder records = new PromptRecordDecoder();
  private final ParsedPrograms parsed = new ParsedPrograms();
  private final RunDefaults defaults;
  private final ProgramCatalog catalog;

  /**
   * A decoder with its own parsed programs.
   *
   * @param defaults what a record's sampling parameters go over, and what its limits go under
   */
  public PromptDecoder(ProgramLibrary library, RunDefaults defaults) {
    this(new ProgramCatalog(library), defaults);
  }

  /** A decoder of records that name programs of {@code catalog}, which may change. */
  PromptDecoder(ProgramCatalog catalog, RunDefaults defaults) {
    this.defaults = requireNonNull(defaults, "defaults is null");
    this.catalog = requireNonNull(catalog, "catalog is null");
  }

  /**
   * Decodes one record, with the programs that the job was started with.
   *
   * @throws InvalidRecordException when the record cannot run, whatever its bytes are
   */
  public Prompt decode(byte[] bytes) throws InvalidRecordException {
    return decode(bytes, null);
  }

  /**
   * Decodes one record, with the program that it had when it was decoded first.
   *
   * @param program JSON of that program, as {@link io.sglflink.operators.PromptEnvelope#program}
   *     has it; parsed once. Null takes the record's own, or the one that the job was started with
   * @throws InvalidRecordException when the record cannot run, whatever its bytes are
   */
  public Prompt decode(byte[] bytes, byte[] program) throws InvalidRecordException {
    PromptRecord record = records.decode(bytes);
    if (program != null) {
      return bind(record, parse(record, () -> parsed.read(program)));
    }
    if (record.program() instanceof ProgramRef.Named reference) {
      ProgramCatalog.KnownProgram known = catalog.find(reference);
      if (known == null) {
        throw new InvalidRecordException(record.id(), catalog.unknown(reference, 0));
      }
      return bind(record, known.program());
    }
    return bind(record, inline(record));
  }

  /** The programs that the job was started with. */
  public Collection<Program> programs() {
    return catalog.files();
  }

  /** What a record says, without looking for its program. */
  PromptRecord read(byte[] bytes) throws InvalidRecordException {
    return records.decode(bytes);
  }

  /** The program that a record brings along. */
  Program inline(PromptRecord record) throws InvalidRecordException {
    return parse(record, () -> parsed.read(((ProgramRef.Inline) record.program()).json()));
  }

  /** A record and its program, when they fit. */
  Prompt bind(PromptRecord record, Program program) throws InvalidRecordException {
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

  private static Program parse(PromptRecord record, ProgramSource source)
      throws InvalidRecordException {
    try {
      return source.read();
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

  /** Reads a program, or fails with what is wrong with it. */
  private interface ProgramSource {
    Program read();
  }
}
