"""Whether a text praises, blames or does neither."""

from __future__ import annotations

from random import Random

from .item import Gen, Item, Maker, Select, Text
from .words_common import chance, pick, styled
from .words_feelings import LABELS, LABELS_EN, domain_of, mood, mood_en, review, review_en, sentence_count

__all__ = ["MAKERS", "WEIGHTS"]

_CHOICES_EN = tuple(" " + label for label in LABELS_EN)


def _text(rng: Random, split: str, label: str) -> str:
    if chance(rng, 0.15):
        return styled(rng, mood(rng, split, label))
    return styled(rng, review(rng, split, label, sentences=sentence_count(rng)))


def _text_en(rng: Random, split: str, label: str) -> str:
    if chance(rng, 0.12):
        return mood_en(rng, split, label)
    return review_en(rng, split, label, sentence_count(rng))


def _item(language: str, text: str, parts: tuple, variable: str, program: str | None) -> Item:
    chosen = parts[1]
    return Item(
        task="sentiment",
        language=language,
        parts=parts,
        program=program,
        args={"text": text} if program else {},
        expected={variable: chosen.value},
    )


def sentiment_zh(rng: Random, split: str) -> Item:
    which = int(rng.random() * 3)
    text = _text_en(rng, split, LABELS_EN[which]) if chance(rng, 0.06) else _text(rng, split, LABELS[which])
    parts = (
        Text(f"分析以下文本的情感倾向:\n{text}\n情感倾向:"),
        Select("sentiment", LABELS[which], LABELS),
    )
    return _item("zh", text, parts, "sentiment", "sentiment_analysis")


def sentiment_en(rng: Random, split: str) -> Item:
    which = int(rng.random() * 3)
    text = _text(rng, split, LABELS[which]) if chance(rng, 0.06) else _text_en(rng, split, LABELS_EN[which])
    parts = (
        Text(f"Analyse the sentiment of this text:\n{text}\nSentiment:"),
        Select("sentiment", _CHOICES_EN[which], _CHOICES_EN),
    )
    return _item("en", text, parts, "sentiment", "sentiment_analysis_en")


def sentiment_keywords(rng: Random, split: str) -> Item:
    """The keywords are what the review speaks of, in its order; only teaches."""
    label = pick(rng, LABELS)
    seen: list[str] = []
    text = styled(rng, review(rng, split, label, domain_of(rng), 1, seen))
    found = sorted((aspect for aspect in seen if aspect in text), key=text.index)
    parts = (
        Text(f"判断下面这段评论的情感。\n评论:{text}\n情感:"),
        Select("sentiment", label, LABELS),
        Text("\n关键词:"),
        Gen("keywords", "、".join(found[:3]), max_tokens=24),
    )
    return _item("zh", text, parts, "sentiment", None)


_FRAMES = (
    ("评论:{}\n情感:", LABELS),
    ("{}\n这段话的情感是:", LABELS),
    ("判断情感(正面、负面、中性)。\n文本:{}\n判断:", LABELS),
    ("{}\n情感:", ("积极", "消极", "中性")),
    ("用户评价:{}\n类型:", ("好评", "差评", "中评")),
    ("下面的评论是正面、负面还是中性?\n{}\n回答:", LABELS),
)
_FRAMES_EN = (
    ("Review: {}\nSentiment:", _CHOICES_EN),
    ("{}\nIs this positive, negative or neutral?", _CHOICES_EN),
    ("Text: {}\nMood:", (" good", " bad", " mixed")),
    ("Classify the review.\n{}\nLabel:", _CHOICES_EN),
)


def sentiment_taught(rng: Random, split: str) -> Item:
    """Other ways to ask, in both languages."""
    which = int(rng.random() * 3)
    if chance(rng, 0.5):
        text, language, (frame, choices) = _text(rng, split, LABELS[which]), "zh", pick(rng, _FRAMES)
    else:
        text, language, (frame, choices) = _text_en(rng, split, LABELS_EN[which]), "en", pick(rng, _FRAMES_EN)
    parts = (Text(frame.format(text)), Select("sentiment", choices[which], choices))
    return _item(language, text, parts, "sentiment", None)


MAKERS: dict[str, Maker] = {
    "sentiment_zh": sentiment_zh,
    "sentiment_en": sentiment_en,
    "sentiment_keywords": sentiment_keywords,
    "sentiment_taught": sentiment_taught,
}
WEIGHTS: dict[str, float] = {"sentiment_zh": 4.0, "sentiment_en": 3.0, "sentiment_keywords": 1.5, "sentiment_taught": 1.0}
