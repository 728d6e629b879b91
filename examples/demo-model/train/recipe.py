"""Every number of the recipe that one may want to change, in one place."""

from __future__ import annotations

from dataclasses import dataclass, replace

END_OF_TEXT = "<|endoftext|>"
IM_START = "<|im_start|>"
IM_END = "<|im_end|>"

SHARES: dict[str, float] = {
    "sentiment": 8,
    "topics": 5,
    "facts": 6,
    "facts_drills": 6,
    "extraction": 7,
    "persons": 7,
    "records": 9,
    "constrained": 7,
    "problems": 10,
    "judge": 8,
    "agent": 9,
    "knowledge": 5,
    "dialogs": 10,
    "workflow": 6,
}
"""Share of the items by corpus module, in percent or any unit; a module's own WEIGHTS divide it further."""

WORD_PROBLEMS = ("math_reasoning", "math_reasoning_en")
"""The programs whose answers are also put to the vote."""

OTHER_SHARE = 4.0
"""Share of a corpus module that SHARES does not name."""


@dataclass(frozen=True)
class Shape:
    """Qwen3 with tied embeddings. The vocabulary is the tokenizer's, rounded up."""

    vocabulary: int = 6144
    hidden: int = 384
    layers: int = 8
    heads: int = 6
    kv_heads: int = 2
    head_dim: int = 64
    intermediate: int = 1024
    norm_eps: float = 1e-6
    rope_theta: float = 10_000.0
    positions: int = 2048


@dataclass(frozen=True)
class Recipe:
    shape: Shape = Shape()

    # Tokenizer.
    tokenizer_items: int = 80_000
    longest_token_bytes: int = 12  # four Han characters, or an English word of eleven letters

    # Corpus: shards of items, made ahead of the training and read again when they run out.
    shards: int = 720
    shard_items: int = 8192
    row_tokens: int = 1024
    batch_rows: int = 128

    # Loss weights per token.
    prompt_weight: float = 0.05
    gen_weight: float = 1.0
    select_weight: float = 8.0

    # AdamW: warm-up, a plateau, and a linear way down to nothing.
    learning_rate: float = 2e-3
    weight_decay: float = 0.1
    beta_1: float = 0.9
    beta_2: float = 0.95
    clip: float = 1.0
    warmup_steps: int = 150
    decay_share: float = 0.5
    log_every: int = 25

    # Evaluation: items per maker.
    test_items: int = 500
    word_problems: int = 1000
    votes: int = 8
    vote_temperature: float = 0.7
    evaluation_positions: int = 3_000_000  # of the KV cache, in one batch


def smoke(recipe: Recipe) -> Recipe:
    """Every stage at a size that two CPU cores pass in about a minute."""
    return replace(
        recipe,
        shape=replace(recipe.shape, hidden=64, layers=2, heads=2, kv_heads=1, head_dim=32, intermediate=128),
        tokenizer_items=3000,
        shards=4,
        shard_items=400,
        row_tokens=1024,
        batch_rows=4,
        warmup_steps=5,
        log_every=5,
        test_items=3,
        word_problems=4,
        votes=3,
        evaluation_positions=100_000,
    )
