/**
 * The job: its options, its graph and the main class for {@code flink run}.
 *
 * <p>Owns how options become a {@link io.sglflink.job.JobSpec} and how that becomes a Flink job.
 * {@code flink run} calls {@link io.sglflink.job.SglangJob}, the command line calls the rest; all
 * of it on the main thread, before the job starts. On a TaskManager it takes shares of the engine,
 * on tasks' threads, and ends the JVM in which no engine can work any more.
 */
package io.sglflink.job;
