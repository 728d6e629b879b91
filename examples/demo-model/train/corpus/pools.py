"""Words that are taught and words that are kept for the test, and the two ways to write marks."""

from __future__ import annotations

import re
from random import Random
from typing import Callable, Sequence

from . import lookalikes
from .item import Text, split_of

_WIDE = {ord(mark): chr(ord(mark) + 0xFEE0) for mark in ",:;?!()"}
_ASCII = {ord(wide): chr(mark) for mark, wide in _WIDE.items()}
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[,:](?=\d)")


def ascii_marks(text: str) -> str:
    return text.translate(_ASCII)


def wide_marks(text: str) -> str:
    """The text with full-width marks; the marks inside of 10:30 and 1,000 stay."""
    if not _BETWEEN_DIGITS.search(text):
        return text.translate(_WIDE)
    kept = _BETWEEN_DIGITS.findall(text)
    return "".join(
        piece.translate(_WIDE) + mark for piece, mark in zip(_BETWEEN_DIGITS.split(text), [*kept, ""])
    )


def marks(rng: Random, language: str):
    """The way that one item writes its marks: Chinese has two, English has one."""
    if language != "zh":
        return str
    return ascii_marks if rng.random() < 0.5 else wide_marks


class Pool:
    """A list of words of which every split has its own part.

    taught are words of train whatever their hash says. A list with no word of test at test_share is
    refused, so that a short list must name a larger share.

    invents is how often train draws an invented word instead, so that the model learns to copy what
    it reads and not the list. The test draws none.
    """

    def __init__(self, words: Sequence, test_share: float = 0.1, taught: Sequence = (), invents: float = 0.0):
        self.parts: dict[str, list] = {"train": [], "test": []}
        for word in dict.fromkeys(words):
            split = "train" if word in taught else split_of(str(word), test_share)
            self.parts[split].append(word)
        self._invents = invents
        self._kept = frozenset(self.parts["test"])
        if not all(self.parts.values()):
            raise ValueError(f"no words for one split among {list(words)[:3]}...: change test_share")

    def pick(self, rng: Random, split: str):
        if split == "train" and rng.random() < self._invents:
            return self._invented(rng)
        return rng.choice(self.parts[split])

    def sample(self, rng: Random, split: str, count: int) -> list:
        """Different words, in random order."""
        if not self._invents or split == "test":
            return rng.sample(self.parts[split], count)
        drawn: dict = {}
        while len(drawn) < count:
            drawn[self.pick(rng, split)] = None
        return list(drawn)

    def _invented(self, rng: Random) -> str:
        while (word := lookalikes.like(rng, self.parts["train"])) in self._kept:
            pass
        return word


def scan(rng: Random, low: int, high: int, wanted: Callable[[int], bool]) -> int | None:
    """The first wanted value of low..high, from a random one on and around."""
    width = high - low + 1
    start = rng.randrange(width)
    for step in range(width):
        value = low + (start + step) % width
        if wanted(value):
            return value
    return None


def chat(*turns: tuple[str, str], system: str = "你是一个有帮助的AI助手。") -> Text:
    """What the chat template writes for turns, up to where the assistant speaks."""
    head = f"<|im_start|>system\n{system}<|im_end|>\n"
    body = "".join(f"<|im_start|>{role}\n{content}<|im_end|>\n" for role, content in turns)
    return Text(f"{head}{body}<|im_start|>assistant\n")
