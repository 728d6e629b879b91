/**
 * The KV pool's bookkeeping: which slots are free, cached or owned.
 *
 * <p>Owns extents, the radix tree of cached tokens and the sequences that running requests hold. It
 * knows slot numbers only; the tensors behind them belong to the model. The engine's thread is the
 * only caller, so nothing here is synchronized. {@link io.sglflink.runtime.kv.KvPool} is the way
 * in.
 */
package io.sglflink.runtime.kv;
