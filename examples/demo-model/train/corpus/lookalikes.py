"""Words that look like those of a list and are in none."""

from __future__ import annotations

from random import Random
from string import ascii_lowercase
from typing import Sequence

from . import invented


def like(rng: Random, words: Sequence[str]) -> str:
    """A word that could be one of words. Half begin or end as a real one, to mislead who recalls."""
    word = rng.choice(words)
    if word.isascii():
        made = _english_like(rng, word.lower(), rng.choice(words).lower())
        return made.capitalize() if word[0].isupper() else made
    title = word[0] == "《"
    if title:
        word = word[1:-1]
    made = _chinese_like(rng, word, rng.choice(words).strip("《》"))
    return f"《{made}》" if title else made


def _english_like(rng: Random, word: str, other: str) -> str:
    way, cut = rng.random(), rng.randint(2, max(2, len(word)))
    if way < 0.4:
        return invented.english(rng)
    if way < 0.65:
        return word[:cut] + invented.english(rng)
    if way < 0.8:
        return invented.english(rng) + word[-cut:].strip()
    if way < 0.9:
        return word[:cut] + other[-rng.randint(2, 4) :].strip()
    place = rng.randrange(len(word))
    return word[:place] + rng.choice(ascii_lowercase) + word[place + 1 :]


def _chinese_like(rng: Random, word: str, other: str) -> str:
    way, place = rng.random(), rng.randrange(len(word))
    if way < 0.4:
        return invented.chinese(rng, rng.choice((1, 2, 2, 2, 3, 3, 4, 5)))
    if way < 0.6:
        return word[:place] + invented.chinese(rng, 1) + word[place + 1 :]
    if way < 0.75:
        return word[: place + 1] + invented.chinese(rng, rng.randint(1, 2))
    if way < 0.85:
        return invented.chinese(rng, rng.randint(1, 2)) + word[place:]
    return word[: place + 1] + other[rng.randrange(len(other)) :]
