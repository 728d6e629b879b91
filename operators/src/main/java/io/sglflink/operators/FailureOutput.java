package io.sglflink.operators;

import io.sglflink.record.DeadLetter;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.ResultRecord;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * Where failed records go, and in which form.
 *
 * @param deadLetters whether they become dead letters; otherwise failed results
 * @param maxBytes bytes of the largest record that the output takes
 */
public record FailureOutput(boolean deadLetters, int maxBytes) implements Serializable {

  /** The side output of every operator that can fail a record. */
  public static final OutputTag<EncodedRecord> TAG =
      new OutputTag<>("failures", TypeInformation.of(EncodedRecord.class));

  /** A failed record, without what does not fit. */
  public EncodedRecord encode(byte[] original, String position, ResultRecord failure) {
    return deadLetters
        ? new DeadLetter(original, position, failure).encode(maxBytes)
        : failure.encode(maxBytes);
  }
}
