"""Reviews and moods as sentences of a label; sentiment, constrained and others build texts of them."""

from __future__ import annotations

from random import Random

from . import words_moods as moods
from . import words_reviews_en as en
from . import words_reviews_zh as zh
from .words_common import chance, fresh, lines, partition, pick, words
from .words_people import ENGLISH_FIRST, NICKNAMES

LABELS = ("正面", "负面", "中性")
LABELS_EN = ("positive", "negative", "neutral")

_DEGREES = {
    "正面": "很{} 非常{} 特别{} 真的很{} 超级{} 相当{} 十分{} 太{}了 {}得没话说 确实{} 挺{}的 格外{}".split(),
    "负面": "很{} 非常{} 特别{} 真的很{} 有点{} 实在太{}了 太{}了 {}得不行 {}死了 过于{} 十分{} 越来越{}".split(),
}
_REFUSALS = {
    "正面": "一点也不{} 一点都不{} 并不{} 完全不{} 没有想象中那么{}".split(),
    "负面": "不够{} 一点也不{} 一点都不{} 没有想象中{} 没有宣传的那么{} 根本不{} 不怎么{} 不太{}".split(),
}
_OTHER = {"正面": "负面", "负面": "正面"}


def _verdicts(praise: str, blame: str, neither: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """By label: verdicts, each with its variants."""
    written = {"正面": words(praise), "负面": words(blame)}
    verdicts: dict[str, list[tuple[str, ...]]] = {"正面": [], "负面": [], "中性": []}
    for label, listed in written.items():
        for word in listed:
            if not word.startswith("~"):
                verdicts[label].append((word,))
                continue
            adjective = word[1:]
            verdicts[label].append(
                tuple(
                    degree.format(adjective)
                    for degree in _DEGREES[label]
                    if len(adjective) == 1 or degree not in ("{}死了", "{}得不行", "{}得没话说")
                )
            )
            if len(adjective) <= 2 and chance(Random(word), 0.5):
                verdicts[_OTHER[label]].append(tuple(refusal.format(adjective) for refusal in _REFUSALS[_OTHER[label]]))
    verdicts["中性"] = [(word,) for word in words(neither)]
    short = [[word[1:] for word in written[label] if word.startswith("~") and len(word) == 2] for label in written]
    if short[0] and short[1]:
        good, bad = short[0][0], short[1][0]
        verdicts["中性"].append((f"不算{good}也不算{bad}", f"谈不上{good}也谈不上{bad}", f"既不{good}也不{bad}"))
    return {label: tuple(listed) for label, listed in verdicts.items()}


_GROUPS: dict[str, list[tuple[tuple[str, ...], dict]]] = {}
for _line in zh.ASPECTS.strip().splitlines():
    _domains, _aspects, *_said = _line.split("#")
    for _domain in words(_domains):
        _GROUPS.setdefault(_domain, []).append((words(_aspects), _verdicts(*_said)))
_DOMAINS = tuple(zh.SUBJECTS)
_SUBJECTS = {domain: words(listed) for domain, listed in zh.SUBJECTS.items()}
_MEASURES = {domain: words(listed) for domain, listed in zh.MEASURES.items()}
_GENERAL = _verdicts(*(zh.GENERAL[label] for label in LABELS))
_GENERAL_BARE = {
    label: tuple(v for v in listed if not v[0].startswith(("我", "谁", "别", "千万"))) for label, listed in _GENERAL.items()
}
_PHRASES = {
    domain: dict(zip(LABELS, (tuple(one.split("|")) for one in said), strict=True)) for domain, said in zh.PHRASES.items()
}
_MOODS = {label: partition(lines(listed)) for label, listed in moods.MOODS.items()}
_OPENERS = words(
    "用了一个月了 用了半年 用了一周 上周买的 刚买的 第一次买 第二次买了 朋友推荐的 看评价买的 打折时买的 送给妈妈的 换季时入手的 给孩子买的"
)
_VISITS = words("第一次来 周末去的 和家人一起去的 朋友带我去的 路过进去的 昨晚去的 出差时去的 慕名而来 上个月去的 公司聚会去的")
_DID = words(
    "坐公交车去上班 在图书馆看书 去超市买菜 在家里打扫房间 去邮局寄包裹 在办公室开会 去银行取钱 在厨房做饭 给客户发邮件 去车站接人"
    " 把钥匙放在桌上 去学校上课 在公园跑步 把文件放进柜子 打电话预约时间 给花浇水 换了一个灯泡 搬到了三楼 填了一张表 去理发店剪头发"
    " 把车停在楼下 洗了几件衣服 看了一会儿新闻 交了水费 去机场接同事 在楼下等快递 复印了两份材料 吃了一碗米饭 喝了一杯水 坐了两站地铁"
)
_WHEN = words("今天 昨天 早上 下午 晚上 周一 周三 周五 周末 上个星期 刚才 中午 前天 明天")


def domain_of(rng: Random) -> str:
    return pick(rng, _DOMAINS)


def subject(rng: Random, domain: str) -> str:
    return pick(rng, _MEASURES[domain]) + pick(rng, _SUBJECTS[domain])


def clause(rng: Random, domain: str, label: str, seen: list[str] | None = None) -> str:
    """What a review says in one clause; seen collects what it says it of."""
    if seen is None and chance(rng, 0.35):
        return pick(rng, _PHRASES[domain][label])
    aspects, verdicts = pick(rng, _GROUPS[domain])
    aspect = pick(rng, aspects)
    while seen is not None and aspect in seen:
        aspects, verdicts = pick(rng, _GROUPS[domain])
        aspect = pick(rng, aspects)
    if seen is not None:
        seen.append(aspect)
    return aspect + pick(rng, pick(rng, verdicts[label]))


def _general(rng: Random, label: str) -> str:
    return pick(rng, pick(rng, _GENERAL_BARE[label]))


def _sentence(rng: Random, label: str, domain: str, seen: list[str] | None, about: str) -> str:
    form = rng.random()
    end = "。" if chance(rng, 0.8) else ("!" if label != "中性" else "")
    if seen is None and form < 0.2:
        return about + pick(rng, pick(rng, _GENERAL[label])) + end
    if seen is None and form < 0.25:
        return pick(rng, ("总的来说", "整体", "总体来说", "个人觉得", "感觉", "我觉得", "说实话,", "整体感觉")) + _general(rng, label) + end
    first = clause(rng, domain, label, seen)
    if form < 0.3 and seen is None:
        opener = pick(rng, _OPENERS if domain in ("goods", "电器", "衣服") else _VISITS if domain in ("餐厅", "酒店", "景点") else ("朋友推荐的", "说实话"))
        return f"{opener},{first}{end}"
    if form < 0.38:
        return first + end
    if form < 0.43 and seen is None:
        return f"{about}{_general(rng, label)},{first}{end}"
    second = clause(rng, domain, label, seen)
    if second == first:
        return first + end
    if label != "中性" and form < 0.62:
        against = clause(rng, domain, _OTHER[label], seen)
        while seen is None and against[:2] == first[:2]:
            against = clause(rng, domain, _OTHER[label])
        turn = pick(rng, ("但是", "但", "不过", "可是", "可", "然而"))
        return (pick(rng, ("虽然{},{}{}{}", "虽然{},{}{}{}", "{},{}{}{}", "尽管{},{}{}{}"))).format(against, turn, first, end)
    if label == "中性" and form < 0.6:
        told = seen if seen is not None else []
        praise, blame = clause(rng, domain, "正面", told), clause(rng, domain, "负面", told)
        if chance(rng, 0.5):
            praise, blame = blame, praise
        tail = pick(rng, ("总体一般", "整体一般般", "总的来说中规中矩", "有好有坏", "各有优缺点", "综合来看还行", "算是有得有失", "整体不好不坏"))
        return f"{praise},{pick(rng, ('不过', '但是', '但', ''))}{blame},{tail}{end}"
    if form < 0.82:
        return f"{first},{second}{end}"
    if label != "中性" and form < 0.87:
        return pick(rng, ("不仅{},而且{}{}", "不但{},{}{}", "{},而且{}{}", "{},再加上{}{}")).format(first, second, end)
    third = clause(rng, domain, label, seen)
    return f"{first},{second},{third}{end}" if third not in (first, second) else f"{first},{second}{end}"


_PINNED_ZH = {
    "正面": ("物流很快,包装完好,手感比想象的还要好。",),
    "负面": ("用了三天就坏了,客服一直不回复。",),
    "中性": ("和图片一样,没有惊喜也没有失望。",),
}


def review(
    rng: Random,
    split: str,
    label: str,
    domain: str | None = None,
    sentences: int = 1,
    seen: list[str] | None = None,
    about: str | None = None,
) -> str:
    """A review of one to some sentences, with ASCII marks, of what about names or of any thing of the domain."""
    if split == "train" and seen is None and domain is None and chance(rng, 0.002):
        return pick(rng, _PINNED_ZH[label])
    domain = domain or domain_of(rng)
    about = about or subject(rng, domain)
    written: list[str] = []
    for _ in range(sentences):
        mark = len(seen) if seen is not None else 0

        def make(rng: Random) -> str:
            if seen is not None:
                del seen[mark:]
            return _sentence(rng, label, domain, seen, about)

        sentence = fresh(rng, split, make)
        if sentence not in written:
            written.append(sentence if sentence[-1] in "。!" or len(written) == sentences - 1 else sentence + "。")
    return "".join(written)


def _felt(rng: Random, label: str) -> str:
    cause, who, feeling = pick(rng, moods.CAUSES[label]), pick(rng, moods.WHO), pick(rng, moods.FEELINGS[label])
    return pick(rng, (f"{cause},{who}{feeling}", f"{cause},{feeling}", f"因为{cause},{who}{feeling}", f"{who}{feeling},因为{cause}", f"{who}今天{feeling}"))


def mood(rng: Random, split: str, label: str) -> str:
    """A sentence that is no review: how somebody feels, or a plain fact."""
    if label == "中性" and chance(rng, 0.8):
        said = pick(rng, NICKNAMES[split]) + pick(rng, _WHEN) + pick(rng, _DID)
    elif label != "中性" and chance(rng, 0.5):
        said = fresh(rng, split, lambda rng: _felt(rng, label))
    else:
        said = pick(rng, _MOODS[label][split])
    return said + pick(rng, ("。", "。", "!" if label != "中性" else "。"))


_EN_GROUPS: dict[str, list[tuple[tuple[str, ...], dict]]] = {}
for _line in en.ASPECTS.strip().splitlines():
    _domains, _aspects, *_said = _line.split("#")
    for _domain in words(_domains):
        _EN_GROUPS.setdefault(_domain, []).append(
            (words(_aspects), dict(zip(LABELS_EN, (words(one) for one in _said), strict=True)))
        )
_EN_DOMAINS = tuple(en.SUBJECTS)
_EN_SUBJECTS = {domain: tuple(listed.split("|")) for domain, listed in en.SUBJECTS.items()}
_EN_GENERAL = {label: tuple(listed.split("|")) for label, listed in en.GENERAL.items()}
_EN_PHRASES = {label: tuple(listed.split("|")) for label, listed in en.PHRASES.items()}
_EN_MOODS = {label: partition(lines(listed), test=moods.HELD) for label, listed in moods.MOODS_EN.items()}
ADVERBS = en.ADVERBS
_PLAIN = ("", "", "absolutely ", "just ", "really ", "simply ")
_EXTREME = frozenset(
    words(
        "excellent amazing fantastic wonderful perfect brilliant awesome superb outstanding terrible awful horrible dreadful"
        " useless garbage okay average acceptable ordinary gorgeous stunning spotless delicious hideous filthy inedible"
        " ridiculous outrageous unbeatable passable adequate decent_enough standard damaged torn late prompt so-so"
    )
)
_EN_OTHER = {"positive": "negative", "negative": "positive"}
_EN_DID = (
    "took the bus to work|read a book in the library|bought milk at the shop|cleaned the kitchen|posted a parcel"
    "|had a meeting in the office|went to the bank|wrote an email to a client|put the keys on the table"
    "|watered the plants|changed a light bulb|parked the car behind the house|washed some shirts|paid the water bill"
    "|copied two pages|ate a bowl of rice|drank a glass of water|walked to the station|filled in a form|called the dentist"
).split("|")
_EN_WHEN = " today| yesterday| on Monday| on Friday| this morning| last week| at noon| in the evening|".split("|")


def upper(text: str) -> str:
    return text[0].upper() + text[1:]


def clause_en(rng: Random, domain: str, label: str, about: str, seen: list[tuple[str, ...]] | None = None) -> str:
    """What a review says in one clause, in lower case; with seen, of an aspect that is not in it yet."""
    form = rng.random() if seen is None else 0.38 + 0.62 * rng.random()
    if form < 0.2:
        return pick(rng, _EN_PHRASES[label])
    if form < 0.38:
        adjective = pick(rng, _EN_GENERAL[label])
        adverb = pick(rng, _PLAIN if adjective in _EXTREME else ADVERBS[label]) if " " not in adjective else ""
        return f"{pick(rng, ('this', 'the'))} {about} is {adverb}{adjective}"
    aspects, said = pick(rng, _EN_GROUPS[domain])
    while seen is not None and aspects in seen:
        aspects, said = pick(rng, _EN_GROUPS[domain])
    if seen is not None:
        seen.append(aspects)
    aspect, word = pick(rng, aspects), pick(rng, said[label])
    if word[0] == "!":
        return f"the {aspect} {word[1:]}"
    if form < 0.48 and label == "positive":
        return pick(rng, (f"{word} {aspect}", f"I love the {aspect}", f"I like the {word} {aspect}", f"I really like the {aspect}"))
    if form < 0.48 and label == "negative":
        good = pick(rng, said["positive"])
        refused = f"the {aspect} is not {good}" if good[0] != "!" else f"I hate the {aspect}"
        return pick(rng, (f"{word} {aspect}", f"I hate the {aspect}", f"I do not like the {aspect}", refused))
    if form < 0.52 and label == "neutral":
        return pick(rng, (f"the {aspect} is neither good nor bad", f"I have no opinion about the {aspect}"))
    adverb = pick(rng, _PLAIN if word in _EXTREME else ADVERBS[label]) if " " not in word else ""
    verb = pick(rng, ("is", "was", "is", "was", "seems"))
    return f"the {aspect} {verb} {adverb}{word}"


def _sentence_en(rng: Random, label: str, domain: str, about: str) -> str:
    end = "." if label == "neutral" or chance(rng, 0.8) else "!"
    form = rng.random()
    seen: list[tuple[str, ...]] = []
    if label != "neutral" and 0.4 <= form < 0.62:
        against = clause_en(rng, domain, _EN_OTHER[label], about, seen)
        first = clause_en(rng, domain, label, about, seen if chance(rng, 0.7) else None)
        return upper(
            pick(rng, ("although {}, {}", "{}, but {}", "even though {}, {}", "{}; however, {}", "{}, yet {}")).format(against, first)
        ) + end
    first = clause_en(rng, domain, label, about)
    if form < 0.4:
        return upper(first) + end
    second = clause_en(rng, domain, label, about)
    if label == "neutral" and form < 0.6:
        good, bad = (clause_en(rng, domain, one, about, seen) for one in ("positive", "negative"))
        if chance(rng, 0.5):
            good, bad = bad, good
        tail = pick(rng, ("so it evens out", "so overall it is average", "so I am in two minds", "so overall it is just okay"))
        return upper(f"{good}, but {bad}, {tail}.")
    if second == first:
        return upper(first) + end
    if form < 0.9:
        return upper(first) + pick(rng, (", and ", " and ", ", and ")) + second + end
    return upper(f"{pick(rng, ('I think', 'in my opinion,', 'overall,', 'to be honest,'))} {first}{end}")


_PINNED_EN = {
    "positive": "Great battery life, and the screen is gorgeous.",
    "negative": "The hinge broke within a week.",
}


def review_en(rng: Random, split: str, label: str, sentences: int = 1, domain: str | None = None, about: str | None = None) -> str:
    if split == "train" and label in _PINNED_EN and chance(rng, 0.002):
        return _PINNED_EN[label]
    domain = domain or pick(rng, _EN_DOMAINS)
    about = about or pick(rng, _EN_SUBJECTS[domain])
    written = [fresh(rng, split, lambda rng: _sentence_en(rng, label, domain, about)) for _ in range(sentences)]
    return " ".join(dict.fromkeys(written))


def _felt_en(rng: Random, label: str) -> str:
    who, feeling = pick(rng, moods.WHO_EN), pick(rng, moods.FEELINGS_EN[label])
    adverb = pick(rng, ("", "", "very ", "so ", "really "))
    if chance(rng, 0.5):
        return f"{who} {adverb}{feeling} {pick(rng, moods.ABOUT_EN)}"
    name, verb = who.rsplit(" ", 1)
    return f"{name} {pick(rng, moods.CAUSES_EN[label])} and {verb} {adverb}{feeling}"


def mood_en(rng: Random, split: str, label: str) -> str:
    if label == "neutral" and chance(rng, 0.8):
        return f"{pick(rng, ENGLISH_FIRST[split])} {pick(rng, _EN_DID)}{pick(rng, _EN_WHEN)}."
    if label != "neutral" and chance(rng, 0.5):
        return fresh(rng, split, lambda rng: _felt_en(rng, label)) + "."
    return pick(rng, _EN_MOODS[label][split]) + "."


def sentence_count(rng: Random) -> int:
    drawn = rng.random()
    return 1 if drawn < 0.68 else 2 if drawn < 0.92 else 3
