package io.sglflink.runtime.bench;

import static io.sglflink.runtime.bench.Scenario.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Trees of thoughts: every thought is followed by several, which see all that leads to them and
 * begin with an instruction of their own.
 *
 * @param problems trees side by side
 * @param branching thoughts that follow from one, and from the problem
 * @param depth thoughts from the problem to a leaf
 * @param problemTokens tokens of a problem
 * @param instructionTokens tokens that tell one branch from its siblings
 * @param thoughtTokens tokens of a thought
 */
public record TreeOfThought(
    int problems,
    int branching,
    int depth,
    int problemTokens,
    int instructionTokens,
    int thoughtTokens)
    implements Scenario {

  private static final int MOST_THOUGHTS = 1_000_000;

  public TreeOfThought {
    check("problems", problems, 1);
    check("branching", branching, 1);
    check("depth", depth, 1);
    check("problem tokens", problemTokens, 1);
    check("instruction tokens", instructionTokens, 1);
    check("thought tokens", thoughtTokens, 1);
    double leaves = problems * Math.pow(branching, depth);
    if (leaves > MOST_THOUGHTS) {
      throw new IllegalArgumentException(
          String.format(
              "%,d problems with branching %,d and depth %,d end in %,.0f thoughts: give at most"
                  + " %,d",
              problems, branching, depth, leaves, MOST_THOUGHTS));
    }
  }

  @Override
  public String name() {
    return "tree-of-thought";
  }

  @Override
  public long slots() {
    long leaf = problemTokens + (long) depth * (instructionTokens + thoughtTokens);
    return problems * (long) Math.pow(branching, depth) * leaf;
  }

  @Override
  public List<Call> start(Prompts prompts) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < problems; i++) {
      calls.addAll(branches(prompts.tokens(problemTokens), 1, prompts.split()));
    }
    return calls;
  }

  private List<Call> branches(int[] before, int level, Prompts prompts) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < branching; i++) {
      int[] prompt = Prompts.join(before, prompts.tokens(instructionTokens));
      Prompts below = prompts.split();
      calls.add(
          Call.generate(prompt, thoughtTokens)
              .then(
                  "/thought/" + level,
                  drawn ->
                      level == depth
                          ? List.of()
                          : branches(Prompts.join(prompt, drawn), level + 1, below)));
    }
    return calls;
  }
}
