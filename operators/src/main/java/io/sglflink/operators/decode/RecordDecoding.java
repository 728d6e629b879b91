package io.sglflink.operators.decode;

import io.sglflink.model.FailureCode;
import io.sglflink.operators.FailureOutput;
import io.sglflink.operators.Prompt;
import io.sglflink.operators.PromptEnvelope;
import io.sglflink.operators.route.KeyGroups;
import io.sglflink.operators.route.Router;
import io.sglflink.record.InvalidRecordException;
import io.sglflink.record.ProgramRef;
import io.sglflink.record.PromptRecord;
import io.sglflink.record.RecordError;
import io.sglflink.record.ResultRecord;
import io.sglflink.record.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a record to what becomes of it. A bug that one record brings out is that record's failure,
 * with code {@code internal_error}; an {@link Error} but a stack overflow is not the record's.
 */
final class RecordDecoding {

  private static final Logger LOG = LoggerFactory.getLogger(RecordDecoding.class);

  private final PromptDecoder decoder;
  private final ProgramCatalog catalog;
  private final Router router;
  private final KeyGroups keys;
  private final FailureOutput failures;

  RecordDecoding(
      PromptDecoder decoder,
      ProgramCatalog catalog,
      Router router,
      KeyGroups keys,
      FailureOutput failures) {
    this.decoder = decoder;
    this.catalog = catalog;
    this.router = router;
    this.keys = keys;
    this.failures = failures;
  }

  Decoded decode(SourceRecord source) {
    String id = null;
    try {
      PromptRecord record = decoder.read(source.value());
      id = record.id();
      if (record.program() instanceof ProgramRef.Named reference) {
        ProgramCatalog.KnownProgram known = catalog.find(reference);
        return known == null
            ? new Decoded.Missing(id, record.session(), reference)
            : ready(source, decoder.bind(record, known.program()), known.json());
      }
      return ready(source, decoder.bind(record, decoder.inline(record)), null);
    } catch (InvalidRecordException e) {
      return failed(source, e.id(), e.error());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("A bug: the record at {} fails with {}", source.position(), e, e);
      String message =
          String.format(
              "the record brings out a bug: %s; please report it with the record and the stack"
                  + " trace in the TaskManager's log",
              e);
      return failed(source, id, RecordError.of(FailureCode.INTERNAL_ERROR, message, ""));
    }
  }

  /**
   * A record whose program did not come.
   *
   * @param waited milliseconds that it waited
   */
  Decoded.Failed unknown(SourceRecord source, Decoded.Missing missing, long waited) {
    return failed(source, missing.id(), catalog.unknown(missing.program(), waited));
  }

  private Decoded.Ready ready(SourceRecord source, Prompt prompt, byte[] program) {
    int route = keys.representative(router.keyGroup(prompt));
    PromptRecord record = prompt.record();
    return new Decoded.Ready(
        new PromptEnvelope(
            record.id(), source.value(), source.position(), route, program, record.session()));
  }

  private Decoded.Failed failed(SourceRecord source, String id, RecordError error) {
    ResultRecord failure = ResultRecord.rejected(id, error, source.position());
    return new Decoded.Failed(failures.encode(source.value(), source.position(), failure));
  }
}
