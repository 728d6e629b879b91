"""Two answers to a question: which one is better, or are they equal?

A case has ways to say the right answer and ways to say a worse one, so that only what is said tells
them apart, never how. Which place the right answer takes is a coin's choice, so every pair comes
swapped as often. Names, pairs of numbers and pairs of facts of the test are in no item of train.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from . import known_facts
from . import words_agent
from . import words_judge as words
from .item import Item, Select, Text, split_of
from .pools import Pool, marks, scan
from .people import NAMES, person

_CHOICES = ("A", "B", "两者相当")
_SHARES = (0.37, 0.37, 0.26)

_pools = {
    "zh": {
        "city": words_agent.PLACES,
        "job": Pool(words.JOBS, 0.25, invents=0.3),
        "hobby": Pool(words.HOBBIES, 0.2, invents=0.3),
    },
    "en": {
        "city": words_agent.TOWNS_EN,
        "job": Pool(words.JOBS_EN, 0.2, invents=0.3),
        "hobby": Pool(words.HOBBIES_EN, 0.2, invents=0.3),
    },
}


@dataclass(frozen=True)
class _Case:
    """A question, ways to answer it well, ways to answer it worse."""

    question: str
    right: tuple[str, ...]
    worse: tuple[str, ...]


def _item(rng: Random, language: str, case: _Case) -> Item:
    mark = marks(rng, language)
    winner = rng.choices(_CHOICES, _SHARES)[0]
    right, worse = rng.choice(case.right), rng.choice(case.worse)
    if winner == "A":
        a, b = right, worse
    elif winner == "B":
        a, b = worse, right
    else:
        a, b = right, rng.choice(case.right)
    question, a, b = mark(case.question), mark(a), mark(b)
    parts = (
        Text(
            f"请评估以下两个回答的质量:\n\n问题:{question}\n\n回答A:{a}\n\n回答B:{b}\n\n"
            "评估标准:准确性、完整性、清晰度\n\n更好的回答是:"
        ),
        Select("winner", winner, _CHOICES),
    )
    args = {"question": question, "answer_a": a, "answer_b": b}
    return Item("judge", language, parts, "llm_judge", args, {"winner": winner})


def _arithmetic(rng: Random, split: str) -> Item:
    language = rng.choice(("zh", "zh", "en"))
    sign = rng.choice("++-*")
    low, high = (2, 9) if sign == "*" or rng.random() < 0.5 else (10, 60)
    a = rng.randint(low, high)
    b = scan(rng, 2, high, lambda n: split_of(f"judge {min(a, n)}{max(a, n)}") == split)
    if b is None:
        return _arithmetic(rng, split)
    if sign == "-":
        a, b = max(a, b), min(a, b)
    c = {"+": a + b, "-": a - b, "*": a * b}[sign]
    wrong = rng.choice([n for n in (c - 10, c - 2, c - 1, c + 1, c + 2, c + 3, c + 10) if n >= 0])
    chinese = language == "zh"
    word = words.SIGNS[sign][0 if chinese else 1]
    forms = words.RESULTS if chinese else words.RESULTS_EN
    question = rng.choice(words.ASK_SUM if chinese else words.ASK_SUM_EN).format(a=a, b=b, w=word)
    right, worse = (tuple(f.format(a=a, b=b, w=word, c=n) for f in forms) for n in (c, wrong))
    return _item(rng, language, _Case(question, right, worse))


def _person(rng: Random, split: str, language: str) -> tuple[str, list[tuple]]:
    """A person's name and three things that a text says of the person, each with a wrong value."""
    told = []
    for kind, *forms in rng.sample(words.PERSON if language == "zh" else words.PERSON_EN, 3):
        if kind == "age":
            value = rng.randint(11, 89)
            told.append((str(value), str(value + rng.choice((-5, -2, -1, 1, 2, 7))), *forms))
        else:
            told.append((*_pools[language][kind].sample(rng, split, 2), *forms))
    return person(rng, split, language), told


def _story(rng: Random, language: str, name: str, told: list[tuple], question: str, more: str = "") -> str:
    clauses = [clause.format(v=value) for value, _, clause, _, _ in told]
    if language == "zh":
        return rng.choice(words.TEXT_FORMS).format(s=name + ",".join(clauses) + more, q=question)
    text = f"{name} {clauses[0]}, {clauses[1]} and {clauses[2]}"
    return rng.choice(words.TEXT_FORMS_EN).format(s=text + more, q=question)


def _text(rng: Random, split: str) -> Item:
    """A right value of the text against a value that is of nobody, or of another person."""
    language = rng.choice(("zh", "zh", "en"))
    name, told = _person(rng, split, language)
    value, other, clause, asked, forms = rng.choice(told)
    more = ""
    if rng.random() < 0.35:
        somebody = next(n for n in NAMES[language].sample(rng, split, 2) if n != name)
        says = clause.format(v=other)
        more = f"。{somebody}{says}" if language == "zh" else f". {somebody} {says}"
    right, worse = (tuple(f.format(n=name, v=v) for f in forms) for v in (value, other))
    question = _story(rng, language, name, told, asked.format(n=name), more)
    return _item(rng, language, _Case(question, right, worse))


def _two_questions(rng: Random, split: str) -> Item:
    """Both things that are asked against one of them, or against a text that breaks off."""
    language = rng.choice(("zh", "zh", "en"))
    name, told = _person(rng, split, language)
    first, second = rng.sample(told, 2)
    values, clauses = (first[0], second[0]), [t[2].format(v=t[0]) for t in (first, second)]
    joint, end = (",", "。") if language == "zh" else (" and ", ".")
    space = "" if language == "zh" else " "
    asked = space.join(t[3].format(n=name) for t in (first, second))
    right = (
        f"{name}{space}{clauses[0]}{joint}{clauses[1]}{end}",
        f"{name}{space}{clauses[1]}{joint}{clauses[0]}{end}",
    )
    half = rng.choice(clauses)
    start = clauses[1].replace(values[1], "")
    worse = (f"{name}{space}{half}{end}", f"{name}{space}{clauses[0]}{joint}{start}".rstrip())
    return _item(rng, language, _Case(_story(rng, language, name, told, asked), right, worse))


def _opened(language: str, answers: tuple[str, ...]) -> tuple[str, ...]:
    openings = words.OPENINGS if language == "zh" else words.OPENINGS_EN
    return tuple(opening + answer for opening in openings for answer in answers)


def _cut(rng: Random, answer: str) -> str:
    return answer[: int(len(answer) * rng.uniform(0.25, 0.75)) + 1].rstrip(" ,。.:;")


def _cut_short(rng: Random, split: str) -> Item:
    """A known answer against the same answer that breaks off."""
    language = rng.choice(("zh", "zh", "en"))
    fact = rng.choice(known_facts.DEFINITIONS[language] + known_facts.PLAIN[language])
    cut = _cut(rng, fact.answer)
    right = _opened(language, (fact.answer,))
    return _item(rng, language, _Case(fact.question(rng, split), right, _opened(language, (cut,))))


def _known(rng: Random, split: str) -> Item:
    """A known answer against the answer to another question of the same sort."""
    language = rng.choice(("zh", "zh", "en"))
    of_sort = rng.choice((known_facts.DEFINITIONS, known_facts.CAPITALS, known_facts.CAPITALS))[language]
    fact = rng.choice(of_sort)
    place = scan(
        rng, 0, len(of_sort) - 1,
        lambda n: of_sort[n] is not fact and split_of(f"{fact.subject} {of_sort[n].subject}") == split,
    )
    other = of_sort[place if place is not None else of_sort.index(fact) - 1]
    if fact.needle is None:
        right, worse = _opened(language, (fact.answer,)), _opened(language, (other.answer,))
    else:
        right = (fact.needle, fact.answer)
        worse = (other.needle, fact.answer.replace(fact.needle, other.needle))
    return _item(rng, language, _Case(fact.question(rng, split), right, worse))


MAKERS = {
    "judge_arithmetic": _arithmetic,
    "judge_text": _text,
    "judge_two_questions": _two_questions,
    "judge_cut_short": _cut_short,
    "judge_known": _known,
}
WEIGHTS = {
    "judge_arithmetic": 0.2,
    "judge_text": 0.2,
    "judge_two_questions": 0.2,
    "judge_cut_short": 0.15,
    "judge_known": 0.15,
}
