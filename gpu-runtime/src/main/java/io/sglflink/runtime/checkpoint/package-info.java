/**
 * Hugging Face checkpoint directories: their configuration and their weights.
 *
 * <p>Owns everything read from {@code config.json}, {@code generation_config.json} and the
 * safetensors files; what it accepts has been checked, what it refuses is named in a {@link
 * io.sglflink.runtime.checkpoint.CheckpointException}. The engine opens a checkpoint once, on the
 * thread that starts it; all values are immutable and may be read on any thread.
 */
package io.sglflink.runtime.checkpoint;
