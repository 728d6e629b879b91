/**
 * The job on real clusters: Flink, ZooKeeper and Kafka in processes of their own, on loopback.
 *
 * <p>Owns the processes, their ports and directories. Tests tagged {@code cluster} take minutes and
 * run with {@code ./mvnw verify -Pcluster}; the others are small versions of them.
 */
package io.sglflink.job.cluster;
