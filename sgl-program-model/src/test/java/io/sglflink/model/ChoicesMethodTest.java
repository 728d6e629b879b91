package io.sglflink.model;

import static io.sglflink.model.ChoicesMethod.GREEDY_TOKEN_SELECTION;
import static io.sglflink.model.ChoicesMethod.TOKEN_LENGTH_NORMALIZED;
import static io.sglflink.model.ChoicesMethod.UNCONDITIONAL_LIKELIHOOD_NORMALIZED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sglflink.model.Scoring.ChoiceScore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChoicesMethodTest {

  /** Tokens with their log-probabilities: id, log-probability, id, log-probability … */
  private static List<TokenLogprob> tokens(double... idsAndLogprobs) {
    List<TokenLogprob> tokens = new ArrayList<>();
    for (int i = 0; i < idsAndLogprobs.length; i += 2) {
      tokens.add(new TokenLogprob((int) idsAndLogprobs[i], idsAndLogprobs[i + 1], null, List.of()));
    }
    return tokens;
  }

  private static ChoiceScore score(List<TokenLogprob> tokens, List<TokenLogprob> unconditional) {
    double mean = tokens.stream().mapToDouble(TokenLogprob::logprob).average().orElseThrow();
    return new ChoiceScore(mean, tokens, unconditional);
  }

  private static ChoiceScore score(double... idsAndLogprobs) {
    return score(tokens(idsAndLogprobs), List.of());
  }

  @ParameterizedTest
  @EnumSource
  void theFirstOfATieWins(ChoicesMethod method) {
    assertThat(method.best(List.of(score(1, -2), score(2, -1), score(3, -1)))).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aLabelNamesItsMethod(ChoicesMethod method) {
    assertThat(ChoicesMethod.ofLabel(method.label())).isEqualTo(method);
  }

  @Test
  void lengthNormalisedScoresAreMeans() {
    List<ChoiceScore> scores = List.of(score(1, -1), score(2, -1.5, 3, -0.1));
    assertThat(TOKEN_LENGTH_NORMALIZED.best(scores)).isEqualTo(1);
  }

  @Test
  void greedySelectionGoesTokenByToken() {
    // The second has the better mean, the first the better first token.
    List<ChoiceScore> scores = List.of(score(1, -0.5, 9, -5), score(2, -0.6, 9, -0.1));
    assertThat(TOKEN_LENGTH_NORMALIZED.best(scores)).isEqualTo(1);
    assertThat(GREEDY_TOKEN_SELECTION.best(scores)).isZero();
  }

  @Test
  void greedySelectionPadsAChoiceWithItsMean() {
    // Both begin with token 1; then −1, the mean of the shorter one, stands against −0.9 and −1.1.
    ChoiceScore shorter = score(1, -1);
    assertThat(GREEDY_TOKEN_SELECTION.best(List.of(shorter, score(1, -1, 2, -0.9)))).isEqualTo(1);
    assertThat(GREEDY_TOKEN_SELECTION.best(List.of(score(1, -1, 2, -1.1), shorter))).isEqualTo(1);
  }

  @Test
  void tokensThatChoicesBeginWithTogetherAreEqualWhateverRoundingSays() {
    // Computed apart, the same first token differs in its last bits.
    List<ChoiceScore> scores =
        List.of(score(1, -0.5000001, 2, -0.1), score(1, -0.5, 3, -0.2), score(4, -0.6));
    assertThat(GREEDY_TOKEN_SELECTION.best(scores)).isZero();
  }

  @Test
  void unconditionalScoresAreWhatThePromptAdds() {
    ChoiceScore common = score(tokens(1, -1, 2, -1), tokens(2, -0.5));
    ChoiceScore rare = score(tokens(3, -1.2, 4, -1.2), tokens(4, -3));
    assertThat(common.normalizedUnconditionalLogprob()).isCloseTo(-0.75, within(1e-12));
    assertThat(rare.normalizedUnconditionalLogprob()).isCloseTo(0.3, within(1e-12));
    assertThat(TOKEN_LENGTH_NORMALIZED.best(List.of(common, rare))).isZero();
    assertThat(UNCONDITIONAL_LIKELIHOOD_NORMALIZED.best(List.of(common, rare))).isEqualTo(1);
  }
}
