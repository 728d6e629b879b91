package io.sglflink.record;

/**
 * Wall time of a run, in nanoseconds, since the task last took the record up.
 *
 * @param queued until the run started
 * @param running from then to its end
 */
public record Timings(long queued, long running) {}
