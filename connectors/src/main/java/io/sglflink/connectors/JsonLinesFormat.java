package io.sglflink.connectors;

import io.sglflink.record.SourceRecord;
import java.io.IOException;
import org.apache.flink.api.common.io.compression.InflaterInputStreamFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.compression.StandardDeCompressors;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/**
 * Reads lines as bytes: Flink's text format decodes them and would replace what is not UTF-8.
 *
 * <p>A split owns the lines that start in it. Compressed files are never split; their positions
 * count decompressed bytes.
 */
final class JsonLinesFormat implements BulkFormat<SourceRecord, FileSourceSplit> {

  private static final long serialVersionUID = 1;

  @Override
  public BulkFormat.Reader<SourceRecord> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    InflaterInputStreamFactory<?> inflater =
        StandardDeCompressors.getDecompressorForFileName(split.path().getName());
    return inflater == null
        ? openPlain(split)
        : new JsonLinesReader(
            inflater.create(open(split.path())), position(split.path()), 0, Long.MAX_VALUE);
  }

  @Override
  public BulkFormat.Reader<SourceRecord> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    CheckpointedPosition checkpointed = split.getReaderPosition().orElse(null);
    BulkFormat.Reader<SourceRecord> reader = createReader(config, split);
    if (checkpointed != null) {
      ((JsonLinesReader) reader)
          .skipTo(checkpointed.getOffset(), checkpointed.getRecordsAfterOffset());
    }
    return reader;
  }

  @Override
  public boolean isSplittable() {
    return true;
  }

  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return TypeInformation.of(SourceRecord.class);
  }

  private static JsonLinesReader openPlain(FileSourceSplit split) throws IOException {
    long end = split.offset() + split.length();
    FSDataInputStream stream = open(split.path());
    if (split.offset() == 0) {
      return new JsonLinesReader(stream, position(split.path()), 0, end);
    }
    // From one byte earlier, so that a line that starts exactly at the offset is this split's.
    long before = split.offset() - 1;
    stream.seek(before);
    JsonLinesReader reader = new JsonLinesReader(stream, position(split.path()), before, end);
    reader.skipLine();
    return reader;
  }

  private static FSDataInputStream open(Path path) throws IOException {
    return path.getFileSystem().open(path);
  }

  private static String position(Path path) {
    return "file://" + path.getPath();
  }
}
