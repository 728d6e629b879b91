/**
 * The model as TorchScript, run through DJL's PyTorch engine.
 *
 * <p>Owns the script files among the resources, the archive made of them, the mapping of a
 * checkpoint's weights to the names and orders that the scripts use, the CUDA graphs of decode
 * steps and the probe of what attention costs. The engine's thread opens, steps and closes a model;
 * nothing here is shared between threads.
 */
package io.sglflink.runtime.torch;
