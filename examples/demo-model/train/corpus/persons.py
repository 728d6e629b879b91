"""Name, age, occupation, city and feeling of the person that a text speaks of first."""

from __future__ import annotations

from random import Random

from .item import EOS, Gen, Item, Maker, Select, Text
from .words_common import chance, fresh, numbers, pick, styled
from .words_lives import LIVES, LIVES_EN, life, life_en
from .words_people import (
    OCCUPATIONS,
    chinese_name,
    city_en,
    english_first,
    english_name,
    nickname,
    occupation,
    occupation_en,
)
from .words_people import city as a_city

__all__ = ["MAKERS", "WEIGHTS"]

_AGES = ("今年{}岁", "今年{}岁", "{}岁", "现年{}岁", "年龄{}岁", "刚满{}岁", "今年{}岁了")
_JOBS = ("是一名{}", "是一名{}", "是一位{}", "职业是{}", "是{}", "目前是一名{}", "从事的职业是{}", "是个{}")
_HOMES = ("居住在{}", "居住在{}", "住在{}", "家住{}", "现居{}", "生活在{}", "定居{}", "目前住在{}", "在{}生活")
_KNOWN = frozenset(OCCUPATIONS)
_RANKS = ("高级", "资深", "实习", "兼职", "退休", "首席", "见习", "著名")
_GUIDE = (
    ("张三今年28岁,是一名软件工程师,居住在北京,对AI技术充满热情。", "张三", 28, "软件工程师", "北京", "积极"),
    ("李四今年35岁,是一名医生,居住在上海,最近工作压力很大。", "李四", 35, "医生", "上海", "消极"),
)


def _other_person(rng: Random, split: str, age: int) -> str:
    """A sentence about somebody about whom nothing is asked."""
    name = chinese_name(rng, split)
    form = int(rng.random() * 5)
    relation = pick(rng, ("朋友", "同事", "妻子", "丈夫", "邻居", "哥哥", "妹妹", "老板", "同学", "室友"))
    who = pick(rng, ("他的", "她的", "")) + relation + name
    if form == 0:
        return f"{who}今年{age}岁,是一名{occupation(rng, split)}"
    if form == 1:
        return f"{who}住在{a_city(rng, split)}"
    if form == 2:
        return f"{who}是{occupation(rng, split)}"
    if form == 3:
        return f"{who}今年{age}岁"
    return f"{who}{age}岁,现居{a_city(rng, split)}"


def _described(rng: Random, split: str, name: str, ages: list[int], job: str, city: str, label: str) -> str:
    age, second_age = ages[0], ages[-1]
    aged = pick(rng, _AGES).format(age)
    works = pick(rng, _JOBS).format(job)
    lives = pick(rng, _HOMES).format(city)
    form = rng.random()
    tail = True
    if form < 0.40:
        middle = [aged, works, lives]
        if chance(rng, 0.5):
            rng.shuffle(middle)
        text = name + ",".join(middle)
    elif form < 0.50:
        text = f"{age}岁的{name}{works},{lives}"
    elif form < 0.58 and job in _KNOWN:
        text = f"{city}的{job}{name}{aged}"
    elif form < 0.66:
        text = f"{name}是{city}的一名{job},{aged}"
    elif form < 0.72:
        text = f"来自{city}的{name}{pick(rng, ('今年', ''))}{age}岁,{works}"
    elif form < 0.78:
        text = f"{pick(rng, ('我叫', '我的名字叫', '大家好,我叫', '我是'))}{name},{aged},{works},{lives}"
    elif form < 0.83:
        text = f"{pick(rng, ('我的朋友', '我的邻居', '我的同事', '我的同学', '我表哥'))}{name}{aged},{works},{lives}"
    elif form < 0.88:
        text = f"姓名:{name},年龄:{age},职业:{job},{pick(rng, ('城市', '居住地', '现居'))}:{city}"
    elif form < 0.94:
        text = f"{name}({age}岁){pick(rng, ('在', '现在在'))}{city}{pick(rng, ('当', '做', '担任'))}{job}"
    else:
        text = f"{name}在{city}{pick(rng, ('工作', '生活'))},{works},{aged}"
    said = life(rng, label)
    if label == "中性" and chance(rng, 0.4):
        tail = False
    if not tail:
        text += "。"
    elif chance(rng, 0.75):
        text += f",{said}。"
    else:
        feeling = fresh(rng, split, lambda rng: f"{pick(rng, ('他', '她', '他', '她', '最近他', '最近她', '平时他', '他说自己', '她说自己', '朋友说他', '朋友说她', '听说他', '听说她'))}{life(rng, label)}")
        text += f"。{feeling}。"
    if len(ages) > 1:
        text += _other_person(rng, split, second_age) + "。"
    return text


def _parts(prompt: str, name: str, age: str, job: str, city: str, feeling: str, choices: tuple[str, ...], labels: tuple[str, ...]) -> tuple:
    return (
        Text(prompt + labels[0]),
        Gen("name", name, max_tokens=20),
        Text("\n" + labels[1]),
        Gen("age", age, EOS, max_tokens=5),
        Text("\n" + labels[2]),
        Gen("occupation", job, max_tokens=30),
        Text("\n" + labels[3]),
        Gen("city", city, max_tokens=20),
        Text("\n" + labels[4]),
        Select("sentiment", feeling, choices),
    )


_LABELS = ("姓名:", "年龄:", "职业:", "城市:", "情感:")
_LABELS_EN = ("Name: ", "Age: ", "Occupation: ", "City: ", "Sentiment:")


def person_zh(rng: Random, split: str) -> Item:
    if split == "train" and chance(rng, 0.004):
        text, name, age, job, city, label = pick(rng, _GUIDE)
    else:
        label = pick(rng, LIVES)
        called = rng.random()
        name = (
            english_first(rng, split) if called < 0.06 else nickname(rng, split) if called < 0.1 else chinese_name(rng, split)
        )
        job, city = occupation(rng, split), a_city(rng, split)
        if chance(rng, 0.12):
            job = pick(rng, _RANKS) + job
        ages = numbers(rng, split, 2 if chance(rng, 0.25) else 1, 16, 90)
        age = ages[0]
        text = styled(rng, _described(rng, split, name, ages, job, city, label))
    return Item(
        task="person",
        language="zh",
        parts=_parts(f"从以下文本中提取信息:\n{text}\n\n", name, str(age), job, city, label, LIVES, _LABELS),
        program="extract_structured_data",
        args={"text": text},
        expected={"name": name, "age": str(age), "occupation": job, "city": city, "sentiment": label},
    )


def person_taught_en(rng: Random, split: str) -> Item:
    label = pick(rng, LIVES_EN)
    name, job, city = english_name(rng, split), occupation_en(rng, split), city_en(rng, split)
    ages = numbers(rng, split, 2 if chance(rng, 0.25) else 1, 18, 75)
    said, form = life_en(rng, label), int(rng.random() * 4)
    worker = ("an " if job[0] in "aeiou" else "a ") + job
    if form == 0:
        text = f"{name} is {ages[0]} years old, works as {worker} in {city} and {said}."
    elif form == 1:
        text = f"{name}, {ages[0]}, is {worker} who lives in {city} and {said}."
    elif form == 2:
        text = f"{name} lives in {city}, is {ages[0]} years old, works as {worker} and {said}."
    else:
        text = f"{worker.capitalize()} from {city}, {name} is {ages[0]} and {said}."
    if len(ages) > 1:
        friend = english_first(rng, split)
        text += f" A friend, {friend}, is {ages[1]} and lives in {city_en(rng, split)}."
    parts = _parts(f"Extract the facts from this text:\n{text}\n\n", name, str(ages[0]), job, city, label, LIVES_EN, _LABELS_EN)
    return Item(
        task="person", language="en", parts=parts,
        expected={"name": name, "age": str(ages[0]), "occupation": job, "city": city, "sentiment": label},
    )


MAKERS: dict[str, Maker] = {"person_zh": person_zh, "person_taught_en": person_taught_en}
WEIGHTS: dict[str, float] = {"person_zh": 4.0, "person_taught_en": 1.0}
