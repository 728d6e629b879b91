"""Many questions about one text, each with its own yes or no; only teaches.

A question alone gives the model one token to learn from. Here a text of a few facts is asked about
five to eight times, in the words of the questions of facts.
"""

from __future__ import annotations

from random import Random
from typing import Callable

from .facts import (
    COLOURS,
    COLOURS_EN,
    COMPARED,
    COMPARED_EN,
    DAYS,
    DAYS_EN,
    DEEDS,
    DEEDS_EN,
    GOODS,
    OWNED,
    OWNED_EN,
    SHOPS,
    SMALL,
    SMALL_EN,
    SPOTS,
    SPOTS_EN,
    THINGS,
    THINGS_EN,
    names_of,
    people_of,
    plural,
    things_of,
)
from .invented import swapped
from .item import Gen, Item, Maker, Select, Text, split_of
from .words_common import chance, numbers, partition, pick, some, widened, words
from .words_people import city, city_en, occupation, occupation_en

__all__ = ["MAKERS", "WEIGHTS"]

SHOPS_EN = partition(
    words("library museum bank shop bakery cafe cinema zoo school market post_office gym pool gallery pharmacy bookshop restaurant clinic garden theatre")
)

Question = tuple[str, bool]
Asked = tuple[str, Callable[[bool], str]]
"""A text, and what makes a question about it whose answer is yes or no."""


def _count(rng: Random, split: str) -> int:
    """How many there are of a text; the test's numbers go in pairs."""
    return pick(rng, (2, 3, 3, 4)) if split == "train" else 2


def _numbers(rng: Random, split: str, count: int, low: int, high: int) -> list[int]:
    """Different numbers, close together half of the time, of which every pair belongs to the split."""
    if split == "test":
        return numbers(rng, split, count, low, high)
    drawn = [low + int(rng.random() * (high - low + 1))]
    while len(drawn) < count:
        near = drawn[-1] - 12 + int(rng.random() * 25) if chance(rng, 0.5) else low + int(rng.random() * (high - low + 1))
        if low <= near <= high and near not in drawn and all(_taught(near, one) for one in drawn):
            drawn.append(near)
    return drawn


def _taught(a: int, b: int) -> bool:
    return split_of(f"{min(a, b)},{max(a, b)}") == "train"


def _wrong(rng: Random, split: str, right: int, others: list[int]) -> int:
    """Another number of the text, or in train one that looks like the right one."""
    if split == "train" and chance(rng, 0.4):
        for wrong in (right * 10 + right % 10, right + 1, right + 10, right - 1, int(str(right)[::-1])):
            if wrong > 0 and wrong != right and _taught(wrong, right) and chance(rng, 0.4):
                return wrong
    return pick(rng, [one for one in others if one != right])


# Each row: how a thing is told with its number, how the number is asked for, and the words for more and less.
_MEASURED = (
    (people_of, 5, 90, ("{}今年{}岁", "{}{}岁"), "{}{}岁吗?", ("{}比{}大吗?", "{}比{}年长吗?"), ("{}比{}小吗?", "{}比{}年轻吗?"), ("{}最大吗?", "{}年龄最大吗?"), ("{}最小吗?", "{}年龄最小吗?")),
    (GOODS, 2, 99, ("{}{}元", "{}卖{}元", "{}的价格是{}元"), "{}{}元吗?", ("{}比{}贵吗?",), ("{}比{}便宜吗?",), ("{}最贵吗?",), ("{}最便宜吗?",)),
    (GOODS, 2, 99, ("{}重{}克", "{}的重量是{}克"), "{}重{}克吗?", ("{}比{}重吗?",), ("{}比{}轻吗?",), ("{}最重吗?",), ("{}最轻吗?",)),
    (people_of, 30, 100, ("{}考了{}分", "{}得了{}分"), "{}考了{}分吗?", ("{}的分数比{}高吗?", "{}比{}考得好吗?"), ("{}的分数比{}低吗?",), ("{}的分数最高吗?",), ("{}的分数最低吗?",)),
    (THINGS, 2, 99, ("{}长{}厘米", "{}的长度是{}厘米"), "{}长{}厘米吗?", ("{}比{}长吗?",), ("{}比{}短吗?",), ("{}最长吗?",), ("{}最短吗?",)),
)
_MEASURED_EN = (
    (names_of, 5, 90, ("{} is {} years old",), "Is {} {} years old?", ("Is {} older than {}?",), ("Is {} younger than {}?",), ("Is {} the oldest?",), ("Is {} the youngest?",)),
    (THINGS_EN, 2, 99, ("the {} costs {} dollars",), "Does the {} cost {} dollars?", ("Is the {} more expensive than the {}?",), ("Is the {} cheaper than the {}?",), ("Is the {} the most expensive?",), ("Is the {} the cheapest?",)),
    (SMALL_EN, 2, 99, ("the {} weighs {} grams",), "Does the {} weigh {} grams?", ("Is the {} heavier than the {}?",), ("Is the {} lighter than the {}?",), ("Is the {} the heaviest?",), ("Is the {} the lightest?",)),
    (names_of, 30, 100, ("{} scored {} points", "{} has {} points"), "Does {} have {} points?", ("Does {} have more points than {}?",), ("Does {} have fewer points than {}?",), ("Does {} have the most points?",), ("Does {} have the fewest points?",)),
)


def _measured(rng: Random, split: str, english: bool = False) -> Asked:
    count = _count(rng, split)
    if chance(rng, 0.3):
        low, high = 1, 40
        if english:
            thing = plural(swapped(rng, split, pick(rng, OWNED_EN)))
            row = (names_of, "{} has {} " + thing), f"Does {{}} have {{}} {thing}?", f"Does {{}} have more {thing} than {{}}?", f"Does {{}} have fewer {thing} than {{}}?", f"Does {{}} have the most {thing}?", f"Does {{}} have the fewest {thing}?"
        else:
            measure, thing = pick(rng, OWNED)
            thing = swapped(rng, split, thing)
            row = (people_of, "{}有{}" + measure + thing), f"{{}}有{{}}{measure}{thing}吗?", f"{{}}的{thing}比{{}}多吗?", f"{{}}的{thing}比{{}}少吗?", f"{{}}的{thing}最多吗?", f"{{}}的{thing}最少吗?"
        (drawn, way), exact, *words = row
        more, less, most, least = ((one,) for one in words)
        ways = (way,)
    else:
        drawn, low, high, ways, exact, more, less, most, least = pick(rng, _MEASURED_EN if english else _MEASURED)
    who = drawn(rng, split, count) if callable(drawn) else things_of(rng, split, drawn, count)
    values = _numbers(rng, split, count, low, high)
    way = pick(rng, ways)
    text = _told(rng, [way.format(one, value) for one, value in zip(who, values, strict=True)], english)
    ranked = [one for _, one in sorted(zip(values, who, strict=True))]

    def ask(yes: bool) -> str:
        form = rng.random()
        if form < 0.25:
            at = int(rng.random() * count)
            return exact.format(who[at], values[at] if yes else _wrong(rng, split, values[at], values))
        if form < 0.4 and count > 2:
            up = chance(rng, 0.5)
            top = ranked[-1] if up else ranked[0]
            return pick(rng, most if up else least).format(top if yes else pick(rng, [one for one in who if one != top]))
        low_at, high_at = sorted(some(rng, range(count), 2))
        small, big = ranked[low_at], ranked[high_at]
        up = chance(rng, 0.5)
        first, second = (big, small) if up == yes else (small, big)
        return pick(rng, more if up else less).format(first, second)

    return text, ask


def _told(rng: Random, facts: list[str], english: bool) -> str:
    if not english:
        return pick(rng, (",", ",", "。")).join(facts) + "。"
    sentences = [fact[0].upper() + fact[1:] for fact in facts]
    if len(facts) == 2 and chance(rng, 0.4):
        return f"{sentences[0]}{pick(rng, (', and ', ' and ', ', but '))}{facts[1]}."
    return ". ".join(sentences) + "."


def _ranked(rng: Random, split: str, english: bool = False) -> Asked:
    """A chain of comparisons, told in any order and from either side."""
    up, down = pick(rng, COMPARED_EN if english else COMPARED)
    count = pick(rng, (3, 3, 4))
    who = (names_of if english else people_of)(rng, split, count)
    than = "{0} is {2} than {1}" if english else "{}比{}{}"
    facts = [than.format(high, low, up) if chance(rng, 0.7) else than.format(low, high, down) for high, low in zip(who, who[1:], strict=False)]
    if chance(rng, 0.4):
        rng.shuffle(facts)
    text = _told(rng, facts, english) if not english else ". ".join(facts) + "."

    def ask(yes: bool) -> str:
        if chance(rng, 0.4) and (not english or up.endswith("er")):
            top, word = (who[0], up) if chance(rng, 0.7) else (who[-1], down)
            one = top if yes else pick(rng, [other for other in who if other != top])
            return f"Is {one} the {word[:-2]}est?" if english else f"{one}最{word}吗?"
        high, low = sorted(some(rng, range(count), 2))
        word = pick(rng, (up, down))
        first, second = (who[high], who[low]) if (word == up) == yes else (who[low], who[high])
        return f"Is {first} {word} than {second}?" if english else f"{first}比{second}{word}吗?"

    return text, ask


def _open(rng: Random, split: str, english: bool = False) -> Asked:
    """A shop's days."""
    if english:
        shop = swapped(rng, split, pick(rng, SHOPS_EN[split]), SHOPS_EN["test"])
        days, opened, shut = DAYS_EN, "Is the {} open on {}?", "Is the {} closed on {}?"
    else:
        (shop,) = things_of(rng, split, SHOPS, 1)
        days, opened, shut = DAYS, pick(rng, ("{}{}开门吗?", "{}{}营业吗?")), pick(rng, ("{}{}关门吗?", "{}{}休息吗?"))
    if chance(rng, 0.5):
        off = some(rng, range(7), pick(rng, (1, 1, 2)) if split == "train" else 1)
        inside = set(range(7)) - set(off)
        if english:
            listed = " and ".join(days[day] for day in off)
            text = pick(rng, (f"The {shop} is closed on {listed} and open on all other days.", f"The {shop} is open every day except {listed}."))
        else:
            listed = "和".join(days[day] for day in off)
            text = pick(rng, (f"{shop}每{listed}{pick(rng, ('休息', '关门', '不营业'))},其他时间都{pick(rng, ('开门', '营业'))}。", f"{shop}除了{listed}都{pick(rng, ('开门', '营业'))}。"))
    else:
        first = int(rng.random() * 4)
        last = min(first + 2 + int(rng.random() * 3), 6 if first else 5)
        inside = set(range(first, last + 1))
        if english:
            text = f"The {shop} is open from {days[first]} to {days[last]} and closed on the other days."
        else:
            text = f"{shop}{days[first]}到{days[last]}{pick(rng, ('营业', '开门', '开放'))},其他时间{pick(rng, ('休息', '关门'))}。"

    def ask(yes: bool) -> str:
        up = chance(rng, 0.75)
        wanted = [day for day in range(7) if (day in inside) == (yes == up)]
        return (opened if up else shut).format(shop, days[pick(rng, wanted)])

    return text, ask


def _paired(rng: Random, split: str, english: bool = False) -> Asked:
    """Who or what goes with what: deeds, places, colours, work."""
    count = pick(rng, (2, 3, 3, 4))
    form = int(rng.random() * 4)
    if english:
        if form == 0:
            who, what = names_of(rng, split, count), [tuple(deed.split(":")) for deed in some(rng, DEEDS_EN, count + 1)]
            told, asked = "{} {}", "Did {} {}?"
        elif form == 1:
            who, what = things_of(rng, split, SMALL_EN, count), [(one, one) for one in some(rng, SPOTS_EN, count + 1)]
            told, asked = "the {} is {}", "Is the {} {}?"
        elif form == 2:
            who, what = things_of(rng, split, THINGS_EN, count), [(one, one) for one in some(rng, COLOURS_EN, count + 1)]
            told, asked = "the {} is {}", "Is the {} {}?"
        else:
            drawn, told, asked = pick(rng, ((city_en, "{} lives in {}", "Does {} live in {}?"), (occupation_en, "{} works as a {}", "Does {} work as a {}?")))
            who, what = names_of(rng, split, count), [(one, one) for one in _different(rng, split, drawn, count + 1)]
    else:
        if form == 0:
            who, what = people_of(rng, split, count), some(rng, DEEDS, count + 1)
            told, asked = "{}{}", pick(rng, ("{}{}吗?", "{}{}吗?", "{1}的人是{0}吗?", "{1}的是{0}吗?"))
        elif form == 1:
            who, what = things_of(rng, split, SMALL, count), some(rng, SPOTS, count + 1)
            told, asked = pick(rng, ("{}在{}", "{}放在{}")), "{}在{}吗?"
        elif form == 2:
            who, what = things_of(rng, split, THINGS, count), some(rng, COLOURS, count + 1)
            told, asked = "{}是{}的", "{}是{}的吗?"
        else:
            drawn, told, asked = pick(rng, ((city, "{}住在{}", "{}住在{}吗?"), (city, "{}去了{}", "{}去了{}吗?"), (occupation, "{}是{}", "{}是{}吗?")))
            who, what = people_of(rng, split, count), _different(rng, split, drawn, count + 1)
        what = [(one, one) for one in what]
    text = _told(rng, [told.format(one, said) for one, (said, _) in zip(who, what, strict=False)], english)

    def ask(yes: bool) -> str:
        at = int(rng.random() * count)
        wrong = (at + 1 + int(rng.random() * count)) % (count + 1)
        if wrong == count and chance(rng, 0.6):
            wrong = (at + 1) % count
        return asked.format(who[at], what[at if yes else wrong][1])

    return text, ask


def _different(rng: Random, split: str, drawn: Callable[[Random, str], str], count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        one = drawn(rng, split)
        if one not in found:
            found.append(one)
    return found


_VERBS = ("给了", "借给了", "送给了", "还给了", "卖给了")
_VERBS_EN = (("gave", "give"), ("lent", "lend"), ("sold", "sell"), ("sent", "send"))


def _given(rng: Random, split: str, english: bool = False) -> Asked:
    """Who gave what to whom."""
    giver, taker, third = (names_of if english else people_of)(rng, split, 3)
    thing, other = things_of(rng, split, THINGS_EN if english else THINGS, 2)
    both = chance(rng, 0.4)
    if english:
        verb, bare = pick(rng, _VERBS_EN)
        text = f"{giver} {verb} the {thing} to {taker}." + (f" {taker} {verb} the {other} to {third}." if both else "")
        asked = f"Did {{}} {bare} the {{}} to {{}}?"
    else:
        verb = pick(rng, _VERBS)
        text = f"{giver}把{thing}{verb}{taker}。" + (f"{taker}把{other}{verb}{third}。" if both else "")
        asked = f"{{}}把{{}}{verb}{{}}吗?"
    right = [(giver, thing, taker)] + ([(taker, other, third)] if both else [])

    def ask(yes: bool) -> str:
        if yes:
            return asked.format(*pick(rng, right))
        first, what, second = pick(rng, right)
        wrong = [(second, what, first), (first, what, third if second != third else giver)]
        if both:
            wrong += [(giver, other, taker), (taker, thing, third)]
        return asked.format(*pick(rng, [one for one in wrong if one not in right and one[0] != one[2]]))

    return text, ask


_KINDS = (_measured, _measured, _measured, _ranked, _ranked, _open, _paired, _paired, _given)


def facts_asked(rng: Random, split: str) -> Item:
    """A text, and questions about it as the yes or no programs ask them."""
    english = chance(rng, 0.45)
    text, ask = pick(rng, _KINDS)(rng, split, english)
    wide = not english and chance(rng, 0.5)
    asked: list[Question] = []
    for _ in range(pick(rng, (5, 6, 7, 8))):
        yes = chance(rng, 0.5)
        asked.append(next((new for new in ((ask(yes), yes) for _ in range(6)) if new not in asked), (ask(yes), yes)))
    return _item(text, _once(asked), english, wide)


def _once(asked: list[Question]) -> list[Question]:
    """Each question once. For each one left out one of the other answer goes too: yes stays as likely as no."""
    kept = list(dict.fromkeys(asked))
    yes, no = (sum(one[1] == answer for one in asked) - sum(one[1] == answer for one in kept) for answer in (True, False))
    surplus = [one for one in kept if one[1] == (no > yes)][: abs(yes - no)]
    return [one for one in kept if one not in surplus] or kept[:1]


def _item(text: str, asked: list[Question], english: bool, wide: bool) -> Item:
    choices, label = ((" yes", " no"), "Answer:") if english else (("是", "否"), "答案:")
    parts: list = []
    for at, (question, yes) in enumerate(asked):
        before = (text + (" " if english else "") if text else "") if at == 0 else "\n"
        written = before + question
        parts.append(Text((widened(written) if wide else written) + f"\n{label}"))
        parts.append(Select(f"answer_{at + 1}", choices[0 if yes else 1], choices))
    return Item(
        task="yes_no", language="en" if english else "zh", parts=tuple(parts),
        expected={part.name: part.value for part in parts if isinstance(part, Select)},
    )


_GREATER = (("{}大于{}吗?", "{}比{}大吗?"), ("{}小于{}吗?", "{}比{}小吗?"))
_GREATER_EN = (("Is {} greater than {}?", "Is {} more than {}?", "Is {} larger than {}?"), ("Is {} less than {}?", "Is {} smaller than {}?"))


def numbers_asked(rng: Random, split: str) -> Item:
    """Which of two numbers is greater, again and again."""
    english = chance(rng, 0.45)
    asked: list[Question] = []
    for _ in range(pick(rng, (5, 6, 7, 8))):
        a, b = _numbers(rng, split, 2, 1, 100)
        up, yes = int(rng.random() * 2), chance(rng, 0.5)
        first, second = (max(a, b), min(a, b)) if (up == 0) == yes else (min(a, b), max(a, b))
        asked.append((pick(rng, (_GREATER_EN if english else _GREATER)[up]).format(first, second), yes))
    return _item("", asked, english, not english and chance(rng, 0.5))


def numbers_ordered(rng: Random, split: str) -> Item:
    """The greatest of some numbers, the smallest, and all in order."""
    count = 2 + int(rng.random() * 4) if split == "train" else 2
    drawn = _numbers(rng, split, count, 1, 100)
    rising = sorted(drawn)
    parts = (
        Text("、".join(map(str, drawn)) + "\n最大:"),
        Gen("greatest", str(rising[-1])),
        Text("\n最小:"),
        Gen("smallest", str(rising[0])),
        Text("\n从小到大:"),
        Gen("order", "<".join(map(str, rising))),
    )
    return Item(
        task="yes_no", language="zh", parts=parts,
        expected={part.name: part.value for part in parts if isinstance(part, Gen)},
    )


MAKERS: dict[str, Maker] = {"facts_asked": facts_asked, "numbers_asked": numbers_asked, "numbers_ordered": numbers_ordered}
WEIGHTS: dict[str, float] = {"facts_asked": 6.0, "numbers_asked": 1.5, "numbers_ordered": 0.5}
