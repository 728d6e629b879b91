package io.sglflink.connectors;

import io.sglflink.record.ReadDeadLetter;
import io.sglflink.record.SourceRecord;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;

/**
 * Writes the records of dead letters back to where prompts are read.
 *
 * <p>From Kafka to Kafka exactly once: the records and the offsets of their letters are one
 * transaction. From Kafka to a file the offsets are committed when the file is there; letters of
 * files are all replayed each time.
 */
public final class DeadLetterReplay {

  private final ReplayRequest request;
  private final SortedMap<String, Integer> replayed = new TreeMap<>();
  private final List<String> failed = new ArrayList<>();
  private int passedOver;

  private DeadLetterReplay(ReplayRequest request) {
    this.request = request;
  }

  /**
   * Replays what is there now.
   *
   * @throws EndpointException when an endpoint cannot be used, or what is read is no dead letter:
   *     nothing is replayed then
   */
  public static ReplayReport run(ReplayRequest request) {
    check(request);
    try {
      return new DeadLetterReplay(request).replay();
    } catch (KafkaException e) {
      throw new EndpointException(
          String.format(
              "replay from '%s' to '%s' failed and nothing is replayed: %s: check the brokers and"
                  + " run it again",
              request.deadLetters(), request.to(), e.getMessage()),
          e);
    }
  }

  private ReplayReport replay() {
    Endpoint from = Endpoints.endpoint(request.deadLetters());
    Endpoint to = Endpoints.endpoint(request.to());
    // The output first: it ends a replay that is under way elsewhere, which settles the offsets.
    try (ReplayOutput output = output(to);
        Letters letters = letters(from);
        OriginalRecords originals = new OriginalRecords(to instanceof KafkaEndpoint ? to : from)) {
      letters.forEach(letter -> replay(letter, originals, output));
      output.commit(letters);
    }
    return new ReplayReport(replayed, passedOver, failed);
  }

  private void replay(SourceRecord record, OriginalRecords originals, ReplayOutput output) {
    ReadDeadLetter letter = read(record);
    if (!request.codes().isEmpty() && !request.codes().contains(letter.code())) {
      passedOver++;
      return;
    }
    byte[] original = letter.original() == null ? originals.find(letter) : letter.original();
    if (original == null) {
      failed.add(
          String.format(
              "%s: the letter has only the beginning of its record, which is no longer at %s",
              record.position(), letter.position()));
      return;
    }
    output.write(letter.id(), original);
    replayed.merge(letter.code(), 1, Integer::sum);
  }

  private ReadDeadLetter read(SourceRecord record) {
    try {
      return ReadDeadLetter.of(record.value());
    } catch (IllegalArgumentException e) {
      throw new EndpointException(
          String.format(
              "the record at %s is no dead letter: %s: give what a job wrote to its"
                  + " --dead-letters",
              record.position(), e.getMessage()),
          e);
    }
  }

  private Letters letters(Endpoint from) {
    return from instanceof KafkaEndpoint kafka
        ? TopicLetters.open(kafka.address(), request.groupId(), request.fromBeginning())
        : new FileLetters(((FileEndpoint) from).path());
  }

  private ReplayOutput output(Endpoint to) {
    if (request.dryRun()) {
      return ReplayOutput.NOTHING;
    }
    return to instanceof KafkaEndpoint kafka
        ? TopicReplayOutput.open(kafka.address(), request.groupId())
        : FileReplayOutput.open(((FileEndpoint) to).path());
  }

  private static void check(ReplayRequest request) {
    Endpoint from = Endpoints.endpoint(request.deadLetters());
    Endpoint to = Endpoints.endpoint(request.to());
    if (from.reads(to)) {
      throw new EndpointException(
          String.format(
              "--to '%s' is in --dead-letters '%s', where records would be read as letters: give"
                  + " what the job reads",
              request.to(), request.deadLetters()));
    }
    from.checkSource();
    if (to instanceof KafkaEndpoint toTopic) {
      to.checkSource();
      if (from instanceof KafkaEndpoint fromTopic && !cluster(fromTopic).equals(cluster(toTopic))) {
        throw new EndpointException(
            String.format(
                "'%s' and '%s' are on two Kafka clusters, and no transaction spans them: replay to"
                    + " a file, and that file to the topic",
                request.deadLetters(), request.to()));
      }
    } else {
      FileReplayOutput.check(((FileEndpoint) to).path(), request.to());
    }
  }

  private static String cluster(KafkaEndpoint topic) {
    try (KafkaProbe probe = new KafkaProbe(topic.address())) {
      return probe.clusterId();
    }
  }

  /** Forms of both addresses; opens nothing. */
  public static void checkForms(URI deadLetters, URI to) {
    Endpoints.endpoint(deadLetters);
    Endpoints.endpoint(to);
  }
}
