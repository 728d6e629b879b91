package io.sglflink.connectors;

import static java.util.Objects.requireNonNull;

import io.sglflink.connectors.SourceOptions.Extent;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.SourceRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** JSON lines in a file or a directory. */
record FileEndpoint(Path path) implements Endpoint {

  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

  FileEndpoint {
    requireNonNull(path, "path is null");
  }

  static FileEndpoint parse(URI uri) {
    boolean local = uri.getAuthority() == null || uri.getAuthority().isEmpty();
    if (!local || uri.getPath() == null || !uri.getPath().startsWith("/")) {
      throw new EndpointException(
          String.format("endpoint '%s' is not an absolute path: write file:///path", uri));
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new EndpointException(
          String.format(
              "endpoint '%s' has a query or a fragment: write file:///path, with %%3F for '?' and"
                  + " %%23 for '#'",
              uri));
    }
    return new FileEndpoint(Path.of(uri.getPath()));
  }

  @Override
  public Source<SourceRecord, ?, ?> source(SourceOptions options) {
    FileSource.FileSourceBuilder<SourceRecord> builder =
        FileSource.forBulkFileFormat(new JsonLinesFormat(), flinkPath());
    if (options.extent() == Extent.UNBOUNDED) {
      builder.monitorContinuously(WATCH_INTERVAL);
    }
    return builder.build();
  }

  @Override
  public Sink<EncodedRecord> sink(SinkOptions options) {
    return FileSink.forRowFormat(flinkPath(), new JsonLinesEncoder())
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(OutputFileConfig.builder().withPartSuffix(".jsonl").build())
        .build();
  }

  @Override
  public void checkSource() {
    if (!Files.exists(path)) {
      throw new EndpointException(
          String.format("input '%s' does not exist: give a JSON-lines file or a directory", path));
    }
    if (!Files.isReadable(path)) {
      throw new EndpointException(
          String.format("input '%s' is not readable: change its permissions", path));
    }
  }

  @Override
  public void checkSink() {
    try {
      Files.createDirectories(path);
    } catch (FileAlreadyExistsException e) {
      throw new EndpointException(
          String.format("output '%s' is a file: give a directory, existing or new", path), e);
    } catch (IOException e) {
      throw new EndpointException(
          String.format("output directory '%s' cannot be created: %s", path, e), e);
    }
    if (!Files.isWritable(path)) {
      throw new EndpointException(
          String.format("output directory '%s' is not writable: change its permissions", path));
    }
  }

  @Override
  public boolean reads(Endpoint other) {
    return other instanceof FileEndpoint file && file.path.normalize().startsWith(path.normalize());
  }

  @Override
  public int maxRecordBytes() {
    return Integer.MAX_VALUE;
  }

  private org.apache.flink.core.fs.Path flinkPath() {
    return org.apache.flink.core.fs.Path.fromLocalFile(path.toFile());
  }
}
