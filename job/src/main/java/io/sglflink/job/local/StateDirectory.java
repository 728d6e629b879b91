package io.sglflink.job.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sglflink.connectors.SourceOptions.Extent;
import io.sglflink.job.JobSpec;
import io.sglflink.job.UserException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * A directory that outlives a job's JVM: whoever starts the same job with it again goes on where
 * the last checkpoint or stop stood. One JVM at a time.
 */
public final class StateDirectory implements AutoCloseable {

  private static final String METADATA = "_metadata";
  private static final String PREFIX = "transactional-id-prefix";
  private static final int DEPTH = 3;

  private final Path root;
  private final FileChannel lock;
  private final Properties job;

  private StateDirectory(Path root, FileChannel lock, Properties job) {
    this.root = root;
    this.lock = lock;
    this.job = job;
  }

  /**
   * Opens a directory, existing or new, for a job.
   *
   * @throws UserException when it is another job's, or in use, or cannot be written
   */
  public static StateDirectory open(Path root, JobSpec spec) {
    try {
      Files.createDirectories(root.resolve("state"));
      FileChannel lock = lock(root);
      try {
        return new StateDirectory(root, lock, job(root, spec));
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UserException(
          String.format(
              "the state directory '%s' cannot be used: %s: give one that can be written", root, e),
          e);
    }
  }

  /** The same job under the transactional ids under which it wrote before. */
  public JobSpec resume(JobSpec spec) {
    return spec.sink().transactionalIdPrefix() != null
        ? spec
        : spec.withSink(spec.sink().withTransactionalIdPrefix(job.getProperty(PREFIX)));
  }

  /** Where the job stood last: a checkpoint or savepoint; nothing when it begins anew. */
  public Optional<Path> latest() {
    try {
      return completed().stream().max(Comparator.comparing(StateDirectory::modified));
    } catch (IOException e) {
      throw new UncheckedIOException("the state directory " + root + " cannot be read", e);
    }
  }

  /** Where Flink keeps what the job goes on from. */
  String uri() {
    return root.resolve("state").toUri().toString();
  }

  /** The job has come to the end of its input: the next one begins anew. */
  void forget() {
    try {
      FileUtils.cleanDirectory(root.resolve("state").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("the state directory " + root + " cannot be emptied", e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the state directory " + root + " cannot be released", e);
    }
  }

  private List<Path> completed() throws IOException {
    try (Stream<Path> paths = Files.walk(root.resolve("state"), DEPTH)) {
      return paths.filter(path -> path.endsWith(METADATA)).map(Path::getParent).toList();
    }
  }

  private static FileTime modified(Path checkpoint) {
    try {
      return Files.getLastModifiedTime(checkpoint.resolve(METADATA));
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoint " + checkpoint + " cannot be read", e);
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // A job of this JVM has it: told below, as if it were another's.
    }
    channel.close();
    throw new UserException(
        String.format(
            "the state directory '%s' is in use by another job: stop that, or give another", root));
  }

  private static Properties job(Path root, JobSpec spec) throws IOException {
    Properties asked = new Properties();
    asked.setProperty("input", place(spec.input()));
    asked.setProperty("output", place(spec.output()));
    asked.setProperty("dead-letters", place(spec.deadLetters()));
    // A topic's partitions keep the end that they were first given, or that they have none.
    asked.setProperty("bounded", String.valueOf(spec.source().extent() == Extent.BOUNDED));
    Path file = root.resolve("job.properties");
    Properties known = new Properties();
    if (Files.exists(file)) {
      try (BufferedReader reader = Files.newBufferedReader(file, UTF_8)) {
        known.load(reader);
      }
      for (String name : asked.stringPropertyNames()) {
        if (!asked.getProperty(name).equals(known.getProperty(name))) {
          throw new UserException(
              String.format(
                  "the state directory '%s' is that of a job with --%s %s, not %s: give each job"
                      + " its own",
                  root, name, known.getProperty(name), asked.getProperty(name)));
        }
      }
      return known;
    }
    asked.setProperty(PREFIX, "sglang-" + UUID.randomUUID());
    // Half a file would be another job's, or would lose the prefix.
    Path unfinished = root.resolve("job.properties.unfinished");
    try (BufferedWriter writer = Files.newBufferedWriter(unfinished, UTF_8)) {
      asked.store(writer, "The job whose state this is");
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return asked;
  }

  /** Without the query: it may hold passwords, and what it says may change. */
  private static String place(URI uri) {
    if (uri == null) {
      return "none";
    }
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    return uri.getScheme() + "://" + authority + uri.getRawPath();
  }
}
