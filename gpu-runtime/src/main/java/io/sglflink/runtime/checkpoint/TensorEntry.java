package io.sglflink.runtime.checkpoint;

import java.nio.file.Path;

/**
 * Where one tensor lies.
 *
 * @param dtype the safetensors type name, which may be one that the engine does not read
 * @param offset of the first byte in {@code file}
 * @param bytes length
 */
record TensorEntry(Path file, String name, String dtype, long[] shape, long offset, long bytes) {}
