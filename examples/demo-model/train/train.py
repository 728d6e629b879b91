"""Trains the demo model from nothing: corpus, tokenizer, weights, scores, card.

python train.py --out DIR [--seed 1] [--minutes 4] [--steps N] [--smoke] [--shard-mib 14]

Imports no torch at the top: the processes that make the corpus load this module.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
import time
from multiprocessing.pool import Pool
from pathlib import Path

import dataset
import tokenizer as bpe
from recipe import Recipe, smoke


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="directory for the model and all about it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=4.0, help="how long to train, without the other stages")
    parser.add_argument("--steps", type=int, help="end the training after so many steps, if that is sooner")
    parser.add_argument("--smoke", action="store_true", help="pass every stage at a tiny size")
    parser.add_argument("--shard-mib", type=float, help="split the weights, and pack all else into one tar file")
    parser.add_argument("--device", help="cuda or cpu; cuda where there is one")
    parser.add_argument("--workers", type=int, default=max(1, (os.cpu_count() or 2) - 1))
    return parser.parse_args()


def main() -> None:
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    recipe = smoke(Recipe()) if options.smoke else Recipe()
    os.environ["TOKENIZERS_PARALLELISM"] = "false"  # for the workers: they are as many as the cores
    with multiprocessing.get_context("spawn").Pool(options.workers) as pool:
        if options.shard_mib:
            with tempfile.TemporaryDirectory() as directory:
                run(options, Path(directory), recipe, pool)
        else:
            run(options, options.out, recipe, pool)


def run(options: argparse.Namespace, directory: Path, recipe: Recipe, pool: Pool) -> None:
    begun = time.monotonic()

    def stage(name: str) -> None:
        print(f"[{time.monotonic() - begun:6.1f}s] {name}", flush=True)

    stage(f"{len(dataset.makers())} makers, {options.workers} workers: test items and texts for the tokenizer")
    tested = dataset.tests(pool, options.seed, recipe)
    texts = dataset.tokenizer_texts(pool, options.seed, recipe)
    stage(f"{len(tested):,} test items; tokenizer from {len(texts):,} items, {sum(map(len, texts)):,} characters")
    os.environ["TOKENIZERS_PARALLELISM"] = "true"
    tokenizer = bpe.train(texts, recipe)
    bpe.save(tokenizer, directory, recipe.shape.positions)
    shards = dataset.shards(pool, options.seed, recipe, directory / "tokenizer.json")
    stage(f"{tokenizer.get_vocab_size():,} tokens; the training corpus is being made")

    from pipeline import Pipeline

    pipeline = Pipeline(options, directory, recipe, tokenizer, stage)
    pipeline.prepare(tested, texts)
    pipeline.train(shards)
    pool.terminate()
    pipeline.export()
    pipeline.evaluate(tested)
    stage("done")


if __name__ == "__main__":
    main()
