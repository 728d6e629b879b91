package io.sglflink.connectors;

import io.sglflink.record.EncodedRecord;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.Encoder;

/** One record per line. */
final class JsonLinesEncoder implements Encoder<EncodedRecord> {

  private static final long serialVersionUID = 1;

  @Override
  public void encode(EncodedRecord element, OutputStream stream) throws IOException {
    stream.write(element.value());
    stream.write('\n');
  }
}
