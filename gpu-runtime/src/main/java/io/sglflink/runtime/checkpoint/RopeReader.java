package io.sglflink.runtime.checkpoint;

/**
 * Reads rotary embedding from either of its forms: {@code rope_theta} with {@code rope_scaling}, or
 * the newer {@code rope_parameters}.
 */
final class RopeReader {

  private static final double DEFAULT_THETA = 10_000;

  private RopeReader() {}

  static RopeConfig read(JsonFields config) {
    JsonFields newer = config.object("rope_parameters");
    JsonFields older = config.object("rope_scaling");
    JsonFields parameters = newer != null ? newer : older;
    requireWhole(config);
    double theta = config.positive("rope_theta", DEFAULT_THETA);
    if (parameters == null) {
      return new RopeConfig(theta, new RopeConfig.Scaling.None());
    }
    requireWhole(parameters);
    return new RopeConfig(parameters.positive("rope_theta", theta), scaling(config, parameters));
  }

  private static void requireWhole(JsonFields fields) {
    if (fields.positive("partial_rotary_factor", 1) != 1) {
      throw fields.wrong("partial_rotary_factor", "1, the only supported share of a head,");
    }
  }

  private static RopeConfig.Scaling scaling(JsonFields config, JsonFields parameters) {
    String type = parameters.text("rope_type", parameters.text("type", "default"));
    return switch (type) {
      case "default" -> new RopeConfig.Scaling.None();
      case "linear" -> new RopeConfig.Scaling.Linear(parameters.positive("factor"));
      case "llama3" -> llama3(parameters);
      default ->
          throw new CheckpointException(
              "%s has rope scaling of type %s, which is not supported: use default, linear or llama3"
                  .formatted(config.file(), type));
    };
  }

  private static RopeConfig.Scaling llama3(JsonFields parameters) {
    double low = parameters.positive("low_freq_factor");
    double high = parameters.positive("high_freq_factor");
    if (high <= low) {
      throw parameters.wrong("high_freq_factor", "more than low_freq_factor = %s".formatted(low));
    }
    return new RopeConfig.Scaling.Llama3(
        parameters.positive("factor"),
        low,
        high,
        parameters.count("original_max_position_embeddings"));
  }
}
