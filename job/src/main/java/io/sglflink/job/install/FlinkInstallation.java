package io.sglflink.job.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.sglflink.job.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Flink installation's directory.
 *
 * @param home the directory with lib/ and conf/
 * @param version of the Flink in lib/, such as 2.3.0
 */
public record FlinkInstallation(Path home, String version) {

  private static final Pattern FLINK =
      Pattern.compile("flink-(?:dist|runtime)-(\\d+\\.\\d+.*)\\.jar");
  private static final Pattern SUPPORTED = Pattern.compile("2\\.[23](\\..*)?");

  /** {@code ai.djl.api-0.35.1.jar} is a version of {@code ai.djl.api}. */
  private static final Pattern VERSION = Pattern.compile("-\\d.*\\.jar$");

  private static final List<String> OURS_ALONE = List.of("io.sglflink.", "ai.djl.");

  public FlinkInstallation {
    requireNonNull(home, "home is null");
    requireNonNull(version, "version is null");
  }

  /**
   * Looks what a directory has.
   *
   * @throws UserException when it is no Flink, or one that the job does not run on
   */
  public static FlinkInstallation at(Path home) {
    Path lib = home.resolve("lib");
    if (!Files.isDirectory(lib)) {
      throw new UserException(
          String.format("%s has no lib/: give the directory of a Flink installation", home));
    }
    String version =
        jars(lib).stream()
            .map(jar -> FLINK.matcher(name(jar)))
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .findFirst()
            .orElseThrow(
                () ->
                    new UserException(
                        String.format(
                            "%s has no flink-dist jar: give the directory of a Flink installation",
                            lib)));
    if (!SUPPORTED.matcher(version).matches()) {
      throw new UserException(
          String.format("%s is Flink %s: the job runs on 2.3 and on 2.2", home, version));
    }
    return new FlinkInstallation(home, version);
  }

  public Path lib() {
    return home.resolve("lib");
  }

  public Path conf() {
    return home.resolve("conf");
  }

  /**
   * What it takes that lib/ has the jars of a layer, and of each no second version.
   *
   * @param layer directory of the jars
   */
  public LibChanges changes(Path layer) {
    List<Path> wanted = jars(layer);
    if (wanted.isEmpty()) {
      throw new UserException(layer + " has no jars: the distribution is not complete");
    }
    Set<String> names = wanted.stream().map(FlinkInstallation::name).collect(Collectors.toSet());
    Set<String> artifacts =
        wanted.stream().map(jar -> artifact(name(jar))).collect(Collectors.toSet());
    List<Path> stale =
        jars(lib()).stream()
            .filter(jar -> !names.contains(name(jar)))
            .filter(
                jar ->
                    artifacts.contains(artifact(name(jar)))
                        || OURS_ALONE.stream().anyMatch(name(jar)::startsWith))
            .toList();
    List<Path> missing = wanted.stream().filter(jar -> !same(jar, lib())).toList();
    return new LibChanges(stale, missing);
  }

  /** Makes the changes. */
  public void apply(LibChanges changes) throws IOException {
    for (Path jar : changes.stale()) {
      Files.delete(jar);
    }
    for (Path jar : changes.missing()) {
      // A cluster that starts meanwhile finds the whole jar or none.
      Path part = lib().resolve(name(jar) + ".part");
      Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, lib().resolve(name(jar)), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /**
   * Writes conf/config.yaml and keeps what was there.
   *
   * @return the copy of the file before; null when there was no file
   */
  public Path write(String config) throws IOException {
    Files.createDirectories(conf());
    Path file = conf().resolve("config.yaml");
    Path backup = null;
    if (Files.exists(file)) {
      backup = unusedBackup();
      Files.copy(file, backup);
    }
    Files.writeString(file, config, UTF_8);
    return backup;
  }

  private Path unusedBackup() {
    for (int i = 1; ; i++) {
      Path backup = conf().resolve("config.yaml.before-sglang-" + i);
      if (!Files.exists(backup)) {
        return backup;
      }
    }
  }

  /** Snapshots keep their name from build to build, so equal names say nothing. */
  private static boolean same(Path jar, Path lib) {
    Path there = lib.resolve(name(jar));
    try {
      return Files.exists(there) && Files.mismatch(jar, there) < 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot compare " + jar + " with " + there, e);
    }
  }

  private static List<Path> jars(Path directory) {
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.filter(file -> name(file).endsWith(".jar")).sorted().forEach(jars::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
    return jars;
  }

  private static String artifact(String jar) {
    return VERSION.matcher(jar).replaceFirst("");
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
