/**
 * What a program will do before it does it: which text all its runs share, which text goes to the
 * model with which step, what runs side by side.
 *
 * <p>Owns {@link io.sglflink.plan.ProgramPlan}. The command line prints it. Pure functions of a
 * program; any thread.
 */
package io.sglflink.plan;
