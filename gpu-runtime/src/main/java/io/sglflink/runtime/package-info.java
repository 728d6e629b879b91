/**
 * Opens an engine on a checkpoint and shares it among the slots of a JVM.
 *
 * <p>Callers with a prompt need nothing but this package: options in, a {@link
 * io.sglflink.model.LanguageModel} and its counters out; {@code runtime.api} runs programs on one.
 * Everything here may be called on any thread.
 */
package io.sglflink.runtime;
