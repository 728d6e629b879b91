"""Which topic a piece of news belongs to."""

from __future__ import annotations

from random import Random

from . import words_topics as listed
from .item import Item, Maker, Select, Text
from .words_common import chance, fresh, partition, pick, styled, words

__all__ = ["MAKERS", "WEIGHTS"]



_NEWS = {
    topic: [tuple(words(part) for part in line.split("|")) for line in text.strip().splitlines()]
    for topic, text in listed.NEWS.items()
}
_NEWS_EN = {
    topic: [tuple(tuple(one.strip() for one in part.split("|")) for part in line.split("#")) for line in text.strip().splitlines()]
    for topic, text in listed.NEWS_EN.items()
}
_SHORT = {topic: words(text) for topic, text in listed.SHORT.items()}
_TAILS = {topic: partition(text.split("|"), test=listed.HELD_TAILS) for topic, text in listed.TAILS.items()}
_DATED = frozenset("今昨近日周")
"""Characters of a time: a line that tells one already takes no other before it."""
_TIMES = listed.TIMES.split("|")


def _headline(rng: Random, topic: str) -> str:
    if chance(rng, 0.12):
        first, second = pick(rng, _SHORT[topic]), pick(rng, _SHORT[topic])
        subject = first if first == second or chance(rng, 0.3) else f"{first}和{second}"
        return pick(rng, listed.PERSONAL).format(subject)
    who, does, what = pick(rng, _NEWS[topic])
    when = pick(rng, _TIMES) if not _DATED.intersection("".join(does)) and chance(rng, 0.5) else ""
    return when + pick(rng, who) + pick(rng, does) + pick(rng, what)


def _text(rng: Random, split: str, topic: str) -> str:
    text = fresh(rng, split, lambda rng: _headline(rng, topic))
    form = rng.random()
    if form < 0.3:
        text += "。" + pick(rng, _TAILS[topic][split]) + "。"
    elif form < 0.4:
        text += "," + pick(rng, _TAILS[topic][split]) + "。"
    elif form < 0.5:
        text += "。" + fresh(rng, split, lambda rng: _headline(rng, topic)) + "。"
    elif form < 0.85:
        text += "。"
    return styled(rng, text)


def _headline_en(rng: Random, topic: str) -> str:
    who, does, what = pick(rng, _NEWS_EN[topic])
    first = pick(rng, who)
    return f"{first[0].upper()}{first[1:]} {pick(rng, does)} {pick(rng, what)}{pick(rng, ('.', '.', '', ' today.', ' on Monday.'))}"


def _item(task_language: str, text: str, parts: tuple[Text, Select], program: str | None) -> Item:
    return Item(
        task="topic",
        language=task_language,
        parts=parts,
        program=program,
        args={"text": text} if program else {},
        expected={parts[1].name: parts[1].value},
    )


def topic_zh(rng: Random, split: str) -> Item:
    which = int(rng.random() * 4)
    topic = listed.TOPICS[which]
    if chance(rng, 0.05):
        text = fresh(rng, split, lambda rng: _headline_en(rng, listed.TOPICS_EN[which]))
    else:
        text = _text(rng, split, topic)
    return _item("zh", text, (Text(f"分类以下文本:\n{text}\n类别:"), Select("category", topic, listed.TOPICS)), "classify")


_FRAMES = ("文本:{}\n类别:", "{}\n这段文字属于哪一类?", "新闻:{}\n主题:", "判断主题(科技、体育、娱乐、政治)。\n{}\n主题:")
_FRAMES_EN = ("Classify this text:\n{}\nCategory:", "News: {}\nTopic:", "{}\nWhat is the topic?", "Text: {}\nCategory:")


def topic_taught(rng: Random, split: str) -> Item:
    which = int(rng.random() * 4)
    if chance(rng, 0.5):
        text, choices, frame = _text(rng, split, listed.TOPICS[which]), listed.TOPICS, pick(rng, _FRAMES)
    else:
        choices, frame = listed.TOPICS_EN, pick(rng, _FRAMES_EN)
        text = fresh(rng, split, lambda rng: _headline_en(rng, choices[which]))
    language = "zh" if choices is listed.TOPICS else "en"
    return _item(language, text, (Text(frame.format(text)), Select("category", choices[which], choices)), None)


MAKERS: dict[str, Maker] = {"topic_zh": topic_zh, "topic_taught": topic_taught}
WEIGHTS: dict[str, float] = {"topic_zh": 3.0, "topic_taught": 1.0}
