package io.sglflink.operators.route;

import io.sglflink.operators.PromptEnvelope;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps the route of each session's first turn. */
final class SessionRoute extends KeyedProcessFunction<String, PromptEnvelope, PromptEnvelope> {

  private static final long serialVersionUID = 1;

  private final Duration ttl;

  private transient ValueState<Integer> route;

  SessionRoute(Duration ttl) {
    this.ttl = ttl;
  }

  @Override
  public void open(OpenContext context) {
    ValueStateDescriptor<Integer> descriptor = new ValueStateDescriptor<>("route", Types.INT);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(ttl)
            .setUpdateType(StateTtlConfig.UpdateType.OnReadAndWrite)
            .build());
    route = getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement(PromptEnvelope turn, Context context, Collector<PromptEnvelope> out)
      throws Exception {
    Integer kept = route.value();
    if (kept == null) {
      route.update(turn.route());
    }
    out.collect(kept == null ? turn : turn.withRoute(kept));
  }
}
