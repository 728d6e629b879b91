/**
 * A real Kafka broker for the demo and for tests: one node, in a JVM of its own, gone when closed.
 *
 * <p>Owns the broker's process, ports and temporary directory. The CLI and the tests call it, on
 * one thread.
 */
package io.sglflink.job.kafka;
