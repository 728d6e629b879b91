"""Dialogs whose last question is about what was said before, and questions in a chat.

Names, places, things and numbers of the test are in no item of train; how one asks for them is the
same. Questions of knowledge are held out as in facts.
"""

from __future__ import annotations

from random import Random

from . import known_facts
from . import words_agent, words_judge
from . import words_dialogs as words
from .item import Gen, Item, Text, split_of
from .pools import Pool, chat, marks, scan
from .people import person

_ages = Pool(range(6, 91), taught=(18, 20))
_pools = {
    "zh": {
        "color": Pool(words.COLORS, 0.3, ("红色", "蓝色", "绿色"), invents=0.4),
        "food": Pool(words.FOODS, 0.15, invents=0.4),
        "city": words_agent.PLACES,
        "pet": Pool(words.PETS, 0.3, ("猫", "狗"), invents=0.4),
        "age": _ages,
        "job": Pool(words_judge.JOBS, 0.25, invents=0.4),
        "hobby": Pool(words_judge.HOBBIES, 0.2, invents=0.4),
        "goods": words_agent.GOODS,
    },
    "en": {
        "color": Pool(words.COLORS_EN, 0.3, ("red", "blue"), invents=0.4),
        "food": Pool(words.FOODS_EN, 0.3, ("pizza",), invents=0.4),
        "city": words_agent.TOWNS_EN,
        "pet": Pool(words.PETS_EN, 0.3, ("cat", "dog"), invents=0.4),
        "age": _ages,
        "goods": Pool(words.GOODS_EN, 0.4, ("apples", "milk", "bread"), invents=0.4),
    },
}
_TOLD = {"zh": words.TOLD, "en": words.TOLD_EN}
_CHANGED = {"zh": words.CHANGED, "en": words.CHANGED_EN}
_NOT_TOLD = {"zh": words.NOT_TOLD, "en": words.NOT_TOLD_EN}

_Turns = list[tuple[str, str]]


def _language(rng: Random) -> str:
    return rng.choice(("zh", "zh", "en"))


def _written(rng: Random, role: str, content: str) -> str:
    """What a user writes may lack its last stop."""
    return content.rstrip("。.") if role == "user" and rng.random() < 0.25 else content


def _item(rng: Random, language: str, turns: _Turns, answer: str, needle: str, check: str) -> Item:
    mark = marks(rng, language)
    turns = [(role, _written(rng, role, content)) for role, content in turns]
    messages = [{"role": role, "content": mark(content)} for role, content in turns]
    said = {"user": "用户:", "assistant": "助手:"}
    text = "".join(f"{said[m['role']]}{m['content']}\n" for m in messages)
    parts = (Text(f"{text}助手:"), Gen("response", mark(answer), None, 256))
    expected = {"response": mark(needle)}
    return Item("dialog", language, parts, "multi_turn_chat", {"messages": messages}, expected, {"response": check})


def _small_talk(rng: Random, split: str, language: str) -> _Turns:
    """A question and its answer that have nothing to do with the last question."""
    if language == "zh" and rng.random() < 0.4:
        said, answer = rng.choice(words_agent.TALK)
        return [("user", rng.choice(said[:-1]) if split == "train" else said[-1]), ("assistant", answer)]
    fact = rng.choice(known_facts.PLAIN[language] + known_facts.DEFINITIONS[language])
    return [("user", fact.question(rng, split)), ("assistant", fact.answer)]


def _value(rng: Random, split: str, language: str, kind: str):
    return person(rng, split, language) if kind in ("name", "friend") else _pools[language][kind].pick(rng, split)


def _remember(rng: Random, split: str) -> Item:
    """The user tells things and asks for one of them, or for one that was not told."""
    language = _language(rng)
    told, pools = _TOLD[language], _pools[language]
    kinds = rng.sample(list(told), rng.randint(1, 4))
    asked = rng.choice(kinds)
    values = {kind: _value(rng, split, language, kind) for kind in kinds}
    exchanges: list[_Turns] = []
    missing = len(kinds) > 1 and rng.random() < 0.12
    for kind in kinds:
        says, replies, _, _ = told[kind]
        if missing and kind == asked:
            continue
        v = values[kind]
        exchanges.append([("user", rng.choice(says).format(v=v)), ("assistant", rng.choice(replies).format(v=v))])
    if len(exchanges) > 1 and rng.random() < 0.3:
        exchanges[:2] = [_joined(language, *exchanges[:2])]
    if asked in _CHANGED[language] and not missing and rng.random() < 0.15:
        values[asked], v = pools[asked].sample(rng, split, 2)
        values[asked] = v
        exchanges.append([("user", _CHANGED[language][asked].format(v=v)), ("assistant", rng.choice(told[asked][1]).format(v=v))])
    if len(exchanges) < 3 and rng.random() < 0.4:
        exchanges.insert(rng.randint(0, len(exchanges)), _small_talk(rng, split, language))
    _, _, questions, answer = told[asked]
    turns = [turn for exchange in exchanges for turn in exchange] + [("user", rng.choice(questions))]
    if missing:
        return _item(rng, language, turns, _NOT_TOLD[language], _NOT_TOLD[language], "same_text")
    v = str(values[asked])
    return _item(rng, language, turns, answer.format(v=v), v, "states_number" if asked == "age" else "contains")


def _joined(language: str, first: _Turns, second: _Turns) -> _Turns:
    """Both things told in one turn."""
    one, other = first[0][1], second[0][1]
    both = f"{one[:-1]},{other}" if language == "zh" else f"{one} {other}"
    return [("user", both), first[1]]


def _listed(language: str, things: list[str]) -> str:
    if len(things) == 1:
        return things[0]
    comma, last = ("、", "和") if language == "zh" else (", ", " and ")
    return comma.join(things[:-1]) + last + things[-1]


def _bought(rng: Random, language: str, things: list[str], again: bool) -> _Turns:
    chinese = language == "zh"
    first, more = (words.BOUGHT, words.BOUGHT_MORE) if chinese else (words.BOUGHT_EN, words.BOUGHT_MORE_EN)
    said = rng.choice(more if again else first).format(l=_listed(language, things))
    return [("user", said), ("assistant", rng.choice(words.BOUGHT_SAID if chinese else words.BOUGHT_SAID_EN))]


def _asked_goods(rng: Random, language: str, things: list[str]) -> tuple[_Turns, str, str]:
    """A question about all things and its answer, what must be in it, and the check for that."""
    chinese = language == "zh"
    kind = rng.choices(("many", "which", "both"), (0.45, 0.35, 0.2))[0]
    many, which, both = (words.HOW_MANY, words.WHICH, words.BOTH) if chinese else (words.HOW_MANY_EN, words.WHICH_EN, words.BOTH_EN)
    questions, answer = {"many": many, "which": which, "both": both}[kind]
    answer = answer.format(k=len(things), a="、".join(things) if chinese else ", ".join(things))
    turns = [("user", rng.choice(questions)), ("assistant", answer)]
    if kind == "many":
        return turns, str(len(things)), "contains_number"
    counted = [f"一共{len(things)}样" if chinese else f"{len(things)} things"] if kind == "both" else []
    return turns, "|".join([*things, *counted]), "contains"


def _shopping(rng: Random, split: str) -> Item:
    """The user buys things in one or two turns and asks how many, or which, or both."""
    language = _language(rng)
    things = _pools[language]["goods"].sample(rng, split, rng.randint(2, 6))
    first = rng.randint(1, min(3, len(things) - 1)) if len(things) > 3 or rng.random() < 0.6 else len(things)
    turns = _bought(rng, language, things[:first], again=False)
    if things[first:]:
        turns += _bought(rng, language, things[first:], again=True)
    if rng.random() < 0.25:
        turns = _small_talk(rng, split, language) + turns
    (question, (_, answer)), needle, check = _asked_goods(rng, language, things)
    return _item(rng, language, [*turns, question], answer, needle, check)


def _prices(rng: Random, split: str, count: int) -> list[int]:
    """Prices of which every sum on the way to the whole belongs to split."""
    high = 20 if rng.random() < 0.6 else 60
    prices = [rng.randint(2, high)]
    while len(prices) < count:
        have = sum(prices)
        price = scan(rng, 2, high, lambda n: split_of(f"pay {min(have, n)}+{max(have, n)}") == split)
        if price is None:
            return _prices(rng, split, count)
        prices.append(price)
    return prices


def _total(rng: Random, prices: list[int]) -> _Turns:
    """What it costs together: the answer adds one price at a time."""
    sums = ["+".join(map(str, prices))]
    for place in range(2, len(prices) + 1):
        sums.append("+".join(map(str, [sum(prices[:place]), *prices[place:]])))
    questions, answer = words.HOW_MUCH
    return [("user", rng.choice(questions)), ("assistant", answer.format(s="=".join(sums), c=sum(prices)))]


def _priced(rng: Random, thing: str, price: int) -> _Turns:
    return [("user", rng.choice(words.PRICED).format(x=thing, p=price)), ("assistant", rng.choice(words.BOUGHT_SAID))]


def _spending(rng: Random, split: str) -> Item:
    """Two or three things with their prices, and what they cost together."""
    prices = _prices(rng, split, rng.choice((2, 2, 3)))
    things = _pools["zh"]["goods"].sample(rng, split, len(prices))
    turns = [turn for thing, price in zip(things, prices) for turn in _priced(rng, thing, price)]
    question, (_, answer) = _total(rng, prices)
    return _item(rng, "zh", [*turns, question], answer, str(sum(prices)), "contains_number")


def _definition(subject: str, language: str) -> known_facts.Fact:
    return next(fact for fact in known_facts.DEFINITIONS[language] if fact.subject == subject)


_explained = {
    language: [(_definition(fact.subject, language), fact) for fact in known_facts.DIFFERENCES[language]]
    for language in ("zh", "en")
}


def _shortened(rng: Random, answer: str) -> str:
    """An answer that somebody else may have given: at times only the first clause."""
    head, _, rest = answer.partition(",")
    return f"{head}。" if rest and "。" in rest and rng.random() < 0.3 else answer


def _explain(rng: Random, split: str) -> Item:
    """What is it? And how does it differ from the other one?"""
    language = _language(rng)
    if rng.random() < 0.4:
        fact = rng.choice(known_facts.DEFINITIONS[language] + known_facts.PLAIN[language])
        turns = [] if rng.random() < 0.5 else _small_talk(rng, split, language)
        return _item(rng, language, [*turns, ("user", fact.question(rng, split))], fact.answer, fact.answer, "same_text")
    what, differs = rng.choice(_explained[language])
    follow = rng.choice(words.FOLLOW_UPS if language == "zh" else words.FOLLOW_UPS_EN)
    turns = [
        ("user", what.question(rng, split)),
        ("assistant", _shortened(rng, what.answer)),
        ("user", follow.format(y=differs.other)),
    ]
    return _item(rng, language, turns, differs.answer, differs.answer, "same_text")


def _role_chat(rng: Random, split: str) -> Item:
    fact = rng.choice(known_facts.ALL)
    mark = marks(rng, fact.language)
    question, answer = mark(fact.question(rng, split)), mark(fact.answer)
    if fact.language == "zh" and rng.random() < 0.1:
        said, answer = rng.choice(words_agent.TALK)
        question, answer = mark(rng.choice(said[:-1]) if split == "train" else said[-1]), mark(answer)
        fact = None
    needle = fact.needle if fact and fact.needle else answer
    check = "contains" if fact and fact.needle else "same_text"
    parts = (chat(("user", question)), Gen("answer", answer, "<|im_end|>", 256))
    language = fact.language if fact else "zh"
    return Item("dialog", language, parts, "role_chat", {"question": question}, {"answer": needle}, {"answer": check})


def _taught(rng: Random, language: str, turns: _Turns, system: str | None = None) -> Item:
    """A dialog of which the model learns every answer: in the chat template with system, or plain."""
    mark = marks(rng, language)
    if system is None:
        head, before, between, end, after = "", "用户:", "\n助手:", None, "\n"
    else:
        head, end = f"<|im_start|>system\n{system}<|im_end|>\n", "<|im_end|>"
        before, between, after = "<|im_start|>user\n", "<|im_end|>\n<|im_start|>assistant\n", "<|im_end|>\n"
    parts: list = [Text(head)] if head else []
    for role, content in turns:
        if role == "user":
            parts.append(Text(f"{before}{mark(_written(rng, role, content))}{between}"))
        else:
            parts += [Gen("response", mark(content), end, 256), Text(after)]
    return Item("dialog", language, tuple(parts[:-1]))


def _recalled(rng: Random, split: str, language: str) -> _Turns:
    """Things that the user tells, with questions about them on the way and at the end."""
    turns: _Turns = []
    values: dict[str, str] = {}
    told = _TOLD[language]
    for kind in rng.sample(list(told), rng.randint(2, 5)):
        values[kind] = v = str(_value(rng, split, language, kind))
        says, replies, _, _ = told[kind]
        turns += [("user", rng.choice(says).format(v=v)), ("assistant", rng.choice(replies).format(v=v))]
        if rng.random() < 0.4:
            turns += _asked_told(rng, language, rng.choice(list(told) if rng.random() < 0.2 else list(values)), values)
    for kind in rng.sample(list(values), rng.randint(1, len(values))):
        turns += _asked_told(rng, language, kind, values)
    return turns


def _asked_told(rng: Random, language: str, kind: str, values: dict[str, str]) -> _Turns:
    _, _, questions, answer = _TOLD[language][kind]
    said = answer.format(v=values[kind]) if kind in values else _NOT_TOLD[language]
    return [("user", rng.choice(questions)), ("assistant", said)]


def _counted(rng: Random, split: str, language: str) -> _Turns:
    """Things that the user buys bit by bit, with questions about all of them so far."""
    things = _pools[language]["goods"].sample(rng, split, rng.randint(2, 7))
    turns: _Turns = []
    have = 0
    while have < len(things):
        more = rng.randint(1, min(4, len(things) - have))
        turns += _bought(rng, language, things[have : have + more], again=have > 0)
        have += more
        if have > 1 and (have == len(things) or rng.random() < 0.6):
            turns += _asked_goods(rng, language, things[:have])[0]
    return turns


def _added(rng: Random, split: str, language: str) -> _Turns:
    """Prices that the user tells one by one, with questions about their sum so far."""
    prices = _prices(rng, split, rng.randint(2, 4))
    turns: _Turns = []
    for have, thing in enumerate(_pools["zh"]["goods"].sample(rng, split, len(prices)), 1):
        turns += _priced(rng, thing, prices[have - 1])
        if have > 1 and (have == len(prices) or rng.random() < 0.5):
            turns += _total(rng, prices[:have])
    return turns


def _many_questions(rng: Random, split: str) -> Item:
    """Several questions in one dialog, plain or in the chat template, which only teaches."""
    told = rng.choices((_recalled, _counted, _added), (0.4, 0.4, 0.2))[0]
    language = "zh" if told is _added else _language(rng)
    system = rng.choice(words.SYSTEMS) if rng.random() < 0.3 else None
    return _taught(rng, language, told(rng, split, language), system)


def _chat_turns(rng: Random, split: str) -> Item:
    """The other dialogs in the chat template, which only teaches."""
    item = rng.choice((_remember, _shopping, _explain))(rng, split)
    turns = [(m["role"], m["content"]) for m in item.args["messages"]]
    answer = Gen("answer", item.parts[-1].value, "<|im_end|>", 256)
    return Item("dialog", item.language, (chat(*turns, system=rng.choice(words.SYSTEMS)), answer))


MAKERS = {
    "remember": _remember,
    "shopping": _shopping,
    "spending": _spending,
    "explain": _explain,
    "role_chat": _role_chat,
    "chat_turns": _chat_turns,
    "many_questions": _many_questions,
}
WEIGHTS = {
    "remember": 0.2,
    "shopping": 0.12,
    "spending": 0.06,
    "explain": 0.12,
    "role_chat": 0.14,
    "chat_turns": 0.06,
    "many_questions": 0.3,
}
