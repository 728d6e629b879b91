/**
 * The records that cross the job's edges: prompt records in, result records and dead letters out.
 *
 * <p>Owns their JSON forms. Connectors move them as bytes, operators decode and encode them. The
 * types that travel between Flink operators are flat, so that Flink's own record serializer handles
 * them.
 */
package io.sglflink.record;
