"""How the makers of part A draw: picks, partitions by split, sentences and numbers of one split."""

from __future__ import annotations

import hashlib
import re
from random import Random
from typing import Callable, Iterable, Sequence, TypeVar

from .item import split_of

T = TypeVar("T")

PINNED = {
    "物流很快,包装完好,手感比想象的还要好。",
    "用了三天就坏了,客服一直不回复。",
    "和图片一样,没有惊喜也没有失望。",
    "Great battery life, and the screen is gorgeous.",
    "The hinge broke within a week.",
}
"""Reviews that users read in the documentation: always of the training split."""

_MARKS = re.compile(r"[,:;?!](?!\d)|(?<!\d)[,:;?!]")
_WIDE = {",": "\uff0c", ":": "\uff1a", ";": "\uff1b", "?": "\uff1f", "!": "\uff01"}


def pick(rng: Random, choices: Sequence[T]) -> T:
    """One of the choices, faster than Random.choice."""
    return choices[int(rng.random() * len(choices))]


def chance(rng: Random, share: float) -> bool:
    return rng.random() < share


def whole(rng: Random, low: int, high: int) -> int:
    """A number from low to high, both included."""
    return low + int(rng.random() * (high - low + 1))


def some(rng: Random, choices: Sequence[T], count: int) -> list[T]:
    """Different choices, in random order."""
    return rng.sample(choices, count)


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written with spaces; _ stands for a space inside a word."""
    return tuple(dict.fromkeys(word.replace("_", " ") for word in text.split()))


def lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in text.strip().splitlines()))


def partition(choices: Iterable[T], train: Iterable[T] = (), test: Iterable[T] = ()) -> dict[str, tuple[T, ...]]:
    """A tenth of the choices for testing, at least one; those that train or test names stay there."""
    taught, held = set(train), set(test)
    ranked = sorted(
        dict.fromkeys(choices),
        key=lambda one: (one in taught, one not in held, hashlib.sha256(str(one).encode()).digest()),
    )
    share = max(1, len(ranked) // 10)
    return {"test": tuple(ranked[:share]), "train": tuple(ranked[share:])}


def fresh(rng: Random, split: str, make: Callable[[Random], str]) -> str:
    """A sentence of the split, whatever its end mark: made again until it is, ten times for testing."""
    while True:
        sentence = make(rng)
        if ("train" if sentence in PINNED else split_of(sentence.rstrip("。!.?"))) == split:
            return sentence


def numbers(rng: Random, split: str, count: int, low: int, high: int) -> list[int]:
    """Different numbers whose combination belongs to the split; one number alone is in both."""
    while True:
        drawn = rng.sample(range(low, high + 1), count)
        if count == 1 or split_of(",".join(map(str, sorted(drawn)))) == split:
            return drawn


def styled(rng: Random, text: str) -> str:
    """Chinese text with full-width marks half of the time; marks between digits stay."""
    return widened(text) if rng.random() < 0.5 else text


def widened(text: str) -> str:
    return _MARKS.sub(lambda mark: _WIDE[mark[0]], text)


def article(noun: str) -> str:
    return ("an " if noun[0] in "aeiou" else "a ") + noun


_DIGITS = "零一二三四五六七八九"


def hanzi(number: int) -> str:
    """A number from 0 to 99 in Chinese characters, as one counts."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def counted(rng: Random, number: int) -> str:
    """A number before a measure word: in digits, or in characters with 两 for two."""
    if number > 20 or rng.random() < 0.5:
        return str(number)
    return "两" if number == 2 else hanzi(number)


_ENGLISH = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
)


def spelled(rng: Random, number: int) -> str:
    return str(number) if number > 20 or rng.random() < 0.5 else _ENGLISH[number]
