"""A corpus of a few lines, a tokenizer trained on it and a model of a few weights."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from random import Random

import torch
from tokenizers import Tokenizer

import tokenizer
from corpus.item import Gen, Item, Select, Text
from model import DemoModel
from recipe import Recipe, Shape

SHAPE = Shape(vocabulary=512, hidden=48, layers=2, heads=4, kv_heads=2, head_dim=16, intermediate=64, positions=256)

_ZH = "商品质量很好,包装完整。服务一般,价格不高也不低。物流太慢,再也不来了。二〇二六年"
_EN = "The room was clean, the 23 chickens were fine. I don't like cafés! A bill of $4.50 came late."


def review(rng: Random) -> Item:
    start = rng.randrange(len(_ZH) - 12)
    word = rng.choice(["正面", "负面", "中性"])
    return Item(
        "review",
        "zh",
        (
            Text("评论:"),
            Text(_ZH[start : start + rng.randint(1, 12)] + "\n情感:"),
            Select("sentiment", word, ("正面", "负面", "中性")),
            Text("\n关键词:"),
            Gen("keywords", _ZH[start : start + 2], "\n", 8),
        ),
        expected={"sentiment": word},
    )


def problem(rng: Random) -> Item:
    a, b = rng.randint(1, 99), rng.randint(1, 99)
    return Item(
        "problem",
        "en",
        (
            Text(f"Problem: {a} chickens and {b} more\nReason:\n"),
            Gen("reasoning", f"{a} + {b} = {a + b}", None, 32),
            Text("\nTherefore:"),
            Gen("answer", f" {a + b} chickens", "\n", 8),
        ),
        expected={"answer": f" {a + b} chickens"},
    )


def verdict(rng: Random) -> Item:
    start = rng.randrange(len(_EN) - 30)
    return Item(
        "verdict",
        "en",
        (
            Text("<|im_start|>assistant\nComment: "),
            Gen("comment", _EN[start : start + 20].strip(), "\n", 16),
            Text("\nVerdict: "),
            Select("verdict", rng.choice(["correct", "wrong"]), ("correct", "wrong")),
        ),
    )


def items(count: int) -> list[Item]:
    rng = Random(7)
    return [rng.choice((review, problem, verdict))(rng) for _ in range(count)]


@lru_cache(maxsize=1)
def trained_tokenizer() -> Tokenizer:
    recipe = replace(Recipe(), shape=SHAPE)
    return tokenizer.train(["".join(part.value for part in item.parts) for item in items(500)], recipe)


def model() -> DemoModel:
    """Weights far from zero, so that what is attended to shows."""
    made = DemoModel(SHAPE)
    made.initialise(3)
    with torch.no_grad():
        for parameter in made.parameters():
            if parameter.dim() == 2:
                parameter.mul_(6)
    return made.eval()
