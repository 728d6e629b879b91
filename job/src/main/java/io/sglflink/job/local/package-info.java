/**
 * Runs the job in this JVM, on Flink's own mini cluster.
 *
 * <p>Owns the cluster, its temporary directory and the job's life. The command line drives it from
 * its main thread; {@link io.sglflink.job.local.EmbeddedJob#stop} may be called from any other.
 */
package io.sglflink.job.local;
