"""Queries for an agent that searches, calculates or answers.

Places, companies, films, people and pairs of numbers of the test are in no item of train. What the
agent answers at once is knowledge, so there the test has the facts' held-out questions.
"""

from __future__ import annotations

from random import Random

from . import known_facts
from . import words_agent as words
from .item import Gen, Item, Select, Text, split_of
from .pools import Pool, marks, scan
from .people import person

_ACTIONS = ("搜索", "计算", "回答")
_pools = {
    "company": Pool(words.COMPANIES, invents=0.4),
    "film": Pool(words.FILMS, invents=0.4),
    "capital": Pool(known_facts.CAPITALS["zh"], taught=[f for f in known_facts.CAPITALS["zh"] if f.subject == "法国"]),
}
_cities, _towns = Pool(words.CITIES, invents=0.4), Pool(words.TOWNS, invents=0.4)
_SIGNS = {"*": "×", "/": "÷"}


def _run(language: str, query: str, thought: str, action: str, content: str | None, answer: str, **more) -> Item:
    parts: list = [
        Text(f"查询:{query}\n思考:我需要先分析这个问题。\n思考:"),
        Gen("thought_1", thought, None, 128),
        Text("\n行动类型:"),
        Select("action_type", action, _ACTIONS),
    ]
    if content is None:
        parts += [Text("\n最终答案:")]
    else:
        parts += [Text("\n行动内容:"), Gen("action_content", content, None, 128), Text("\n观察结果:[模拟观察]\n最终答案:")]
    parts.append(Gen("answer", answer, None, 256))
    return Item("agent", language, tuple(parts), "agent_workflow", {"query": query}, **more)


def _numbers(rng: Random, split: str, sign: str) -> tuple[int, int, int]:
    """Two numbers and their result, that is a whole number and not below 0."""
    if sign in "*/":
        a = rng.randint(2, 99)
        b = scan(rng, 2, 9, lambda n: split_of(f"{a}*{n}") == split)
        if b is None:
            return _numbers(rng, split, sign)
        return (a, b, a * b) if sign == "*" else (a * b, b, a)
    high = 99 if rng.random() < 0.7 else 999
    a = rng.randint(10, high)
    b = scan(rng, 2, high, lambda n: split_of(f"{min(a, n)}+{max(a, n)}") == split)
    return (a, b, a + b) if sign == "+" else (max(a, b), min(a, b), abs(a - b))


def _asked(rng: Random, query: str) -> str:
    """The query, at times with polite words before it or without its mark."""
    if rng.random() < 0.2:
        query = rng.choice(("请问", "我想知道", "帮我看看,")) + query
    return query.rstrip("?。") if rng.random() < 0.1 else query


def _sum(rng: Random, split: str) -> Item:
    sign = rng.choice("++--*/")
    a, b, c = _numbers(rng, split, sign)
    forms, says, operation = words.CALCULATIONS[sign]
    answer = says.format(a=a, b=b, c=c)
    if sign in "+-*" and rng.random() < 0.35:
        forms = {"+": words.TOGETHER, "-": words.PAYMENTS, "*": words.PURCHASES}[sign]
        answer = f"一共{c}元。" if sign != "-" else f"剩下{c}元。"
    x, y = words.GOODS.sample(rng, split, 2)
    expression = f"{a}{sign}{b}"
    shown = f"{a}{_SIGNS.get(sign, sign)}{b}"
    mark = marks(rng, "zh")
    query = mark(_asked(rng, rng.choice(forms).format(a=a, b=b, x=x, y=y, n=person(rng, split, "zh"))))
    thought = mark(rng.choice(words.THOUGHTS).format(o=operation, e=shown))
    return _calculation("zh", query, thought, expression, answer, c)


def _calculation(language: str, query: str, thought: str, expression: str, answer: str, result: int) -> Item:
    return _run(
        language, query, thought, "计算", expression, answer,
        expected={"action_type": "计算", "action_content": expression, "answer": str(result)},
        checks={"answer": "contains_number"},
    )


def _named(rng: Random, split: str, pool: str):
    """What a search is about: a fact of a capital, or else a name."""
    if pool == "person":
        return person(rng, split, "zh")
    if pool == "place":
        return (_cities if rng.random() < 0.5 else _towns).pick(rng, split)
    return _pools[pool].pick(rng, split)


def _search(rng: Random, split: str) -> Item:
    pool, forms, content, lacks = rng.choice(words.SEARCHES)
    x = _named(rng, split, pool)
    x, y = (x.subject, x.needle) if pool == "capital" else (x, x)
    lacks, content = lacks.format(x=x, y=y), content.format(x=x, y=y)
    thoughts = words.CAPITAL_THOUGHTS if pool == "capital" else words.SEARCH_THOUGHTS
    mark = marks(rng, "zh")
    query = mark(_asked(rng, rng.choice(forms).format(x=x)))
    thought = mark(rng.choice(thoughts).format(x=x, y=y, z=lacks))
    answer = mark(rng.choice(words.SEARCH_ANSWERS).format(z=lacks))
    return _searched("zh", query, thought, content, answer, f"{y}|模拟|搜索")


def _searched(language: str, query: str, thought: str, content: str, answer: str, needles: str) -> Item:
    return _run(
        language, query, thought, "搜索", content, answer,
        expected={"action_type": "搜索", "action_content": content, "answer": needles},
        checks={"action_content": "contains", "answer": "contains"},
    )


def _answered(language: str, query: str, thought: str, answer: str, needle: str | None = None) -> Item:
    return _run(
        language, query, thought, "回答", None, answer,
        expected={"action_type": "回答", "answer": needle or answer},
        checks={"answer": "contains" if needle else "same_text"},
    )


def _knowledge(rng: Random, split: str) -> Item:
    mark = marks(rng, "zh")
    if rng.random() < 0.15:
        said, answer = rng.choice(words.TALK)
        query = rng.choice(said[:-1]) if split == "train" else said[-1]
        return _answered("zh", mark(query), mark(rng.choice(words.TALK_THOUGHTS)), mark(answer))
    fact = rng.choice(known_facts.TRANSLATIONS if rng.random() < 0.15 else _known)
    thought = mark(rng.choice(words.FACT_THOUGHTS))
    return _answered("zh", mark(fact.question(rng, split)), thought, mark(fact.answer), fact.needle)


_known = known_facts.DEFINITIONS["zh"] + known_facts.PLAIN["zh"] + known_facts.DIFFERENCES["zh"] + known_facts.CAPITALS["zh"]
_known_en = known_facts.DEFINITIONS["en"] + known_facts.PLAIN["en"] + known_facts.CAPITALS["en"]


def _english(rng: Random, split: str) -> Item:
    kind = rng.choice(_ACTIONS)
    if kind == "计算":
        sign = rng.choice("+-*")
        a, b, c = _numbers(rng, split, sign)
        forms, says = words.CALCULATIONS_EN[sign]
        expression = f"{a}{sign}{b}"
        query = rng.choice(forms).format(a=a, b=b)
        return _calculation("en", query, f"I need to calculate {expression}.", expression, says.format(a=a, b=b, c=c), c)
    if kind == "搜索":
        asked, content, lacks = rng.choice(words.SEARCHES_EN)
        x = words.TOWNS_EN.pick(rng, split)
        lacks = lacks.format(x=x)
        answer = f"The simulated observation does not tell {lacks}; a real search tool is needed."
        return _searched("en", asked.format(x=x), f"I need to search for {lacks}.", content.format(x=x), answer, f"{x}|simulated|search")
    fact = rng.choice(_known_en)
    return _answered("en", fact.question(rng, split), "I know this and can answer it directly.", fact.answer, fact.needle)


MAKERS = {"calculate": _sum, "search": _search, "answer": _knowledge, "english": _english}
WEIGHTS = {"calculate": 0.3, "search": 0.31, "answer": 0.25, "english": 0.14}
