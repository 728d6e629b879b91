package io.sglflink.runtime.tokenizer;

/**
 * What each token adds to a decoded text, in bytes: a character's bytes may be spread over tokens.
 *
 * @param bytes by token id; null for special and added tokens, and for ids that do not exist.
 *     Nobody may change them.
 * @param dropsFirstSpace whether a space that begins the whole output is left out of its text
 * @param obstacle why the bytes cannot be told, or null when they can
 */
public record TokenBytes(byte[][] bytes, boolean dropsFirstSpace, String obstacle) {}
