"""Words that are in no list, so that the model learns to copy what it reads."""

from __future__ import annotations

from random import Random
from typing import Sequence

_CHARACTERS = bytes(b for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF) for b in (high, low)).decode("gb2312")
"""The common characters: the first level of GB 2312."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_STARTS = "b c d f g h j k l m n p r s t v w y z br ch cl cr dr fl gl gr ph pl pr qu sh sl sp st str th tr tw wh".split() + ["", ""]
_VOWELS = "a e i o u a e i o u ai au ea ee ia ie oa oo ou y".split()
_ENDS = "b ck d f g l ll m n nd ng nt p r rd rn s ss st t th x".split() + [""] * 12


def chinese(rng: Random, n: int) -> str:
    """n characters at random."""
    return "".join(rng.choices(_CHARACTERS, k=n))


def english(rng: Random) -> str:
    """One to four syllables, or letters at random, in lower case."""
    if rng.random() < 0.15:
        return "".join(rng.choices(_LETTERS, k=rng.randint(2, 8)))
    sounds = (rng.choice(_STARTS) + rng.choice(_VOWELS) + rng.choice(_ENDS) for _ in range(rng.choice((1, 2, 2, 2, 3, 3, 4))))
    return "".join(sounds)


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
        return english(rng)
    if way < 0.65:
        return word[:cut] + english(rng)
    if way < 0.8:
        return english(rng) + word[-cut:].strip()
    if way < 0.9:
        return word[:cut] + other[-rng.randint(2, 4) :].strip()
    place = rng.randrange(len(word))
    return word[:place] + rng.choice(_LETTERS) + word[place + 1 :]


def _chinese_like(rng: Random, word: str, other: str) -> str:
    way, place = rng.random(), rng.randrange(len(word))
    if way < 0.4:
        return chinese(rng, rng.choice((1, 2, 2, 2, 3, 3, 4, 5)))
    if way < 0.6:
        return word[:place] + chinese(rng, 1) + word[place + 1 :]
    if way < 0.75:
        return word[: place + 1] + chinese(rng, rng.randint(1, 2))
    if way < 0.85:
        return chinese(rng, rng.randint(1, 2)) + word[place:]
    return word[: place + 1] + other[rng.randrange(len(other)) :]
