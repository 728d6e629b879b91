/**
 * Compares results with answers that are known: which share of a task's records is right, alone and
 * by majority vote.
 *
 * <p>Called by the demo and by tests, on one thread.
 */
package io.sglflink.job.score;
