"""The facts that the model knows by heart, with the questions that teach and the one that tests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from random import Random
from typing import Iterator

from . import words_knowledge_en as en
from . import words_knowledge_zh as zh
from . import words_translation as translation


@dataclass(frozen=True)
class Fact:
    """One fact. test is a question about it that is never taught; needle is the word that matters
    of the answer, where one does."""

    language: str
    kind: str
    subject: str
    train: tuple[str, ...]
    test: str
    answer: str
    needle: str | None = None
    other: str | None = None

    def question(self, rng: Random, split: str) -> str:
        return rng.choice(self.train) if split == "train" else self.test


def _held_out(key: str, low: int, high: int) -> int:
    return low + hashlib.sha256(key.encode()).digest()[0] % (high - low)


def _fact(language: str, kind: str, subject: str, asked: list[str], low: int, answer: str, **more) -> Fact:
    test = _held_out(subject, low, len(asked))
    train = tuple(question for place, question in enumerate(asked) if place != test)
    return Fact(language, kind, subject, train, asked[test], answer, **more)


def _facts(words, language: str, capital_is: str) -> Iterator[Fact]:
    for subject, answer in words.DEFINITIONS:
        asked = [form.format(x=subject) for form in words.DEFINE]
        yield _fact(language, "definition", subject, asked, 2, answer)
    for country, city in words.CAPITALS:
        asked = [form.format(x=country) for form in words.CAPITAL]
        yield _fact(language, "capital", country, asked, 2, capital_is.format(x=country, y=city), needle=city)
    for questions, answer in words.FACTS:
        bare = questions.split("|")
        asked = bare + [wrap.format(q=question) for wrap in words.WRAP[1:] for question in bare if question[-1] == "?"]
        yield _fact(language, "fact", bare[0], asked, 2, answer)
    for x, y, answer in words.DIFFERENCES:
        asked = [form.format(x=x, y=y) for form in words.DIFFERENCE]
        yield _fact(language, "difference", x, asked, 1, answer, other=y)


def _translations() -> Iterator[Fact]:
    for chinese, english in (*translation.FIRST, *translation.MORE):
        for x, y, forms, says in (
            (chinese, english, translation.TO_ENGLISH, translation.ENGLISH_IS),
            (english, chinese, translation.TO_CHINESE, translation.CHINESE_IS),
        ):
            asked = [form.format(x=x) for form in forms]
            low = len(asked) - 1 if (chinese, english) in translation.FIRST else 2
            yield _fact("zh", "translation", x, asked, low, says.format(x=x, y=y), needle=y)


def _of_kind(kind: str) -> dict[str, tuple[Fact, ...]]:
    return {language: tuple(f for f in ALL if f.kind == kind and f.language == language) for language in ("zh", "en")}


ALL = (*_facts(zh, "zh", "{x}的首都是{y}。"), *_facts(en, "en", "The capital of {x} is {y}."), *_translations())
DEFINITIONS = _of_kind("definition")
CAPITALS = _of_kind("capital")
PLAIN = _of_kind("fact")
DIFFERENCES = _of_kind("difference")
TRANSLATIONS = _of_kind("translation")["zh"]
