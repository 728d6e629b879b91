package io.sglflink.runtime.checkpoint;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What config.json says of the model, with Hugging Face's defaults filled in.
 *
 * @param family which model code runs it
 * @param architecture the model class that config.json names
 * @param vocabSize rows of the embedding, which may be more than the tokenizer has tokens
 * @param hiddenSize width of the residual stream
 * @param layers number of decoder layers
 * @param heads query heads
 * @param kvHeads key and value heads, a divisor of {@code heads}
 * @param headDim size of one head, even
 * @param intermediateSize width of the MLP
 * @param rmsNormEps added to the mean square before the root
 * @param rope rotary position embedding
 * @param maxPositions longest context in tokens
 * @param tieWordEmbeddings whether the output projection is the embedding
 * @param qkvBias whether query, key and value projections have biases
 * @param outputBias whether the attention's output projection has a bias
 * @param mlpBias whether the MLP's projections have biases
 * @param scales what the family multiplies by and caps with
 * @param sliding which layers attend to a window alone
 * @param experts the feed-forward blocks that are experts, or null without any
 * @param dtype the type that the checkpoint names; float32 where it names none
 * @param eosTokenIds end-of-sequence ids, maybe empty; {@link GenerationConfig} overrides them
 * @param bosTokenId begin-of-sequence id, or null
 */
public record ModelConfig(
    Family family,
    String architecture,
    int vocabSize,
    int hiddenSize,
    int layers,
    int heads,
    int kvHeads,
    int headDim,
    int intermediateSize,
    double rmsNormEps,
    RopeConfig rope,
    int maxPositions,
    boolean tieWordEmbeddings,
    boolean qkvBias,
    boolean outputBias,
    boolean mlpBias,
    Scales scales,
    Sliding sliding,
    Experts experts,
    TensorType dtype,
    List<Integer> eosTokenIds,
    Integer bosTokenId) {

  public ModelConfig {
    requireNonNull(family, "family is null");
    requireNonNull(architecture, "architecture is null");
    requireNonNull(rope, "rope is null");
    requireNonNull(scales, "scales is null");
    requireNonNull(sliding, "sliding is null");
    requireNonNull(dtype, "dtype is null");
    eosTokenIds = List.copyOf(eosTokenIds);
  }

  /**
   * Factors and caps; a cap of c makes x into c · tanh(x / c), and 0 is none.
   *
   * @param attention factor of attention scores
   * @param attentionCap cap of attention scores
   * @param logitCap cap of logits
   * @param embedding factor of embeddings
   */
  public record Scales(double attention, double attentionCap, double logitCap, double embedding) {}

  /**
   * Layers whose rows attend to the last tokens alone.
   *
   * @param window tokens that a row sees, itself among them; 0 when no layer slides
   * @param layers for each layer whether it slides
   * @param rope the rotation in these layers
   */
  public record Sliding(int window, List<Boolean> layers, RopeConfig rope) {

    public Sliding {
      layers = List.copyOf(layers);
    }
  }

  /**
   * Experts.
   *
   * @param count experts of a layer
   * @param chosen experts that a token goes through
   * @param intermediateSize width of one expert
   * @param normalised whether the weights of the chosen ones add up to 1
   * @param layers for each layer whether it has experts
   */
  public record Experts(
      int count, int chosen, int intermediateSize, boolean normalised, List<Boolean> layers) {

    public Experts {
      layers = List.copyOf(layers);
    }
  }
}
