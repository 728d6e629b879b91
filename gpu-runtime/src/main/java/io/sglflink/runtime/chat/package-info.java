/**
 * How role blocks become text: the checkpoint's own chat template, or SGLang's default one.
 *
 * <p>Owns the Jinja environment that Hugging Face templates expect. The interpreter calls a format
 * on its own threads; formats are immutable.
 */
package io.sglflink.runtime.chat;
