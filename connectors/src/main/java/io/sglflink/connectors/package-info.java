/**
 * Endpoints of the job: URIs become Flink sources of {@link io.sglflink.record.SourceRecord} and
 * sinks of {@link io.sglflink.record.EncodedRecord}.
 *
 * <p>Owns everything that knows Kafka or files, and nothing that knows what a record's bytes mean;
 * only {@link io.sglflink.connectors.DeadLetterReplay} reads dead letters. The job module calls
 * {@link io.sglflink.connectors.Endpoints} on its main thread before it submits the job; the
 * sources and sinks themselves run on Flink's threads.
 */
package io.sglflink.connectors;
