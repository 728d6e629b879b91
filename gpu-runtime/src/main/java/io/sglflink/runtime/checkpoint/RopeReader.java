package io.sglflink.runtime.checkpoint;

import java.util.List;

/**
 * Reads rotary embedding from either of its forms: {@code rope_theta} with {@code rope_scaling}, or
 * the newer {@code rope_parameters}, which Gemma 3 has one of for each kind of layer.
 */
final class RopeReader {

  private static final double LOCAL_THETA = 10_000;

  private final JsonFields config;
  private final Family family;
  private final int headDim;
  private final int maxPositions;

  RopeReader(JsonFields config, Family family, int headDim, int maxPositions) {
    this.config = config;
    this.family = family;
    this.headDim = headDim;
    this.maxPositions = maxPositions;
  }

  /** The rotation of layers that attend to everything. */
  RopeConfig read() {
    double theta = config.positive("rope_theta", family.defaultRopeTheta());
    JsonFields newer = config.object("rope_parameters");
    if (family == Family.GEMMA3 && newer != null) {
      return rope(newer.object("full_attention"), theta);
    }
    return rope(newer != null ? newer : config.object("rope_scaling"), theta);
  }

  /** The rotation of layers that attend to a window. */
  RopeConfig readLocal() {
    if (family != Family.GEMMA3) {
      return read();
    }
    JsonFields newer = config.object("rope_parameters");
    double theta = config.positive("rope_local_base_freq", LOCAL_THETA);
    return rope(newer == null ? null : newer.object("sliding_attention"), theta);
  }

  private RopeConfig rope(JsonFields parameters, double theta) {
    double share = share(config, 1);
    if (parameters == null) {
      return checked(new RopeConfig(theta, share, new RopeConfig.Scaling.None()));
    }
    return checked(
        new RopeConfig(
            parameters.positive("rope_theta", theta),
            share(parameters, share),
            scaling(parameters)));
  }

  private double share(JsonFields fields, double absent) {
    double share = fields.positive("partial_rotary_factor", absent);
    if (share > 1 || (share != 1 && family != Family.PHI3)) {
      throw fields.wrong(
          "partial_rotary_factor",
          family == Family.PHI3 ? "a share over 0 to 1" : "1, the only share of this family,");
    }
    return share;
  }

  private RopeConfig checked(RopeConfig rope) {
    int rotated = rope.rotated(headDim);
    if (rotated < 2 || rotated % 2 != 0) {
      throw new CheckpointException(
          "%s rotates %d of a head's %d values, and rotary embedding needs an even number: correct partial_rotary_factor"
              .formatted(config.file(), rotated, headDim));
    }
    if (rope.scaling() instanceof RopeConfig.Scaling.LongRope longRope) {
      checkLength("short_factor", longRope.shortFactors(), rotated / 2);
      checkLength("long_factor", longRope.longFactors(), rotated / 2);
    }
    return rope;
  }

  private void checkLength(String name, List<Double> factors, int pairs) {
    if (factors.size() != pairs) {
      throw new CheckpointException(
          "%s has %d numbers in %s where the %d rotated pairs of a head need one each: correct it"
              .formatted(config.file(), factors.size(), name, pairs));
    }
  }

  private RopeConfig.Scaling scaling(JsonFields parameters) {
    String type = parameters.text("rope_type", parameters.text("type", "default"));
    // Phi-3's first checkpoints have these names for it.
    boolean su = family == Family.PHI3 && (type.equals("su") || type.equals("yarn"));
    return switch (su ? "longrope" : type) {
      // Dynamic scaling only changes sequences longer than max_position_embeddings, which the
      // engine does not run.
      case "default", "dynamic" -> new RopeConfig.Scaling.None();
      case "linear" -> new RopeConfig.Scaling.Linear(parameters.positive("factor"));
      case "llama3" -> llama3(parameters);
      case "yarn" -> yarn(parameters);
      case "longrope" -> longRope(parameters);
      default ->
          throw new CheckpointException(
              "%s has rope scaling of type %s, which is not supported: use default, linear, dynamic, llama3, yarn or longrope"
                  .formatted(config.file(), type));
    };
  }

  private RopeConfig.Scaling llama3(JsonFields parameters) {
    double low = parameters.positive("low_freq_factor");
    double high = parameters.positive("high_freq_factor");
    if (high <= low) {
      throw parameters.wrong("high_freq_factor", "more than low_freq_factor = %s".formatted(low));
    }
    return new RopeConfig.Scaling.Llama3(
        parameters.positive("factor"), low, high, originalMaxPositions(parameters));
  }

  private RopeConfig.Scaling yarn(JsonFields parameters) {
    int original = originalMaxPositions(parameters);
    double factor = parameters.positive("factor", (double) maxPositions / original);
    double usual = magnitude(factor, 1);
    if (parameters.has("mscale") && parameters.has("mscale_all_dim")) {
      usual =
          magnitude(factor, parameters.positive("mscale"))
              / magnitude(factor, parameters.positive("mscale_all_dim"));
    }
    return new RopeConfig.Scaling.Yarn(
        factor,
        parameters.positive("attention_factor", usual),
        parameters.positive("beta_fast", 32),
        parameters.positive("beta_slow", 1),
        original,
        parameters.flag("truncate", true));
  }

  private static double magnitude(double factor, double scale) {
    return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
  }

  private RopeConfig.Scaling longRope(JsonFields parameters) {
    int original = originalMaxPositions(parameters);
    double factor = parameters.positive("factor", (double) maxPositions / original);
    double usual = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original));
    return new RopeConfig.Scaling.LongRope(
        parameters.positives("short_factor"),
        parameters.positives("long_factor"),
        parameters.positive("attention_factor", usual),
        original);
  }

  /** The field outside the parameters, where there is one, goes before the one inside. */
  private int originalMaxPositions(JsonFields parameters) {
    String name = "original_max_position_embeddings";
    if (config.has(name)) {
      return config.count(name);
    }
    return parameters.count(name, family == Family.PHI3 ? 4096 : maxPositions);
  }
}
