package io.sglflink.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sglflink.record.EncodedRecord;
import java.io.IOException;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Counts the records on their way to a sink, for whoever watches the job. */
final class RecordCounter extends RichMapFunction<EncodedRecord, EncodedRecord> {

  private static final long serialVersionUID = 1;

  /** What the records of a stream may be. */
  enum Kind {
    /** Results of completed runs. */
    COMPLETED,
    /** Dead letters. */
    FAILED,
    /** Result records whose status says which. */
    MIXED
  }

  private final Kind kind;
  private final LongCounter completed = new LongCounter();
  private final LongCounter failed = new LongCounter();
  private transient JsonFactory json;

  RecordCounter(Kind kind) {
    this.kind = requireNonNull(kind, "kind is null");
  }

  @Override
  public void open(OpenContext context) {
    json = new JsonFactory();
    // Flink merges accumulators of one name: those of both sinks and of all their tasks.
    getRuntimeContext().addAccumulator(PromptJob.COMPLETED, completed);
    getRuntimeContext().addAccumulator(PromptJob.FAILED, failed);
  }

  @Override
  public EncodedRecord map(EncodedRecord record) throws IOException {
    switch (kind) {
      case COMPLETED -> completed.add(1);
      case FAILED -> failed.add(1);
      case MIXED -> (failed(record) ? failed : completed).add(1);
    }
    return record;
  }

  /** The status is among a result's first fields, so little is read. */
  private boolean failed(EncodedRecord record) throws IOException {
    try (JsonParser parser = json.createParser(record.value())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if ("status".equals(field)) {
          return "failed".equals(parser.getText());
        }
        parser.skipChildren();
      }
    }
    return false;
  }
}
