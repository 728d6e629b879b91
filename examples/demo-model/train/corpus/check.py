"""Says whether a variable is right where more than one text is right.

An item names these functions. Every one takes what the item expects of the variable, all variables
of the run by name, and the variable's name.
"""

from __future__ import annotations

import re
from collections import Counter

from .pools import ascii_marks

SAME = 0.85
"""How much of the pairs of neighbouring characters two texts share to count as the same."""

_POINT = re.compile(r"(?:^|[\s;])(\d)[.、]\s?([^\n;。]+?)(?=\s\d[.、]|[;。\n]|$)")


def _plain(text: str) -> str:
    return re.sub(r"[\s,.:;?!()、。\"\u201c\u201d《》]", "", ascii_marks(text)).lower()


def contains(expected: str | None, variables: dict[str, str], name: str) -> bool:
    """The variable has the expected words, which "|" separates, all of them."""
    text = _plain(variables[name])
    return all(_plain(word) in text for word in (expected or "").split("|"))


def contains_number(expected: str | None, variables: dict[str, str], name: str) -> bool:
    """The last number of the variable is the expected one."""
    numbers = re.findall(r"\d+(?:\.\d+)?", variables[name])
    return bool(numbers) and numbers[-1] == expected


def states_number(expected: str | None, variables: dict[str, str], name: str) -> bool:
    """The first number of the variable is the expected one."""
    numbers = re.findall(r"\d+(?:\.\d+)?", variables[name])
    return bool(numbers) and numbers[0] == expected


def same_text(expected: str | None, variables: dict[str, str], name: str) -> bool:
    """The variable says the expected sentence, but for marks and a few characters."""
    want, got = (_plain(text) for text in (expected or "", variables[name]))
    pairs = [Counter(zip(text, text[1:])) for text in (want, got)]
    shared, total = sum((pairs[0] & pairs[1]).values()), sum(map(Counter.total, pairs))
    return want == got or (total > 0 and 2 * shared / total >= SAME)


def points_of(outline: str) -> list[str]:
    """The numbered points of an outline, as long as they are numbered 1, 2, 3 and so on."""
    found = []
    for match in _POINT.finditer(ascii_marks(outline)):
        if int(match[1]) != len(found) + 1:
            break
        found.append(match[2].strip())
    return found


def is_outline(expected: str | None, variables: dict[str, str], name: str) -> bool:
    """The variable has two or more numbered points, all different, and no empty line."""
    points = points_of(variables[name])
    return len(points) >= 2 and len(set(points)) == len(points) and "\n\n" not in variables[name]


def quality_of(points: int) -> str:
    return "详细" if points >= 4 else "简略" if points == 3 else "需要改进"


def quality_matches_outline(expected: str | None, variables: dict[str, str], name: str) -> bool:
    """The variable is the quality of an outline with as many points as the run's outline has."""
    return variables[name] == quality_of(len(points_of(variables["outline"])))


def detail_follows_outline(expected: str | None, variables: dict[str, str], name: str) -> bool:
    """The variable speaks of the expected topic and of every point of the outline, in order."""
    text, place = _plain(variables[name]), 0
    points = points_of(variables["outline"])
    for point in points:
        place = text.find(_plain(point), place)
        if place < 0:
            return False
    return bool(points) and _plain(expected or "") in text
