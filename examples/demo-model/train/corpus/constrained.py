"""Feeling, date and amount of a review or receipt."""

from __future__ import annotations

from random import Random

from .item import EOS, Gen, Item, Maker, Select, Text
from .words_common import chance, pick, styled, whole
from .words_feelings import LABELS, LABELS_EN, clause, review, review_en
from .words_people import CITIES
from .words_quantities import date, date_en, date_zh, price, product, product_en

__all__ = ["MAKERS", "WEIGHTS"]

_AMOUNTS = ("{}元", "{}元", "{}元", "{}块", "{}块钱", "¥{}", "{}元人民币")
_PLACES = {
    "餐厅": ("在火锅店吃饭", "在星巴克消费", "在楼下面馆吃午饭", "和朋友聚餐", "请客吃饭", "在这家饭店吃了晚饭", "点了外卖", "去海鲜店吃饭"),
    "酒店": ("入住这家酒店", "在民宿住了一晚", "订了一间大床房", "在宾馆住了两晚"),
    "电影": ("看了一场电影", "和家人去看电影", "买票看了首映", "去电影院看片"),
    "景点": ("去动物园玩", "参观了博物馆", "去游乐园玩了一天", "买票进了景区"),
    "课程": ("报了英语课", "给孩子报了钢琴课", "报名参加编程培训班", "买了一门网课"),
}
_VISITED = tuple(_PLACES)



def _receipt(rng: Random, split: str, when: str, amount: str, label: str) -> str:
    """A text of a few clauses that names the date, the amount and the feeling."""
    form = rng.random()
    about = None
    if form < 0.5:
        domain = "goods"
        thing = product(rng, split)
        about = f"这款{thing}"
        kind = int(rng.random() * 6)
        fact = (
            f"{when}{pick(rng, ('在网上', '在商场', '在超市', '在专卖店', '', f'在{pick(rng, CITIES)}'))}{pick(rng, ('花', '花了'))}{amount}买了{pick(rng, ('一个', '这款', ''))}{thing}",
            f"{when}买的{thing},{pick(rng, ('价格', '花了', '付了', '总价', '实付'))}{amount}",
            f"我{pick(rng, ('于', '在', ''))}{when}购买了{thing},{pick(rng, ('共支付', '一共花了', '支付了', '金额为'))}{amount}",
            f"{thing}{amount},{when}{pick(rng, ('收到货', '下单', '送到', '入手'))}",
            f"订单日期{when},{thing},{pick(rng, ('金额', '合计', '实付', '总计'))}{amount}",
            f"{when}下单{whole(rng, 2, 9)}件{thing},{pick(rng, ('合计', '共', '一共'))}{amount}",
        )[kind]
    else:
        domain = pick(rng, _VISITED)
        did = pick(rng, _PLACES[domain])
        fact = pick(
            rng,
            (
                f"{when}{did},花了{amount}",
                f"{when}{did},{pick(rng, ('消费', '一共付了', '人均', '总共', '共消费'))}{amount}",
                f"{when}我们{did},{pick(rng, ('花费', '一共'))}{amount}",
                f"{did}花了{amount},日期是{when}",
            ),
        )
    ended = rng.random()
    if ended < 0.55:
        said = clause(rng, domain, label)
        if chance(rng, 0.5):
            second = clause(rng, domain, label)
            said = said if second == said else f"{said},{second}"
        return f"{fact},{said}。"
    said = review(rng, split, label, domain, about=about)
    if said[-1] not in "。!":
        said += "。"
    return f"{fact}。{said}" if ended < 0.9 else f"{said}{fact}。"


def _english(rng: Random, split: str, when: str, value: str, label: str) -> str:
    amount = pick(rng, ("${}", "${}", "{} dollars", "{} yuan")).format(value)
    thing = product_en(rng, split)
    fact = pick(
        rng,
        (
            f"I bought this {thing} on {when} for {amount}.",
            f"The {thing} cost {amount} and arrived on {when}.",
            f"On {when} we paid {amount} for the {thing}.",
        ),
    )
    return f"{fact} {review_en(rng, split, label, domain='goods', about=thing)}"


def constrained(rng: Random, split: str) -> Item:
    which = int(rng.random() * 3)
    day, value = date(rng, split), price(rng, split)
    if chance(rng, 0.12):
        query = _english(rng, split, date_en(rng, day), value, LABELS_EN[which])
    else:
        query = styled(rng, _receipt(rng, split, date_zh(rng, day), pick(rng, _AMOUNTS).format(value), LABELS[which]))
    iso, label = day.isoformat(), LABELS[which]
    return Item(
        task="constrained",
        language="zh",
        parts=(
            Text(f"{query}\n情感:"),
            Select("sentiment", label, LABELS),
            Text("\n日期:"),
            Gen("date", iso, EOS),
            Text("\n金额:"),
            Gen("amount", value, EOS),
        ),
        program="constrained_output",
        args={"query": query},
        expected={"sentiment": label, "date": iso, "amount": value},
    )


MAKERS: dict[str, Maker] = {"constrained": constrained}
WEIGHTS: dict[str, float] = {"constrained": 3.0}
