package io.sglflink.runtime;

/**
 * Counters of an engine since it was opened; a consistent snapshot.
 *
 * @param running requests that hold KV slots now
 * @param waiting requests that wait for admission now
 * @param promptTokens prompt tokens of admitted requests, cached ones included
 * @param cachedTokens prompt tokens whose keys and values were reused
 * @param generatedTokens tokens drawn
 * @param steps model steps run
 * @param kvSlots slots of the KV pool
 * @param kvSlotsFree slots that neither a request nor the prefix cache holds
 */
public record EngineStats(
    int running,
    int waiting,
    long promptTokens,
    long cachedTokens,
    long generatedTokens,
    long steps,
    int kvSlots,
    int kvSlotsFree) {}
