"""Topic, outline, quality of the outline, and a text that follows it.

The quality says how many points the outline has, so a run is right when the two agree. Topics of
the test are in no item of train.
"""

from __future__ import annotations

from random import Random

from . import words_workflow as words
from .check import quality_of
from .item import Gen, Item, Select, Text
from .pools import Pool, marks

_QUALITIES = ("详细", "简略", "需要改进")
_COUNTS, _SHARES = (2, 3, 4, 5, 6), (0.22, 0.28, 0.25, 0.17, 0.08)
"""How many points an outline has, and how often."""

_BETWEEN = (" ", " ", "\n")
_categories = {name: (Pool(topics, invents=0.2), *more) for name, (topics, *more) in words.CATEGORIES.items()}
_english = (Pool(words.TOPICS_EN, 0.15, invents=0.3), words.FORMS_EN, words.POINTS_EN)

_Points = list[tuple[str, str]]


def _points(rng: Random, subject: str, points) -> _Points:
    """Points in their order, each with its name and a sentence on the subject."""
    count = rng.choices(_COUNTS, _SHARES)[0]
    chosen = sorted(rng.sample(range(len(points)), count))
    return [(rng.choice(points[n][0]), rng.choice(points[n][1]).format(t=subject)) for n in chosen]


def _drawn(rng: Random, split: str) -> tuple[str, str, str, _Points]:
    """A language, a subject, the topic that it is put as, the points."""
    if rng.random() < 0.2:
        language, (pool, forms, points) = "en", _english
    else:
        language, (pool, forms, points) = "zh", _categories[rng.choice(tuple(_categories))]
    subject = pool.pick(rng, split)
    return language, subject, rng.choice(forms).format(t=subject), _points(rng, subject, points)


def _outline(rng: Random, points: _Points) -> str:
    between = rng.choice(_BETWEEN)
    lines = [f"{number}. {name}" for number, (name, _) in enumerate(points, 1)]
    return ("\n" if between == "\n" else "") + between.join(lines)


def _detail(language: str, points: _Points) -> str:
    colon = ":" if language == "zh" else ": "
    return "\n".join(f"{name}{colon}{sentence}" for name, sentence in points)


def _complex_workflow(rng: Random, split: str) -> Item:
    language, subject, topic, points = _drawn(rng, split)
    mark = marks(rng, language)
    parts = (
        Text(f"请为以下主题生成大纲:{topic}\n大纲:"),
        Gen("outline", _outline(rng, points), None, 256),
        Text("\n这份大纲是否足够详细?"),
        Select("quality", quality_of(len(points)), _QUALITIES),
        Text("\n请根据大纲展开详细内容:\n"),
        Gen("detail", mark(_detail(language, points)), None, 512),
    )
    return Item(
        "workflow", language, parts, "complex_workflow", {"topic": topic},
        expected={"detail": subject},
        checks={"outline": "is_outline", "quality": "quality_matches_outline", "detail": "detail_follows_outline"},
    )


def _rate(rng: Random, split: str) -> Item:
    """Outlines in other forms and their quality, which only teaches."""
    language, _, topic, points = _drawn(rng, split)
    joint = rng.choice(("\n", " ", ";", "。"))
    point = rng.choice(("{}. {}", "{}、{}", "{}) {}"))
    outline = joint.join(point.format(n, name) for n, (name, _) in enumerate(points, 1))
    asked = rng.choice(("这份大纲是否足够详细?", "大纲的质量:", "请评价这份大纲:"))
    parts = (Text(f"主题:{topic}\n大纲:{outline}\n{asked}"), Select("quality", quality_of(len(points)), _QUALITIES))
    return Item("workflow", language, parts)


MAKERS = {"complex_workflow": _complex_workflow, "rate_outline": _rate}
WEIGHTS = {"complex_workflow": 0.85, "rate_outline": 0.15}
