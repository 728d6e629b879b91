/**
 * The command line {@code sglang}.
 *
 * <p>Owns what a person reads: help, progress, summaries, messages and exit statuses. Results and
 * reports go to standard output, everything else to standard error. Runs on the main thread.
 */
package io.sglflink.job.cli;
