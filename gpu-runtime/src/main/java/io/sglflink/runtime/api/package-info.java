/**
 * Programs from Java, without Flink: a runtime opens a model, a program runs on it, alone or in
 * batches, and a state says what became of a run.
 *
 * <p>Applications call it, on any thread; every public class here is thread-safe. A run holds no
 * thread: the runtime's few threads carry thousands of them. {@link
 * io.sglflink.runtime.api.SglRuntime} has an example.
 */
package io.sglflink.runtime.api;
