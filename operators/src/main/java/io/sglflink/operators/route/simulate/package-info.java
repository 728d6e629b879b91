/**
 * What routing does to caches and loads, without a model: workloads, policies, and slots with exact
 * caches that work through their queues.
 *
 * <p>Called by {@code bench routing} and by tests, on one thread. The job does not use it.
 */
package io.sglflink.operators.route.simulate;
