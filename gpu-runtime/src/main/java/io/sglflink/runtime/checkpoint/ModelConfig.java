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
 * @param qkNorm whether query and key heads are normalised
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
    boolean qkNorm,
    TensorType dtype,
    List<Integer> eosTokenIds,
    Integer bosTokenId) {

  public ModelConfig {
    requireNonNull(family, "family is null");
    requireNonNull(architecture, "architecture is null");
    requireNonNull(rope, "rope is null");
    requireNonNull(dtype, "dtype is null");
    eosTokenIds = List.copyOf(eosTokenIds);
  }
}
