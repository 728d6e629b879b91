package io.sglflink.runtime.engine;

/** Constrained requests on a model that computes beside the engine's thread. */
class OverlappingConstrainedRequestTest extends ConstrainedRequestTest {

  @Override
  SlotModel prepare(SlotModel model) {
    return model.overlapping();
  }

  @Override
  int stepsUnderWay() {
    return 1;
  }
}
