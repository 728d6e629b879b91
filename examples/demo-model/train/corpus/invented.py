"""Words that nobody has seen, so that a model learns to copy letters and not to recall words.

Only the training split uses them: a test asks about real words that are kept for it.
"""

from __future__ import annotations

from random import Random
from typing import Collection

from .item import split_of

_CHARACTERS = bytes(b for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF) for b in (high, low)).decode("gb2312")
"""The common characters: level 1 of GB2312, without the five places of its last row that are empty."""
_LATER = "".join(char for char in _CHARACTERS if split_of(char, 0.15) == "train")
"""Without the characters that begin a given name of the test, so that no surname stands before one."""
_ONSETS = "b c d f g h j k l m n p r s t v w y z br ch cl dr gr kr ph pl qu sh sl st th tr x".split()
_RHYMES = "a e i o u ai ea ee ie oo ou y an ar el en er in is on or us al ack ell ing int old ong ump".split()
_LETTERS = "abcdefghijklmnopqrstuvwxyz" + "aaeeeiiooulnrst"


def chinese(rng: Random, count: int | None = None) -> str:
    """A word of so many random characters, or of two to four."""
    count = count or 2 + int(rng.random() * 3)
    first = _CHARACTERS[int(rng.random() * len(_CHARACTERS))]
    return first + "".join(_LATER[int(rng.random() * len(_LATER))] for _ in range(count - 1))


def english(rng: Random) -> str:
    """A word of four to about ten letters, in lower case: syllables mostly, or any letters."""
    if rng.random() < 0.3:
        return "".join(_LETTERS[int(rng.random() * len(_LETTERS))] for _ in range(4 + int(rng.random() * 6)))
    word = ""
    for _ in range(2 + int(rng.random() * 2)):
        word += _ONSETS[int(rng.random() * len(_ONSETS))] + _RHYMES[int(rng.random() * len(_RHYMES))]
    if rng.random() < 0.3:
        word += _ONSETS[int(rng.random() * 19)]
    return word if len(word) > 3 else word + "n"


def swapped(rng: Random, split: str, word: str, kept: Collection[str] = (), share: float = 0.25) -> str:
    """The word, or in train an invented one in its place at times; kept are words that no split but the test's has."""
    if split != "train" or rng.random() >= share:
        return word
    while True:
        new = _like(rng, word)
        if new not in kept:
            return new


def _like(rng: Random, word: str) -> str:
    if not word.isascii():
        return chinese(rng)
    new = english(rng) if rng.random() < 0.85 else f"{english(rng)} {english(rng)}"
    return new.title() if word[0].isupper() else new
