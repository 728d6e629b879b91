package io.sglflink.connectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sglflink.connectors.SourceOptions.Extent;
import io.sglflink.record.EncodedRecord;
import io.sglflink.record.SourceRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FileEndpointTest {

  @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

  @TempDir private Path directory;

  @Test
  void readsEveryFileOfADirectoryAsBytes() throws Exception {
    Files.writeString(directory.resolve("a.jsonl"), "{\"id\":\"一\"}\n\n  \n{\"id\":\"二\"}");
    Files.createDirectory(directory.resolve("deeper"));
    Files.write(directory.resolve("deeper/b.jsonl"), "é\n".getBytes(ISO_8859_1));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("c.jsonl.gz")))) {
      out.write("zipped 1\nzipped 2\n".getBytes(UTF_8));
    }
    Files.writeString(directory.resolve(".hidden"), "not read\n");

    List<SourceRecord> records = read(directory.toUri());
    String at = "file://" + directory;
    assertThat(records)
        .extracting(SourceRecord::position, record -> new String(record.value(), ISO_8859_1))
        .containsExactlyInAnyOrder(
            tuple(at + "/a.jsonl@0", latin("{\"id\":\"一\"}")),
            tuple(at + "/a.jsonl@17", latin("{\"id\":\"二\"}")),
            tuple(at + "/deeper/b.jsonl@0", "é"),
            tuple(at + "/c.jsonl.gz@0", "zipped 1"),
            tuple(at + "/c.jsonl.gz@9", "zipped 2"));
  }

  @Test
  void readsALineOfTenMegabytes() throws Exception {
    Path file = directory.resolve("large.jsonl");
    Files.writeString(file, "x".repeat(10 << 20) + "\nnext\n");
    DataStream<String> lengths =
        source(environment(), file.toUri(), SourceOptions.DEFAULTS)
            .map(record -> record.value().length + record.position());
    assertThat(lengths.executeAndCollect(10))
        .containsExactlyInAnyOrder(
            (10 << 20) + "file://" + file + "@0", "4file://" + file + "@10485761");
  }

  @Test
  void writesFinalJsonLinesFiles() throws Exception {
    Path output = directory.resolve("out");
    URI uri = URI.create("file://" + output);
    Endpoints.checkSink(uri);
    StreamExecutionEnvironment environment = environment();
    environment.enableCheckpointing(100);
    List<EncodedRecord> records = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      records.add(new EncodedRecord("k" + i, ("{\"问\":" + i + "}").getBytes(UTF_8)));
    }
    environment
        .fromData(records, TypeInformation.of(EncodedRecord.class))
        .sinkTo(Endpoints.sink(uri, SinkOptions.DEFAULTS));
    environment.execute();

    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(output)) {
      for (Path file : files.toList()) {
        assertThat(file.getFileName().toString()).endsWith(".jsonl").doesNotStartWith(".");
        lines.addAll(Files.readAllLines(file));
      }
    }
    assertThat(lines)
        .containsExactlyInAnyOrderElementsOf(
            records.stream().map(record -> new String(record.value(), UTF_8)).toList());
    assertThat(read(uri)).hasSize(100);
  }

  @Test
  void aDirectoryIsWatchedOnRequestOnly() {
    assertThat(boundedness(Extent.NATURAL)).isEqualTo(Boundedness.BOUNDED);
    assertThat(boundedness(Extent.BOUNDED)).isEqualTo(Boundedness.BOUNDED);
    assertThat(boundedness(Extent.UNBOUNDED)).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
  }

  @Test
  void aMissingInputIsNamed() {
    assertThatThrownBy(() -> Endpoints.checkSource(URI.create("file:///no/such/输入.jsonl")))
        .isInstanceOf(EndpointException.class)
        .hasMessage(
            "input '/no/such/输入.jsonl' does not exist: give a JSON-lines file or a directory");
  }

  @Test
  void anOutputThatIsAFileIsRefused() throws IOException {
    Path file = Files.createFile(directory.resolve("results.jsonl"));
    assertThatThrownBy(() -> Endpoints.checkSink(file.toUri()))
        .isInstanceOf(EndpointException.class)
        .hasMessage("output '" + file + "' is a file: give a directory, existing or new");
  }

  @Test
  void anOutputThatCannotBeCreatedIsRefused() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> Endpoints.checkSink(URI.create(file.toUri() + "/below")))
        .isInstanceOf(EndpointException.class)
        .hasMessageContaining("output directory '" + file + "/below' cannot be created");
  }

  private Boundedness boundedness(Extent extent) {
    return Endpoints.source(directory.toUri(), SourceOptions.DEFAULTS.withExtent(extent))
        .getBoundedness();
  }

  private static List<SourceRecord> read(URI uri) throws Exception {
    Endpoints.checkSource(uri);
    return source(environment(), uri, SourceOptions.DEFAULTS).executeAndCollect(1_000);
  }

  private static DataStream<SourceRecord> source(
      StreamExecutionEnvironment environment, URI uri, SourceOptions options) {
    return environment.fromSource(
        Endpoints.source(uri, options), WatermarkStrategy.noWatermarks(), "input");
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
  }

  private static Tuple tuple(Object... values) {
    return Tuple.tuple(values);
  }

  private static String latin(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
