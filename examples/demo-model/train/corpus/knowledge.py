"""Bare questions with answers that the model knows by heart.

Every fact is taught. What a test item holds out is the question: each fact has one question that
no item of train asks, and the first question of every fact is always taught.
"""

from __future__ import annotations

from random import Random

from . import known_facts
from .item import Gen, Item, Text
from .pools import marks

_MARKLESS = 0.05
"""How often a taught question has lost its question mark."""


def _asked(rng: Random, split: str) -> tuple[known_facts.Fact, str, str]:
    fact = rng.choice(known_facts.ALL)
    mark = marks(rng, fact.language)
    question = mark(fact.question(rng, split))
    if split == "train" and rng.random() < _MARKLESS:
        question = question.rstrip("?\uff1f")
    return fact, question, mark(fact.answer)


def _item(fact: known_facts.Fact, parts: tuple, answer: str, **more) -> Item:
    expected = {"answer": fact.needle or answer}
    checks = {"answer": "contains" if fact.needle else "same_text"}
    return Item("qa", fact.language, parts, expected=expected, checks=checks, **more)


def _space(fact: known_facts.Fact) -> str:
    return " " if fact.language == "en" else ""


def _simple_qa(rng: Random, split: str) -> Item:
    fact, question, answer = _asked(rng, split)
    parts = (Text(question), Gen("answer", _space(fact) + answer, None, 256))
    return _item(fact, parts, answer, program="simple_qa", args={"question": question})


def _question_and_answer(rng: Random, split: str) -> Item:
    """Other ways to set a question, several in a row, which only teach."""
    form = rng.choice(("{q}\n", "问:{q}\n答:", "Q: {q}\nA: ", "问题:{q}\n回答:"))
    parts: list = []
    for _ in range(rng.randint(1, 3)):
        fact, question, answer = _asked(rng, split)
        parts += [Text(form.format(q=question)), Gen("answer", answer, "\n", 256), Text("\n")]
    return Item("qa", fact.language, tuple(parts[:-1]))


MAKERS = {"simple_qa": _simple_qa, "question_and_answer": _question_and_answer}
WEIGHTS = {"simple_qa": 0.7, "question_and_answer": 0.3}
