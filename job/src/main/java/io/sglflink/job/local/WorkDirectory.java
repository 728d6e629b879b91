package io.sglflink.job.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Everything that the embedded cluster writes for itself; deleted with it. */
final class WorkDirectory implements AutoCloseable {

  private final Path root;
  private final Thread hook = new Thread(this::delete, "sglang-work-directory");

  private WorkDirectory(Path root) {
    this.root = root;
  }

  static WorkDirectory create() throws IOException {
    WorkDirectory directory =
        new WorkDirectory(
            Files.createTempDirectory("sglang-run-" + ProcessHandle.current().pid() + "-"));
    Runtime.getRuntime().addShutdownHook(directory.hook);
    return directory;
  }

  Path path() {
    return root;
  }

  /** A directory in it, as Flink's options take it. */
  String uri(String name) {
    return root.resolve(name).toUri().toString();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook deletes, too.
    }
    delete();
  }

  private void delete() {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException | UncheckedIOException e) {
      // Somebody else is deleting it as well.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the work directory " + root, e);
    }
  }
}
