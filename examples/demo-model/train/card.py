"""Writes the model card."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from recipe import SHARES, Recipe
from trainer import Outcome

FLOORS = (
    "Classification, yes/no and extraction are meant to reach 95 % greedy, judging 90 % and the same within"
    " 3 points when the answers change places, word problems 50 % greedy and 5 points more by a majority of 8."
)


@dataclass(frozen=True)
class Facts:
    """What the card tells of a run."""

    recipe: Recipe
    outcome: Outcome
    command: str
    seed: int
    parameters: int
    vocabulary: int
    documents: int
    epochs: int
    makers: int
    hardware: str
    versions: str
    difference: float
    total_seconds: float


def write(facts: Facts, scores: dict) -> str:
    """README.md, with what scores there are yet."""
    return "\n".join([_front(), _what(facts), _scores(scores), _recipe(facts), _limits(), _repeat(facts)])


def _front() -> str:
    return """---
license: apache-2.0
language:
- zh
- en
library_name: transformers
pipeline_tag: text-generation
tags:
- qwen3
- sglang
- flink
- synthetic
---

# sglang-flink demo model
"""


def _what(facts: Facts) -> str:
    shape = facts.recipe.shape
    return f"""A language model of {facts.parameters / 1e6:.1f} million parameters that answers the example programs of
sglang-flink (`examples/programs`) on a laptop's CPU. It was trained from nothing on a synthetic corpus of Chinese and
English program runs, and knows nothing else: it is a demo, not an assistant.

| | |
| --- | --- |
| architecture | `Qwen3ForCausalLM`: {shape.layers} layers, width {shape.hidden}, {shape.heads} heads on {shape.kv_heads}, feed-forward {shape.intermediate}, tied embeddings |
| parameters | {facts.parameters:,}, bfloat16 |
| tokenizer | byte-level BPE, {facts.vocabulary:,} tokens, trained on the corpus; every digit, newline and mark is a token |
| context | {shape.positions:,} tokens |
| chat format | ChatML |
| licence | Apache 2.0, weights and corpus |
"""


def _scores(scores: dict) -> str:
    lines = ["## Scores", "", "Test split, exported bfloat16 weights, computed in float32. " + FLOORS, ""]
    greedy, programmed = scores.get("greedy", {}), scores.get("as_programmed", {})
    if greedy:
        lines += [
            "A run counts when all of its variables are right. *As programmed* draws gens at the temperatures of the"
            " program, 1.0 where it names none and no constraint: the engine's regex constraints only make it better.",
            "",
            "| task | items | greedy % | zh % | en % | as programmed % |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
        ]
        for task, found in greedy.items():
            languages = found["languages"]
            cells = [_cell(languages.get(language)) for language in ("zh", "en")] + [_cell(programmed.get(task))]
            lines.append(f"| {task} | {found['items']} | {found['accuracy']:.1f} | {' | '.join(cells)} |")
        lines.append("")
    for title, key in (("Word problems, %", "word_problems"),):
        table = scores.get(key, {})
        if table:
            columns = list(next(iter(table.values())))
            lines += [f"{title}:", "", f"| language | {' | '.join(c.replace('_', ' ') for c in columns)} |"]
            lines += ["| --- |" + " ---: |" * len(columns)]
            lines += [f"| {name} | {' | '.join(str(row[c]) for c in columns)} |" for name, row in table.items()]
            lines.append("")
    judge = scores.get("judge")
    if judge:
        lines += [
            f"Judge: {judge['as_given']} % of {judge['items']} right as given, {judge['swapped']} % with the answers"
            f" swapped, the same verdict on {judge['consistent']} %.",
            "",
        ]
    return "\n".join(lines)


def _cell(found: dict | None) -> str:
    return f"{found['accuracy']:.1f}" if found else ""


def _recipe(facts: Facts) -> str:
    recipe, outcome = facts.recipe, facts.outcome
    shares = ", ".join(f"{name} {share:g}" for name, share in SHARES.items())
    numbers = {k: v for k, v in asdict(recipe).items() if k != "shape"}
    return f"""## Corpus

Programs write it (`examples/demo-model/train/corpus`): {facts.makers} makers draw names, numbers, wordings and facts from
their own lists, and a hash of what an item is made of decides whether it belongs to training or test. No text comes
from elsewhere, none from another model. Shares of the items by module: {shares}.

## Training

{outcome.steps:,} steps of {recipe.batch_rows * recipe.row_tokens:,} tokens, {outcome.tokens / 1e6:.0f} million tokens from {facts.documents:,} documents ({facts.epochs + 1} passes begun),
{outcome.seconds / 60:.1f} minutes of training on {facts.hardware}, {facts.total_seconds / 60:.1f} minutes in all. Documents are packed into rows and do not see
each other. The model learns what it is to write, and what ends it, with weight 1 (choices {recipe.select_weight:g}); the prompt
with {recipe.prompt_weight:g}. AdamW, warm-up, a plateau and a linear way down; bfloat16 with float32 weights. Before anything
is written, the logits are compared with those of transformers (largest difference {facts.difference:.1e}).

![Loss over steps](loss.svg)

All numbers: `{numbers}`. `training-log.jsonl` has the losses by task. Versions: {facts.versions}.
"""


def _limits() -> str:
    return """## Limits

It writes the forms of its corpus. A question of another kind gets an answer of a known kind, fluent and wrong. Numbers
beyond those of the corpus are guesses. It has no opinion, no memory of the world and no safety training, and is of no
use for anything but showing and testing sglang-flink.
"""


def _repeat(facts: Facts) -> str:
    return f"""## How to repeat

```
pip install -r examples/demo-model/train/requirements.txt
{facts.command}
```

Corpus, tokenizer and test items are functions of the seed ({facts.seed}) and are the same everywhere. The weights are not the
same to the bit: GPU kernels add in no fixed order, and without `--steps` the clock ends the training. Scores move by a
point or so between runs. `--smoke` beside `--out` passes every stage on a CPU in about a minute and trains nothing worth having.
"""
