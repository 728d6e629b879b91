/**
 * The Flink operators between sources and sinks.
 *
 * <p>{@link io.sglflink.operators.PromptPipeline} wires them; the job module calls it on its main
 * thread while it builds the job graph. Everything in the sub-packages runs on task threads.
 */
package io.sglflink.operators;
