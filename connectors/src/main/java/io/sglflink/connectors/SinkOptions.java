package io.sglflink.connectors;

import static java.util.Objects.requireNonNull;

import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * How an endpoint is written.
 *
 * @param guarantee Kafka only; files are exactly-once always
 * @param transactionalIdPrefix Kafka with exactly-once only: unique among the jobs that write to
 *     the broker, the same when a job is resumed from a savepoint; null makes a random one
 */
public record SinkOptions(DeliveryGuarantee guarantee, String transactionalIdPrefix) {

  /** Exactly once, under a random transactional id prefix. */
  public static final SinkOptions DEFAULTS = new SinkOptions(DeliveryGuarantee.EXACTLY_ONCE, null);

  public SinkOptions {
    requireNonNull(guarantee, "guarantee is null");
  }

  public SinkOptions withGuarantee(DeliveryGuarantee other) {
    return new SinkOptions(other, transactionalIdPrefix);
  }

  public SinkOptions withTransactionalIdPrefix(String other) {
    return new SinkOptions(guarantee, other);
  }
}
