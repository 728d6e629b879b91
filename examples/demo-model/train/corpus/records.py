"""A small JSON object of the facts that the query gives."""

from __future__ import annotations

import json
from random import Random
from typing import Callable

from .invented import chinese, english, swapped
from .item import EOS, Gen, Item, Maker, Text, split_of
from .words_common import chance, numbers, partition, pick, some, styled, words
from .words_lists import ANSWERS, GUIDE
from .words_people import (
    SURNAMES,
    chinese_name,
    city,
    city_en,
    english_name,
    occupation,
    occupation_en,
)
from .words_quantities import date, price, product, product_en

__all__ = ["MAKERS", "WEIGHTS"]

Value = str | int | float | bool
Fact = tuple[str, Value, tuple[str, ...]]
"""A key, its value, and the ways to say it, with {} for the value; facts are told in the order of the keys."""

_COLOURS = words("红色 蓝色 绿色 黑色 白色 黄色 灰色 紫色 粉色 橙色 银色 金色 棕色")
_COLOURS_EN = words("red blue green black white yellow grey purple pink orange silver brown")
_HOBBIES = words("阅读 跑步 游泳 摄影 绘画 唱歌 下棋 钓鱼 登山 旅行 烹饪 编程 书法 跳舞 园艺 骑行 写作 弹吉他 看电影 打篮球 踢足球 打羽毛球")
_HOBBIES_EN = words("reading running swimming painting singing chess fishing hiking cooking cycling writing dancing gardening")
_PROVINCES = words("河北 山西 辽宁 吉林 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海")
_FOODS = words("火锅 烤鸭 小笼包 热干面 羊肉泡馍 米粉 螺蛳粉 煎饼 肠粉 刀削面 海鲜 臭豆腐 拉面 酸辣粉 汤圆 烧麦 凉皮 锅包肉")
_PLACES = partition(
    [
        front + back
        for front in words("青 白 云 临 安 江 明 东 南 西 北 金 银 石 清 龙 凤 鹤 松 梅 兰 竹 桃 柳 泉 湖 海 山 溪 川 星 月 长 永 新 古")
        if front not in SURNAMES
        for back in words("河市 城市 州市 阳市 山市 港市 溪镇 湾镇 桥镇 水县 平县 林县")
    ]
)
_TITLES = partition(
    [
        front + back
        for front in words("夜晚的 最后的 遥远的 沉默的 春天的 风中的 山里的 海边的 失落的 记忆的 时间的 星空的 雨中的 城市的 北方的 孤独的 蓝色的 秋日的")
        for back in words("灯塔 火车 信 花园 旅人 钟声 河流 小屋 地图 歌 森林 影子 桥 邮局 岛 月亮 书店 王国 秘密 孩子")
    ]
)
_APPS = tuple("theme language font_size timeout retries port debug volume brightness cache_size log_level workers batch_size max_tokens temperature interval auto_save dark_mode notifications sound".split())


def _person(rng: Random, split: str) -> list[Fact]:
    age, height = numbers(rng, split, 2, 18, 75)
    facts: list[Fact] = [
        ("name", chinese_name(rng, split), ("姓名{}", "姓名:{}", "名字是{}", "叫{}", "名叫{}")),
        ("age", age, ("年龄{}", "年龄:{}", "{}岁", "今年{}岁", "年龄{}岁")),
    ]
    facts += some(
        rng,
        (
            ("occupation", occupation(rng, split), ("职业{}", "职业:{}", "职业是{}", "是一名{}")),
            ("city", city(rng, split), ("城市{}", "城市:{}", "住在{}", "居住在{}", "来自{}")),
            ("hobby", swapped(rng, split, pick(rng, _HOBBIES)), ("爱好{}", "爱好:{}", "爱好是{}", "喜欢{}")),
            ("gender", pick(rng, ("男", "女")), ("性别{}", "性别:{}", "性别为{}")),
        ),
        1 + int(rng.random() * 3),
    )
    return facts


def _cost(rng: Random, split: str) -> int | float:
    while (cost := price(rng, split)).endswith("0") and "." in cost:
        pass
    return float(cost) if "." in cost else int(cost)


def _product(rng: Random, split: str) -> list[Fact]:
    facts: list[Fact] = [
        ("product", product(rng, split), ("产品{}", "产品:{}", "商品:{}", "商品名称为{}", "产品名是{}")),
        ("price", _cost(rng, split), ("价格{}", "价格:{}", "售价{}元", "价格是{}元", "{}元")),
    ]
    facts += some(
        rng,
        (
            ("color", pick(rng, _COLOURS), ("颜色{}", "颜色:{}", "颜色是{}", "颜色为{}")),
            ("in_stock", chance(rng, 0.5), ("库存状态:{}",)),
            ("origin", city(rng, split), ("产地{}", "产地:{}", "产自{}", "产地是{}")),
        ),
        int(rng.random() * 3),
    )
    return facts


def _city(rng: Random, split: str) -> list[Fact]:
    population, districts = numbers(rng, split, 2, 2, 990)
    facts: list[Fact] = [
        ("city", swapped(rng, split, pick(rng, _PLACES[split]), _PLACES["test"]), ("城市{}", "城市:{}", "地名:{}", "城市名是{}")),
        ("province", pick(rng, _PROVINCES), ("省份{}", "省份:{}", "位于{}", "属于{}")),
    ]
    facts += some(
        rng,
        (
            ("population", population, ("人口{}万", "人口:{}万", "有{}万人口", "人口约{}万")),
            ("area", districts, ("面积{}平方公里", "面积:{}平方公里", "面积为{}平方公里")),
            ("food", swapped(rng, split, pick(rng, _FOODS)), ("特产{}", "美食:{}", "美食是{}", "有名的美食是{}")),
        ),
        1 + int(rng.random() * 2),
    )
    return facts


def _title(rng: Random, split: str) -> str:
    title = swapped(rng, split, pick(rng, _TITLES[split]), _TITLES["test"])
    return title + chinese(rng, 2) if split == "train" and chance(rng, 0.1) else title


def _book(rng: Random, split: str) -> list[Fact]:
    year, pages = numbers(rng, split, 2, 80, 2025)
    year = 1950 + year % 75 if year < 1950 else year
    facts: list[Fact] = [
        ("title", _title(rng, split), ("书名{}", "书名:{}", "书名是{}", "书名为《{}》")),
        ("author", chinese_name(rng, split), ("作者{}", "作者:{}", "作者是{}", "由{}所著")),
    ]
    extra = pick(rng, ((("pages", pages, ("页数{}", "页数:{}", "共{}页")),), (("year", year, ("出版年份{}", "{}年出版", "出版于{}年")),), ()))
    return facts + list(extra)


def _event(rng: Random, split: str) -> list[Fact]:
    return [
        ("event", pick(rng, ("会议", "年会", "讲座", "画展", "书展", "音乐会", "运动会", "培训", "发布会", "面试")), ("活动{}", "活动:{}", "活动是{}", "活动名称为{}")),
        ("date", date(rng, split).isoformat(), ("日期{}", "日期:{}", "日期是{}", "时间为{}")),
        ("city", city(rng, split), ("地点{}", "地点:{}", "城市:{}", "地点在{}")),
    ][: 2 if chance(rng, 0.3) else 3]


_SETTINGS: dict[str, Callable[[Random], Value]] = {
    "theme": lambda rng: pick(rng, ("dark", "light", "blue")),
    "language": lambda rng: pick(rng, ("zh", "en", "fr", "de", "ja")),
    "log_level": lambda rng: pick(rng, ("info", "debug", "warn", "error")),
    "debug": lambda rng: chance(rng, 0.5),
    "auto_save": lambda rng: chance(rng, 0.5),
    "dark_mode": lambda rng: chance(rng, 0.5),
    "notifications": lambda rng: chance(rng, 0.5),
    "sound": lambda rng: chance(rng, 0.5),
}


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, bool) else str(value)


def _set(rng: Random, split: str, count: int, ways: tuple[str, ...]) -> list[Fact]:
    keys = some(rng, _APPS, count)
    plain = [key for key in keys if key not in _SETTINGS]
    drawn = dict(zip(plain, numbers(rng, split, len(plain), 1, 999), strict=True)) if plain else {}
    return [(key, _SETTINGS[key](rng) if key in _SETTINGS else drawn[key], ways) for key in keys]


def _settings(rng: Random, split: str) -> list[Fact]:
    return _set(rng, split, 2 + int(rng.random() * 2), ("{key}={}", "{key}:{}", "{key}为{}", "{key}设为{}"))


_KINDS = ((_person, 5), (_product, 4), (_city, 2), (_book, 2), (_event, 2), (_settings, 2))
_DRAWN = tuple(kind for kind, share in _KINDS for _ in range(share))
_ASKED: dict[Callable, tuple[str, ...]] = {
    _person: ("生成一张人物卡片:", "生成个人信息:", "用户资料:", "把这个人的信息写成JSON:", "一个人,", "请整理人物信息:", "名片:", "员工信息:", "学生信息:", "生成用户:"),
    _product: ("生成产品信息:", "商品信息:", "把这个商品写成JSON:", "请整理产品资料:", "产品卡片:", "一件商品,", "生成商品卡片:"),
    _city: ("城市资料:", "生成城市信息:", "请整理城市资料:", "把这个城市的信息写成JSON:", "一座城市,"),
    _book: ("图书信息:", "生成图书卡片:", "请整理图书资料:", "把这本书的信息写成JSON:", "一本书,"),
    _event: ("活动信息:", "生成活动安排:", "请整理活动资料:", "把这个活动写成JSON:"),
    _settings: ("生成配置:", "配置:", "设置:", "把这些设置写成JSON:", "请生成设置:"),
}


_IN_CHINESE = {
    "name": "姓名", "age": "年龄", "occupation": "职业", "city": "城市", "hobby": "爱好", "gender": "性别",
    "product": "产品", "price": "价格", "color": "颜色", "in_stock": "有货", "origin": "产地",
    "province": "省份", "population": "人口", "area": "面积", "food": "美食",
    "title": "书名", "author": "作者", "pages": "页数", "year": "年份", "event": "活动", "date": "日期",
}


def _object(facts: list[Fact]) -> str:
    return json.dumps({key: value for key, value, _ in facts}, ensure_ascii=False)


def _query_zh(rng: Random, split: str) -> tuple[str, str]:
    kind = pick(rng, _DRAWN)
    facts = kind(rng, split)
    style = int(rng.random() * 6)
    told = []
    for key, value, ways in facts:
        way = ways[0] if style == 0 else ways[min(1, len(ways) - 1)] if style == 1 else pick(rng, ways)
        shown = _json(value)
        if isinstance(value, bool) and "{key}" not in way:
            way, shown = "有货" if value else "缺货", ""
        told.append(way.replace("{key}", key).replace("{}", shown))
    asked = pick(rng, _ASKED[kind])
    if chance(rng, 0.15):
        asked = ""
    query = asked + ",".join(told)
    if kind is not _settings and chance(rng, 0.1):
        facts = [(_IN_CHINESE[key], value, ways) for key, value, ways in facts]
        keys = "、".join(key for key, _, _ in facts)
        query += pick(rng, (",键为{}", ",使用字段{}", ",字段:{}", "(字段:{})", ",键名用{}", ",键用中文:{}")).format(keys)
    elif chance(rng, 0.25):
        keys = "、".join(key for key, _, _ in facts)
        query += pick(rng, (",键为{}", ",使用字段{}", ",字段:{}", "(字段:{})")).format(keys)
    if chance(rng, 0.3):
        query += "。"
    if kind is _settings:
        return query, _object(facts)
    return styled(rng, query), _object(facts)


def _query_en(rng: Random, split: str) -> tuple[str, str]:
    kind = int(rng.random() * 3)
    if kind == 0:
        facts: list[Fact] = [("name", english_name(rng, split), ("name {}", "name: {}", "named {}"))]
        facts += some(
            rng,
            (
                ("age", numbers(rng, split, 1, 18, 75)[0], ("age {}", "age: {}", "aged {}")),
                ("occupation", occupation_en(rng, split), ("occupation {}", "occupation: {}", "job: {}")),
                ("city", city_en(rng, split), ("city {}", "city: {}", "lives in {}")),
                ("hobby", swapped(rng, split, pick(rng, _HOBBIES_EN)), ("hobby {}", "hobby: {}", "likes {}")),
            ),
            2 + int(rng.random() * 2),
        )
        asked = pick(rng, ("Write a person card: ", "Describe a person: ", "User: ", "Make a JSON object for a person: ", ""))
    elif kind == 1:
        facts = [
            ("product", product_en(rng, split), ("product {}", "product: {}")),
            ("price", _cost(rng, split), ("price {}", "price: {}", "costs {}")),
        ]
        if chance(rng, 0.6):
            facts.append(("color", pick(rng, _COLOURS_EN), ("color {}", "color: {}")))
        asked = pick(rng, ("Write a product card: ", "Make a JSON object for a product: ", "Product card: ", ""))
    else:
        facts = _set(rng, split, 3, ("{key}={}", "{key}: {}", "{key} is {}"))
        asked = pick(rng, ("Settings: ", "Write the settings: ", "Make a config with "))
    way = int(rng.random() * 4)
    told = [
        (ways[way] if way < len(ways) else pick(rng, ways)).replace("{key}", key).replace("{}", _json(value))
        for key, value, ways in facts
    ]
    return asked + ", ".join(told) + pick(rng, ("", "", ".")), _object(facts)


def _item(language: str, query: str, prompt: str, answer: str, program: str | None) -> Item:
    return Item(
        task="json",
        language=language,
        parts=(Text(prompt), Gen("json_result", answer, EOS, max_tokens=512)),
        program=program,
        args={"query": query} if program else {},
        expected={"json_result": answer},
    )


_QUERIES = tuple(ANSWERS)


def _asked(rng: Random, split: str) -> tuple[str, str, str]:
    while True:
        language, query, answer = _drawn(rng, split)
        if any(mark in answer for mark in _OF_THE_SPLIT) or query in ANSWERS or split_of(answer) == split:
            return language, query, answer


_OF_THE_SPLIT = (
    '"name"', '"product"', '"title"', '"province"', '"date"', '"姓名"', '"产品"', '"书名"', '"省份"', '"日期"',
)
"""Keys whose values belong to one split, so that the whole query does; settings and others need a draw."""


def _drawn(rng: Random, split: str) -> tuple[str, str, str]:
    if split == "train" and chance(rng, 0.03):
        query = GUIDE if chance(rng, 0.3) else pick(rng, _QUERIES)
        return "zh", query, ANSWERS[query]
    if split == "train" and chance(rng, 0.06):
        return _invented(rng)
    if chance(rng, 0.25):
        return "en", *_query_en(rng, split)
    return "zh", *_query_zh(rng, split)


def record(rng: Random, split: str) -> Item:
    language, query, answer = _asked(rng, split)
    return _item(language, query, f"请以JSON格式回答:\n{query}\n```json\n", answer, "json_output")


def _invented(rng: Random) -> tuple[str, str, str]:
    """Keys and values that mean nothing: what is left is to copy them."""
    count, chinese_ones = 2 + int(rng.random() * 3), chance(rng, 0.5)
    keys = list(dict.fromkeys(chinese(rng, 2) if chinese_ones and chance(rng, 0.3) else english(rng) for _ in range(count)))
    facts = {key: chinese(rng) if chinese_ones else english(rng).title() if chance(rng, 0.4) else english(rng) for key in keys}
    way = pick(rng, ("{}={}", "{}: {}", "{}:{}") if not chinese_ones else ("{}={}", "{}:{}", "{}为{}", "{}是{}"))
    told = (", " if not chinese_ones else ",").join(way.format(key, value) for key, value in facts.items())
    return "zh" if chinese_ones else "en", told, json.dumps(facts, ensure_ascii=False)


_FRAMES = ("{}\nJSON:", "{}\n```json\n", "Answer in JSON:\n{}\n```json\n", "用JSON回答。\n{}\n")


def record_taught(rng: Random, split: str) -> Item:
    language, query, answer = _asked(rng, split)
    return _item(language, query, pick(rng, _FRAMES).format(query), answer, None)


MAKERS: dict[str, Maker] = {"record": record, "record_taught": record_taught}
WEIGHTS: dict[str, float] = {"record": 3.0, "record_taught": 0.6}
