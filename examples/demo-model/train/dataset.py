"""The corpus as arrays: shards of items, made in many processes, packed into rows.

Imports no torch: every worker process loads this module.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.pool import Pool
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Iterator

import numpy as np
from tokenizers import Tokenizer

import corpus
from corpus.item import Item, Maker
from encoding import Document, documents, encode
from recipe import OTHER_SHARE, SHARES, WORD_PROBLEMS, Recipe

# A document goes into the first of so many open rows that has room.
OPEN_ROWS = 48


@lru_cache(maxsize=1)
def makers() -> dict[str, Maker]:
    """The makers of all corpus modules, by module/name."""
    return {f"{module}/{name}": maker for module, found in _modules() for name, maker in found.MAKERS.items()}


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """How often each maker is asked, in any unit."""
    out: dict[str, float] = {}
    for module, found in _modules():
        share = SHARES.get(module, OTHER_SHARE) / sum(found.WEIGHTS.values())
        out |= {f"{module}/{name}": found.WEIGHTS[name] * share for name in found.MAKERS}
    return out


def _modules() -> list[tuple[str, ModuleType]]:
    names = sorted(module.name for module in pkgutil.iter_modules(corpus.__path__))
    modules = [(name, importlib.import_module(f"corpus.{name}")) for name in names]
    return [(name, module) for name, module in modules if getattr(module, "MAKERS", None)]


def items(seed: int, part: str, count: int, failures: list[str]) -> Iterator[Item]:
    """Items of the training split in the mix's proportions; part names the random numbers.

    What a maker fails to make is left out and noted: one item in a million must not end a training.
    """
    rng = Random(f"{seed}/{part}")
    names = sorted(makers())
    by_name = weights()
    for name in rng.choices(names, [by_name[n] for n in names], k=count):
        try:
            item = makers()[name](rng, "train")
            documents(item)
        except Exception as failure:
            failures.append(f"{name}: {failure!r}")
        else:
            yield item


def test_items(seed: int, maker: str, count: int) -> list[Item]:
    """Different items of the test split that are runs of a program; fewer where there are no more."""
    make = makers()[maker]
    if make(Random(f"{seed}/probe"), "train").program is None:
        return []
    rng = Random(f"{seed}/test/{maker}")
    found: dict[str, Item] = {}
    for _ in range(4 * count):
        item = make(rng, "test")
        if item.program and (item.expected or item.checks):
            documents(item)
            found.setdefault(text(item), item)
        if len(found) == count:
            break
    return list(found.values())


def text(item: Item) -> str:
    """The run's whole text."""
    return "".join(part.value for part in item.parts)


@dataclass(frozen=True)
class Shard:
    """Rows of documents. Arrays are [rows, row_tokens]; a document's positions start at 0.

    owners index names, the tasks that the tokens belong to. Unused places hold position 0 and no label.
    """

    tokens: np.ndarray
    labels: np.ndarray
    kinds: np.ndarray
    positions: np.ndarray
    owners: np.ndarray
    names: list[str]
    documents: int
    too_long: int
    failures: list[str]


def pack(docs: list[Document], row_tokens: int, failures: list[str]) -> Shard:
    """Puts documents into rows, first fit; one that is longer than a row is left out and counted."""
    rows: list[list[Document]] = []
    room: list[int] = []
    open_rows: list[int] = []
    too_long = 0
    for doc in docs:
        size = len(doc.tokens)
        if size > row_tokens:
            too_long += 1
            continue
        at = next((row for row in open_rows if room[row] >= size), None)
        if at is None:
            if len(open_rows) == OPEN_ROWS:
                open_rows.remove(min(open_rows, key=room.__getitem__))
            at = len(rows)
            rows.append([])
            room.append(row_tokens)
            open_rows.append(at)
        rows[at].append(doc)
        room[at] -= size
    names = sorted({doc.task for doc in docs})
    index = {name: i for i, name in enumerate(names)}
    shape = (len(rows), row_tokens)
    tokens, labels, positions = (np.zeros(shape, np.uint16) for _ in range(3))
    kinds, owners = (np.zeros(shape, np.uint8) for _ in range(2))
    for r, row in enumerate(rows):
        start = 0
        for doc in row:
            here = slice(start, start + len(doc.tokens))
            tokens[r, here] = doc.tokens
            labels[r, here] = doc.labels
            kinds[r, here] = doc.kinds
            positions[r, here] = range(len(doc.tokens))
            owners[r, here] = index[doc.task]
            start = here.stop
    return Shard(tokens, labels, kinds, positions, owners, names, len(docs), too_long, failures)


@lru_cache(maxsize=1)
def _tokenizer(file: str) -> Tokenizer:
    return Tokenizer.from_file(file)


def _make_texts(job: tuple[int, int, int]) -> list[str]:
    seed, number, count = job
    return [text(item) for item in items(seed, f"tokenizer/{number}", count, [])]


def _make_test_items(job: tuple[int, str, int]) -> list[Item]:
    return test_items(*job)


def _make_shard(job: tuple[int, int, int, int, str]) -> Shard:
    seed, number, count, row_tokens, file = job
    failures: list[str] = []
    made = list(items(seed, f"train/{number}", count, failures))
    shard = pack(list(encode(_tokenizer(file), made)), row_tokens, failures)
    order = np.random.default_rng([seed, number]).permutation(len(shard.tokens))
    arrays = (a[order] for a in (shard.tokens, shard.labels, shard.kinds, shard.positions, shard.owners))
    return Shard(*arrays, shard.names, shard.documents, shard.too_long, shard.failures)


def tests(pool: Pool, seed: int, recipe: Recipe) -> list[Item]:
    """Items of the test split from all makers."""
    jobs = []
    for maker in makers():
        voted = maker.split("/")[-1] in WORD_PROBLEMS
        jobs.append((seed, maker, recipe.word_problems if voted else recipe.test_items))
    return [item for found in pool.map(_make_test_items, jobs, chunksize=1) for item in found]


def tokenizer_texts(pool: Pool, seed: int, recipe: Recipe) -> list[str]:
    """What the tokenizer is trained on: texts in the mix's proportions."""
    per_job = 1000
    jobs = [(seed, number, per_job) for number in range(-(-recipe.tokenizer_items // per_job))]
    return [one for texts in pool.imap(_make_texts, jobs) for one in texts]


def shards(pool: Pool, seed: int, recipe: Recipe, tokenizer_file: Path) -> Iterator[Shard]:
    """The training corpus, shard by shard, always in the same order; workers run ahead."""
    jobs = [
        (seed, number, recipe.shard_items, recipe.row_tokens, str(tokenizer_file)) for number in range(recipe.shards)
    ]
    return pool.imap(_make_shard, jobs)


@dataclass(frozen=True)
class Batch:
    """Rows as in Shard; owners index the tasks of Batches."""

    tokens: np.ndarray
    labels: np.ndarray
    kinds: np.ndarray
    positions: np.ndarray
    owners: np.ndarray


class Batches:
    """Batches of rows from shards as they come, then from the same rows again in another order."""

    def __init__(self, source: Iterator[Shard], seed: int, recipe: Recipe):
        self._source = source
        self._seed = seed
        self._rows = recipe.batch_rows
        self.tasks: list[str] = []
        self.epochs = 0
        self.documents = 0
        self.too_long = 0
        self.failures: list[str] = []

    def __iter__(self) -> Iterator[Batch]:
        kept: list[tuple[np.ndarray, ...]] = []
        waiting: list[tuple[np.ndarray, ...]] = []
        rows = 0
        for shard in self._source:
            arrays = self._arrays(shard)
            kept.append(arrays)
            waiting.append(arrays)
            rows += len(arrays[0])
            while rows >= self._rows:
                joined = [np.concatenate(column) for column in zip(*waiting)]
                yield Batch(*(column[: self._rows] for column in joined))
                waiting = [tuple(column[self._rows :] for column in joined)]
                rows -= self._rows
        every = [np.concatenate(column) for column in zip(*kept)]
        if len(every[0]) < self._rows:
            raise ValueError(f"the corpus has {len(every[0])} rows, a batch {self._rows}: make more shards")
        while True:
            self.epochs += 1
            order = np.random.default_rng([self._seed, self.epochs]).permutation(len(every[0]))
            for start in range(0, len(order) - self._rows + 1, self._rows):
                chosen = order[start : start + self._rows]
                yield Batch(*(column[chosen] for column in every))

    def _arrays(self, shard: Shard) -> tuple[np.ndarray, ...]:
        self.documents += shard.documents
        self.too_long += shard.too_long
        self.failures += shard.failures
        for name in shard.names:
            if name not in self.tasks:
                self.tasks.append(name)
        lookup = np.array([self.tasks.index(name) for name in shard.names], np.uint8)
        return (shard.tokens, shard.labels, shard.kinds, shard.positions, lookup[shard.owners])
