package io.sglflink.runtime.engine;

import java.util.List;

/**
 * A step whose answer is not there yet.
 *
 * @param plan what it computes
 * @param drawOrder the sequences of the answer's tokens
 * @param scoreOrder the sequences of the answer's scores
 */
record LaunchedStep(StepPlan plan, List<Sequence> drawOrder, List<Sequence> scoreOrder) {}
