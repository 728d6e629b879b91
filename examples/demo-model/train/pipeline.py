"""The stages that need torch: training, export, evaluation and the card."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import tarfile
import tempfile
import time
from pathlib import Path
from typing import Callable, Iterator

import tokenizers
import torch
import transformers
from tokenizers import Tokenizer

import card
import dataset
import evaluate
import export
from corpus.item import Item
from decoding import Decoder
from model import DemoModel
from plot import loss_curve
from recipe import Recipe
from trainer import Limit, Outcome, Trainer

# What is packed into one file for transport.
BUNDLE = "rest.tar"
SMOKE_STEPS = 25
DRAWN_TASKS = 6


class Pipeline:
    """Takes one model through the stages, in the order of the methods. Files lie in directory."""

    def __init__(
        self,
        options: argparse.Namespace,
        directory: Path,
        recipe: Recipe,
        tokenizer: Tokenizer,
        stage: Callable[[str], None],
    ):
        self._options = options
        self._directory = directory
        self._recipe = recipe
        self._tokenizer = tokenizer
        self._stage = stage
        self._begun = time.monotonic()
        self._device = torch.device(options.device or ("cuda" if torch.cuda.is_available() else "cpu"))
        cuda = self._device.type == "cuda"
        self._hardware = torch.cuda.get_device_name(self._device) if cuda else f"{os.cpu_count()} CPU cores"
        self._model = DemoModel(recipe.shape, torch.bfloat16 if cuda else torch.float32)
        self._samples: list[list[int]] = []

    def prepare(self, tested: list[Item], texts: list[str]) -> None:
        """Finds before the training what would be found after it."""
        evaluate.check(tested)
        self._samples = [e.ids[:200] for e in self._tokenizer.encode_batch(texts[:4])]
        self._model.initialise(self._options.seed)
        with tempfile.TemporaryDirectory() as directory:
            export.write(self._model, self._tokenizer, Path(directory), None)
            export.check_against_transformers(self._model, Path(directory), self._samples)

    def train(self, shards: Iterator[dataset.Shard]) -> None:
        options = self._options
        torch.manual_seed(options.seed)
        torch.set_float32_matmul_precision("high")
        self._batches = dataset.Batches(shards, options.seed, self._recipe)
        self._model.to(self._device)
        self._stage(f"training {self._model.parameter_count():,} parameters on {self._hardware}")
        limit = Limit(options.minutes, options.steps or (SMOKE_STEPS if options.smoke else None))
        trainer = Trainer(self._model, self._batches, self._recipe, self._device)
        self._outcome = trainer.run(limit, self._directory / "training-log.jsonl")
        self._stage(
            f"trained {self._outcome.steps:,} steps on {self._batches.documents:,} documents,"
            f" {self._batches.epochs} repeats, {self._batches.too_long} documents longer than a row,"
            f" attention {self._outcome.attention},"
            f" {len(self._batches.failures)} items not made {self._batches.failures[:3]}"
        )

    def export(self) -> None:
        self._model.to("cpu")
        if self._device.type == "cuda":
            torch.cuda.empty_cache()
        export.write(self._model, self._tokenizer, self._directory, self._options.shard_mib)
        curve = loss_curve(_curves(self._outcome), "Loss per learned token")
        (self._directory / "loss.svg").write_text(curve, encoding="utf-8")
        self._transport()
        difference = export.check_against_transformers(self._model, self._directory, self._samples)
        self._facts = self._card_facts(difference)
        self._publish({})
        self._stage(f"exported, {difference:.1e} from transformers")

    def evaluate(self, tested: list[Item]) -> None:
        torch.set_float32_matmul_precision("highest")
        exported = export.load(self._directory, self._device)
        decoder = Decoder(exported, export.end_ids(self._tokenizer), self._recipe.evaluation_positions)
        player = evaluate.Player(decoder, self._tokenizer)
        scores = self._directory / "scores.json"
        evaluate.Evaluation(player, self._recipe, self._options.seed, scores, self._publish).run(tested)

    def _publish(self, scores: dict) -> None:
        """The card with the scores that there are."""
        (self._directory / "README.md").write_text(card.write(self._facts, scores), encoding="utf-8")
        self._transport()

    def _transport(self) -> None:
        """Few files of limited size: the shards of the weights with their index, and all else in one."""
        out = self._options.out
        if self._directory == out:
            return
        with tarfile.open(out / BUNDLE, "w") as bundle:
            for file in sorted(self._directory.iterdir()):
                if file.name.startswith("model"):
                    shutil.copyfile(file, out / file.name)
                else:
                    bundle.add(file, file.name)

    def _card_facts(self, difference: float) -> card.Facts:
        options, outcome = self._options, self._outcome
        command = f"--out DIR --seed {options.seed} --minutes {options.minutes:g}"
        if options.steps:
            command += f" --steps {options.steps}"
        return card.Facts(
            recipe=self._recipe,
            outcome=outcome,
            command=f"python examples/demo-model/train/train.py {command}",
            seed=options.seed,
            parameters=self._model.parameter_count(),
            vocabulary=self._tokenizer.get_vocab_size(),
            documents=self._batches.documents,
            epochs=self._batches.epochs,
            makers=len(dataset.makers()),
            hardware=self._hardware,
            versions=f"Python {platform.python_version()}, torch {torch.__version__},"
            f" transformers {transformers.__version__}, tokenizers {tokenizers.__version__}",
            difference=difference,
            total_seconds=time.monotonic() - self._begun,
        )


def _curves(outcome: Outcome) -> dict[str, list[tuple[float, float]]]:
    """The loss of all tasks, and of those with the highest loss at the end."""
    log = outcome.log
    last = log[-1]["tasks"] if log else {}
    hardest = sorted(last, key=last.get, reverse=True)[:DRAWN_TASKS]
    curves = {task: [(r["step"], r["tasks"][task]) for r in log if task in r["tasks"]] for task in hardest}
    return {"all": [(r["step"], r["loss"]) for r in log], **curves}
