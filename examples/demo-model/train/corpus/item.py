"""What a task makes: a program's run, written out with the right answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from random import Random
from typing import Callable

EOS = None
"""As a gen's end: the end-of-sequence token."""


@dataclass(frozen=True)
class Text:
    """Text that the program writes; the model reads it and does not learn to write it."""

    value: str


@dataclass(frozen=True)
class Gen:
    """Text that the model writes.

    end is what the model is to draw after value: a stop string, or EOS. The end is not part of the
    run's text; the text that follows in the run comes from the next part. A constrained gen ends
    with EOS.
    """

    name: str
    value: str
    end: str | None = "\n"
    max_tokens: int = 64


@dataclass(frozen=True)
class Select:
    """The choice that the model is to find most likely, and the others."""

    name: str
    value: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One run of a program.

    task names the row in the table of scores; program and args name the program of
    examples/programs that renders exactly these parts, or program is None where the item only
    teaches. expected says, by variable, what a right run has; variables that have no single right
    answer are not in it. checks names a function of check.py for a variable that equality is too
    strict for.
    """

    task: str
    language: str
    parts: tuple[Text | Gen | Select, ...]
    program: str | None = None
    args: dict = field(default_factory=dict)
    expected: dict[str, str] = field(default_factory=dict)
    checks: dict[str, str] = field(default_factory=dict)


Maker = Callable[[Random, str], Item]
"""Makes an item of a split, "train" or "test", from nothing but the random numbers that it is given."""


def split_of(key: str, test_share: float = 0.1) -> str:
    """The split that everything made with this key belongs to, the same on every machine."""
    digest = hashlib.sha256(key.encode()).digest()
    return "test" if int.from_bytes(digest[:8], "big") < test_share * 2**64 else "train"
