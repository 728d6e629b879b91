"""Two kinds of things, how many there are and what they have together: how many are of each kind?

The reasoning assumes that all things are of one kind, first or second at random, so that several
samples take different ways to the same answer. It writes every product as a sum over the digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from random import Random

from . import words_problems as words
from .item import Gen, Item, Text, split_of
from .pools import Pool, marks, scan
from .people import person

_RANGES = ((0.25, 5, 50), (0.25, 51, 200), (0.25, 201, 999), (0.25, 1000, 5000))
"""The first knob of difficulty: how often the number of things is in which range."""

_WRITTEN_OUT = False
"""The second: whether a product is written as a sum over the digits, or at once."""

_LARGEST_PRICE = 99
"""The third: what one thing costs at most."""

_LARGEST_SUM = 300_000
_PRICES = tuple(
    (p, q) for p in range(2, _LARGEST_PRICE - 2) for q in range(p + 1, _LARGEST_PRICE + 1) if gcd(p, q) == 1
)
_GUIDE_SHARE = 0.005
"""How often the guide's own problem is taught."""

_places = {
    language: {scene: Pool(places, 0.2, ("一个农场", "A farm")) for scene, places in of.items()}
    for language, of in (("zh", words.PLACES_ZH), ("en", words.PLACES_EN))
}


_TOLD = ("inside", "between", "before", "after")
"""Where a Chinese problem tells what one thing of each kind has."""

_scenes = {
    "zh": (tuple(words.SCENES_ZH), (3, 1, 1, 2, 3, 2)),
    "en": (tuple(words.SCENES_EN), (3, 1, 1, 4, 3)),
}


@dataclass(frozen=True)
class _Kind:
    """One kind of thing: what it is called, what it has each, how many there are."""

    one: str
    many: str
    measure: str
    each: int
    count: int


_GUIDE = (
    "一个农场有鸡和兔子共35个头,94只脚,问鸡和兔子各多少只?",
    (_Kind("鸡", "鸡", "只", 2, 23), _Kind("兔子", "兔子", "只", 4, 12)),
)


def _split(total: int, have: int) -> str:
    return "train" if (total, have) == (35, 94) else split_of(f"{total}/{have}")


def _counts(rng: Random, split: str, p: int, q: int) -> tuple[int, int]:
    """How many there are of each kind, so that the two sums belong to split."""
    _, low, high = rng.choices(_RANGES, [share for share, _, _ in _RANGES])[0]
    high = max(min(high, _LARGEST_SUM // q), 8)
    total = rng.randint(min(low, high // 2), high)
    while (second := _second(rng, split, total, p, q)) is None:
        total += 1
    return total - second, second


def _second(rng: Random, split: str, total: int, p: int, q: int) -> int | None:
    return scan(rng, 1, total - 1, lambda b: _split(total, total * p + b * (q - p)) == split)


def _product(a: int, b: int) -> str:
    """a times b, where wanted with the sum over a's digits: 35x4=120+20=140."""
    if not _WRITTEN_OUT:
        return f"{a}×{b}={a * b}"
    terms = [int(d) * 10 ** (len(str(a)) - 1 - i) * b for i, d in enumerate(str(a)) if d != "0"]
    steps = [str(a * b)]
    if len(terms) > 1 and b not in (1, 10, 20):
        while len(terms) > 1:
            steps.insert(len(steps) - 1, "+".join(map(str, terms)))
            terms = [terms[0] + terms[1], *terms[2:]]
    return f"{a}×{b}=" + "=".join(steps)


def _steps(rng: Random, kinds: tuple[_Kind, _Kind], words_of: dict[str, str]) -> str:
    """The reasoning. words_of says a step's words by its name."""
    first, second = kinds
    total = first.count + second.count
    have = first.each * first.count + second.each * second.count
    all_of, rest = rng.sample(kinds, 2)
    assumed = total * all_of.each
    gap, step = abs(have - assumed), abs(rest.each - all_of.each)
    more, less = max(have, assumed), min(have, assumed)
    big, small = max(rest.each, all_of.each), min(rest.each, all_of.each)
    lines = (
        words_of["given"].format(n=total, t=have),
        words_of["all"].format(x=all_of.many, s=_product(total, all_of.each)),
        words_of["gap"].format(s=f"{more}-{less}={gap}"),
        words_of["step"].format(s=f"{big}-{small}={step}"),
        words_of["kind"].format(x=rest.many, s=f"{gap}÷{step}={rest.count}"),
        words_of["kind"].format(x=all_of.many, s=f"{total}-{rest.count}={all_of.count}"),
        words_of["check"].format(s=_check(first, second)),
    )
    return "\n".join(lines)


def _check(first: _Kind, second: _Kind) -> str:
    products = (first.each * first.count, second.each * second.count)
    return (
        f"{first.count}×{first.each}+{second.count}×{second.each}"
        f"={products[0]}+{products[1]}={sum(products)}"
    )


_WORDS_ZH = {
    "given": "总数{n},合计{t}。",
    "all": "假设全是{x}:{s}。",
    "gap": "相差{s}。",
    "step": "每个相差{s}。",
    "kind": "{x}:{s}。",
    "check": "检验:{s}。",
}
_WORDS_EN = {
    "given": "Count {n}, sum {t}.",
    "all": "If all are {x}: {s}.",
    "gap": "Difference: {s}.",
    "step": "Each differs by {s}.",
    "kind": "{x}: {s}.",
    "check": "Check: {s}.",
}


def _priced(rng: Random, p: int, q: int) -> tuple[int, int]:
    return (p, q) if p else rng.choice(_PRICES)


def _where(rng: Random, split: str, language: str, scene: str) -> str:
    places = _places[language].get(scene)
    return places.pick(rng, split) if places else person(rng, split, language)


def _problem_zh(rng: Random, split: str) -> tuple[str, tuple[_Kind, _Kind]]:
    name = rng.choices(*_scenes["zh"])[0]
    scene = words.SCENES_ZH[name]
    a, a_measure, p, b, b_measure, q = rng.choice(scene["pairs"])
    p, q = _priced(rng, p, q)
    first, second = _counts(rng, split, p, q)
    kinds = [_Kind(a, a, a_measure, p, first), _Kind(b, b, b_measure, q, second)]
    if rng.random() < 0.3:
        kinds.reverse()
    x, y = kinds
    numbers = {"n": first + second, "t": first * p + second * q}
    where = _where(rng, split, "zh", name)
    count = rng.choice(scene["count"]).format(m=x.measure, **numbers)
    total = rng.choice(scene["sum"]).format(**numbers)
    each = ",".join(scene["each"].format(x=k.one, p=k.each, m=k.measure) for k in kinds)
    ask = rng.choice(words.ASK_ZH).format(x=x.one, y=y.one, m=x.measure)
    has = scene["has"].format(x=x.one, y=y.one)
    told = "nowhere" if name == "notes" or name in ("feet", "wheels") and rng.random() < 0.7 else rng.choice(_TOLD)
    text = {
        "nowhere": f"{where}{has}{rng.choice((',', ''))}{count},{total},{ask}",
        "inside": f"{where}{has}({each}),{count},{total},{ask}",
        "between": f"{where}{has},{each},{count},{total},{ask}",
        "before": f"{each}。{where}{has},{count},{total}。{ask}",
        "after": f"{where}{has},{count},{total}。{each}。{ask}",
    }[told]
    return text, (x, y)


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _problem_en(rng: Random, split: str) -> tuple[str, tuple[_Kind, _Kind]]:
    name = rng.choices(*_scenes["en"])[0]
    scene = words.SCENES_EN[name]
    a, a_many, p, b, b_many, q = rng.choice(scene["pairs"])
    p, q = _priced(rng, p, q)
    first, second = _counts(rng, split, p, q)
    kinds = [_Kind(a, a_many, "", p, first), _Kind(b, b_many, "", q, second)]
    if rng.random() < 0.3:
        kinds.reverse()
    x, y = kinds
    numbers = {"n": first + second, "t": first * p + second * q}
    where = _where(rng, split, "en", name)
    count = rng.choice(scene["count"]).format(**numbers)
    total = rng.choice(scene["sum"]).format(**numbers)
    each = " and ".join(scene["each"].format(x=_article(k.one), p=k.each) for k in kinds)
    ask = rng.choice(words.ASK_EN).format(x=x.many, y=y.many)
    has = rng.choice(scene["has"]).format(x=x.many, y=y.many)
    known = name in ("feet", "wheels") and rng.random() < 0.5
    told = "" if known else f" {each[0].upper()}{each[1:]}."
    return f"{where} {has} {count} and {total}.{told} {ask}", (x, y)


def _answer_zh(kinds: tuple[_Kind, _Kind]) -> str:
    return ",".join(f"{kind.one}{kind.count}{kind.measure}" for kind in kinds)


def _answer_en(kinds: tuple[_Kind, _Kind]) -> str:
    return " " + " and ".join(f"{k.count} {k.one if k.count == 1 else k.many}" for k in kinds)


def _math_reasoning(rng: Random, split: str) -> Item:
    taught = split == "train" and rng.random() < _GUIDE_SHARE
    problem, kinds = _GUIDE if taught else _problem_zh(rng, split)
    problem = marks(rng, "zh")(problem)
    answer = _answer_zh(kinds)
    parts = (
        Text(f"问题:{problem}\n请逐步推理:\n"),
        Gen("reasoning", _steps(rng, kinds, _WORDS_ZH), None, 512),
        Text("\n因此,答案是:"),
        Gen("answer", answer, "\n", 20),
    )
    return Item("word_problem", "zh", parts, "math_reasoning", {"problem": problem}, {"answer": answer})


def _math_reasoning_en(rng: Random, split: str) -> Item:
    problem, kinds = _problem_en(rng, split)
    answer = _answer_en(kinds)
    parts = (
        Text(f"Problem: {problem}\nReason step by step:\n"),
        Gen("reasoning", _steps(rng, kinds, _WORDS_EN), None, 512),
        Text("\nTherefore, the answer is:"),
        Gen("answer", answer, "\n", 20),
    )
    return Item("word_problem", "en", parts, "math_reasoning_en", {"problem": problem}, {"answer": answer})


def _drill(rng: Random, split: str) -> Item:
    """Steps of the reasoning on their own, which only teach, so nothing of them is held out."""
    parts: list = []
    for _ in range(rng.randint(2, 5)):
        each = rng.choice((1, 2, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10, 12))
        _, low, high = rng.choice(_RANGES)
        count = rng.randint(low, high)
        product = count * each
        asked, _, steps = rng.choice(
            (
                _product(count, each),
                f"{product}÷{each}={count}",
                f"{product + low}-{product}={low}",
                f"{product + low}-{low}={product}",
            )
        ).partition("=")
        parts += [Text(f"{asked}="), Gen("result", steps, "\n", 64), Text("\n")]
    return Item("word_problem", "zh", tuple(parts[:-1]))


MAKERS = {"math_reasoning": _math_reasoning, "math_reasoning_en": _math_reasoning_en, "drill": _drill}
WEIGHTS = {"math_reasoning": 0.5, "math_reasoning_en": 0.35, "drill": 0.15}
