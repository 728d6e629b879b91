/**
 * Puts the engine layer and its settings into a Flink installation.
 *
 * <p>Owns what changes in the installation's lib/ and conf/. The command line calls it, on its main
 * thread.
 */
package io.sglflink.job.install;
