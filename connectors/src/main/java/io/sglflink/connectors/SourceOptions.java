package io.sglflink.connectors;

import static java.util.Objects.requireNonNull;

/**
 * How an endpoint is read.
 *
 * @param extent where reading ends
 * @param startingOffsets Kafka only: where reading starts
 * @param groupId Kafka only: the consumer group, whose offsets show how far the job has read
 */
public record SourceOptions(Extent extent, StartingOffsets startingOffsets, String groupId) {

  /** Kafka from the earliest record and for ever, files to their end. */
  public static final SourceOptions DEFAULTS =
      new SourceOptions(Extent.NATURAL, StartingOffsets.EARLIEST, "sglang-flink");

  public SourceOptions {
    requireNonNull(extent, "extent is null");
    requireNonNull(startingOffsets, "startingOffsets is null");
    requireNonNull(groupId, "groupId is null");
  }

  public SourceOptions withExtent(Extent other) {
    return new SourceOptions(other, startingOffsets, groupId);
  }

  public SourceOptions withStartingOffsets(StartingOffsets other) {
    return new SourceOptions(extent, other, groupId);
  }

  public SourceOptions withGroupId(String other) {
    return new SourceOptions(extent, startingOffsets, other);
  }

  /** Where reading ends. */
  public enum Extent {
    /** Kafka is read for ever, files to their end. */
    NATURAL,
    /** What is there when the job starts. */
    BOUNDED,
    /** For ever; a directory is watched for new files. */
    UNBOUNDED
  }

  /** Where reading a topic starts when the job has no checkpoint to go on from. */
  public enum StartingOffsets {
    /** The first record that the topic still has. */
    EARLIEST,
    /** The records after the group's committed offsets; the earliest one where it has none. */
    COMMITTED
  }
}
