package io.sglflink.runtime.engine;

/** All that holds of an engine holds of one whose model computes beside its thread. */
class OverlappingTokenEngineTest extends TokenEngineTest {

  @Override
  SlotModel prepare(SlotModel model) {
    return model.overlapping();
  }
}
