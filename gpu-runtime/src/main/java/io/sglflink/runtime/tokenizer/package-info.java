/**
 * Text to token ids and back, as the checkpoint's tokenizer.json says.
 *
 * <p>Owns the native tokenizer. The engine encodes prompts on the threads that submit them and
 * decodes output on its own thread, one {@link io.sglflink.runtime.tokenizer.IncrementalDecoder}
 * per request. Nothing here touches the network.
 */
package io.sglflink.runtime.tokenizer;
