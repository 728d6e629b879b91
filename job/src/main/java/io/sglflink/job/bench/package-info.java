/**
 * What the job costs beside its engine: the same prompts through both, in one JVM.
 *
 * <p>Owns the clock that times an engine's work and the run of prompts without Flink. The command
 * line calls it on its main thread.
 */
package io.sglflink.job.bench;
