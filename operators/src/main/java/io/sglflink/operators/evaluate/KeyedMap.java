package io.sglflink.operators.evaluate;

import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateFunction;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/** Bytes by name under each key: the form of all of this operator's state. */
final class KeyedMap {

  private final MapStateDescriptor<String, byte[]> descriptor;
  private final KeyedStateBackend<Object> backend;
  private final MapState<String, byte[]> state;

  KeyedMap(KeyedStateBackend<Object> backend, String name) throws Exception {
    this.descriptor =
        new MapStateDescriptor<>(
            name, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    this.backend = backend;
    this.state =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  /** The map of one key, until the next call for another. */
  MapState<String, byte[]> of(int key) {
    backend.setCurrentKey(key);
    return state;
  }

  /** Visits the map of each key of this task. */
  void forEach(KeyedStateFunction<Object, MapState<String, byte[]>> visitor) throws Exception {
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor, visitor);
  }
}
