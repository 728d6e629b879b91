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
        "color": Pool(words.COLORS, 0.3, ("红色", "蓝色", "绿色")),
        "food": Pool(words.FOODS),
        "city": words_agent.PLACES,
        "pet": Pool(words.PETS, 0.25, ("猫", "狗")),
        "age": _ages,
        "job": Pool(words_judge.JOBS, 0.2),
        "hobby": Pool(words_judge.HOBBIES, 0.2),
        "goods": words_agent.GOODS,
    },
    "en": {
        "color": Pool(words.COLORS_EN, 0.3, ("red", "blue")),
        "food": Pool(words.FOODS_EN, 0.3, ("pizza",)),
        "city": words_agent.TOWNS_EN,
        "pet": Pool(words.PETS_EN, 0.3, ("cat", "dog")),
        "age": _ages,
        "goods": Pool(words.GOODS_EN, 0.4, ("apples", "milk", "bread")),
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


def _shopping(rng: Random, split: str) -> Item:
    """The user buys things in one or two turns and asks how many, or which."""
    language = _language(rng)
    chinese = language == "zh"
    things = _pools[language]["goods"].sample(rng, split, rng.randint(2, 6))
    first = rng.randint(1, min(3, len(things) - 1)) if len(things) > 3 or rng.random() < 0.6 else len(things)
    replies = words.BOUGHT_SAID if chinese else words.BOUGHT_SAID_EN
    said = rng.choice(words.BOUGHT if chinese else words.BOUGHT_EN)
    turns = [("user", said.format(l=_listed(language, things[:first]))), ("assistant", rng.choice(replies))]
    if things[first:]:
        more = rng.choice(words.BOUGHT_MORE if chinese else words.BOUGHT_MORE_EN)
        turns += [("user", more.format(l=_listed(language, things[first:]))), ("assistant", rng.choice(replies))]
    if rng.random() < 0.25:
        turns = _small_talk(rng, split, language) + turns
    count = rng.random() < 0.6
    how = (words.HOW_MANY, words.WHICH) if chinese else (words.HOW_MANY_EN, words.WHICH_EN)
    questions, answer = how[0 if count else 1]
    answer = answer.format(k=len(things), a="、".join(things) if chinese else ", ".join(things))
    turns.append(("user", rng.choice(questions)))
    if count:
        return _item(rng, language, turns, answer, str(len(things)), "states_number")
    return _item(rng, language, turns, answer, "|".join(things), "contains")


def _spending(rng: Random, split: str) -> Item:
    """Two things with their prices, and what they cost together."""
    x, y = _pools["zh"]["goods"].sample(rng, split, 2)
    high = 20 if rng.random() < 0.6 else 60
    p = rng.randint(2, high)
    q = scan(rng, 2, high, lambda n: split_of(f"pay {min(p, n)}+{max(p, n)}") == split)
    if q is None:
        return _spending(rng, split)
    turns = []
    for thing, price in ((x, p), (y, q)):
        turns += [("user", rng.choice(words.PRICED).format(x=thing, p=price)), ("assistant", rng.choice(words.BOUGHT_SAID))]
    questions, answer = words.HOW_MUCH
    turns.append(("user", rng.choice(questions)))
    return _item(rng, "zh", turns, answer.format(c=p + q), str(p + q), "states_number")


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
}
WEIGHTS = {"remember": 0.32, "shopping": 0.14, "spending": 0.06, "explain": 0.16, "role_chat": 0.18, "chat_turns": 0.14}
