"""Part A of the corpus: each item is a run of its program, rightly answered, of one split."""

import json
import re
import unittest
from itertools import combinations
from pathlib import Path
from random import Random

from corpus import constrained, extraction, facts, facts_drills, persons, records, sentiment, topics
from corpus.invented import swapped
from corpus.item import EOS, Item, Select, Text, split_of
from corpus.words_facts import COMMON, COMMON_EN
from corpus.words_lists import ANSWERS
from corpus.words_people import ENGLISH_FIRST, NICKNAMES

MODULES = (sentiment, topics, facts, facts_drills, extraction, persons, records, constrained)
MAKERS = {name: make for module in MODULES for name, make in module.MAKERS.items()}
PROGRAMS = Path(__file__).parents[3] / "programs"
SAMPLES = 20_000 // len(MAKERS)

_NARROW = str.maketrans("\uff0c\uff1a\uff1b\uff1f\uff01", ",:;?!")
_FIXED = set(ANSWERS) | {question for listed in (COMMON, COMMON_EN) for both in listed.values() for question in both}


def sampled(split: str) -> dict[str, list[Item]]:
    return {name: [make(Random(f"{name} {split} {at}"), split) for at in range(SAMPLES)] for name, make in MAKERS.items()}


def told(item: Item) -> str:
    """What is given to the model, with ASCII marks."""
    given = "\n".join(map(str, item.args.values())) or "".join(
        part.value for part in item.parts[:1] if isinstance(part, Text)
    )
    return given.translate(_NARROW)


def sentences(text: str) -> set[str]:
    """Sentences with content: those of a frame that every item has are short, or end with a colon."""
    found = (one.strip() for one in re.split(r"[。!?\n]|\.(?=\s|$)", text))
    return {one for one in found if len(one) > 3}


def combination(item: Item) -> tuple[str, ...]:
    """The numbers of a text in their order, a date as one; one number alone is no combination."""
    if "date" in item.expected:
        return tuple(item.expected[key] for key in ("date", "amount") if key in item.expected)
    numbers = tuple(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", told(item))))
    return numbers if len(set(numbers)) > 1 else ()


def rendered(nodes: list[dict], args: dict) -> list:
    """A program's body with its arguments put in: texts joined, and the variables between them."""
    shown: list = [""]
    for node in nodes:
        if node["type"] != "text":
            shown += [node, ""]
            continue
        value = node["value"]
        for piece in value if isinstance(value, list) else [value]:
            shown[-1] += piece if isinstance(piece, str) else args[piece["arg"]]
    return shown if shown[-1] else shown[:-1]


class CorpusATest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.train, cls.test = sampled("train"), sampled("test")
        cls.items = [item for split in (cls.train, cls.test) for items in split.values() for item in items]
        cls.programs = {}
        for item in cls.items:
            if item.program and item.program not in cls.programs:
                cls.programs[item.program] = json.loads((PROGRAMS / f"{item.program}.json").read_text("utf-8"))

    def test_each_maker_has_a_weight(self):
        for module in MODULES:
            self.assertEqual(module.MAKERS.keys(), module.WEIGHTS.keys())

    def test_parts_render_the_program(self):
        for item in self.items:
            if item.program is None:
                self.assertEqual({}, item.args)
                continue
            program = self.programs[item.program]
            self.assertEqual([one["name"] for one in program["parameters"]], list(item.args))
            body = rendered(program["body"], item.args)
            self.assertEqual(len(body), len(item.parts))
            for node, part in zip(body, item.parts):
                if isinstance(part, Text):
                    self.assertEqual(node, part.value)
                elif isinstance(part, Select):
                    self.assertEqual((node["type"], node["name"]), ("select", part.name))
                    self.assertEqual(tuple(node["choices"]), part.choices)
                else:
                    self.assertEqual((node["type"], node["name"]), ("gen", part.name))
                    if "regex" in node:
                        self.assertRegex(part.value, f"^(?:{node['regex']})$")
                        self.assertIs(part.end, EOS)
                    else:
                        self.assertIn(part.end, node["stop"])
                        self.assertNotIn(part.end, part.value)

    def test_what_is_expected_is_what_the_model_writes(self):
        for item in self.items:
            written = {part.name: part.value for part in item.parts if not isinstance(part, Text)}
            self.assertTrue(item.expected)
            self.assertLessEqual(item.expected.items(), written.items())
            for part in item.parts:
                if isinstance(part, Select):
                    self.assertIn(part.value, part.choices)

    def test_every_choice_is_as_likely_as_the_others(self):
        for name, items in self.train.items():
            drawn = [part for item in items for part in item.parts if isinstance(part, Select)]
            for choices in {part.choices for part in drawn}:
                of_these = [part.value for part in drawn if part.choices == choices]
                for choice in choices if len(of_these) > 300 else ():
                    self.assertGreater(of_these.count(choice) * len(choices), 0.75 * len(of_these), (name, choice))

    def test_what_is_extracted_stands_in_the_text(self):
        for item in self.items:
            if item.task == "person":
                for key in ("name", "age", "city"):
                    self.assertIn(item.expected[key], told(item))
                self.assertIn(item.expected["occupation"].lower(), told(item).lower())
            if item.task in ("price", "constrained"):
                value = item.expected.get("price") or item.expected["amount"]
                self.assertIn(value, told(item).replace(",", ""))
            if item.task == "json":
                answer = json.loads(item.expected["json_result"])
                self.assertEqual(item.expected["json_result"], json.dumps(answer, ensure_ascii=False))

    def test_no_sentence_of_a_test_is_learned(self):
        learned = {one for items in self.train.values() for item in items for one in sentences(told(item))}
        for name, items in self.test.items():
            framed = frames(items) if items[0].program is None else set()
            for item in items:
                shared = (sentences(told(item)) & learned) - framed
                self.assertFalse(shared, (name, told(item)))

    def test_no_combination_of_numbers_of_a_test_is_learned(self):
        learned = {(item.task, combination(item)) for items in self.train.values() for item in items}
        for name, items in self.test.items():
            for item in items:
                found = combination(item)
                self.assertFalse(found and (item.task, found) in learned, (name, told(item)))

    def test_drills_compare_numbers_of_their_own_split(self):
        for split, items in (("train", self.train), ("test", self.test)):
            for item in items["numbers_asked"] + items["numbers_ordered"]:
                for part in item.parts:
                    drawn = sorted(map(int, re.findall(r"\d+", part.value))) if isinstance(part, Text) else []
                    for pair in combinations(drawn, 2):
                        self.assertEqual(split, split_of(",".join(map(str, pair))))

    def test_invented_words_are_no_part_of_a_test(self):
        self.assertEqual("word", swapped(Random(1), "test", "word", share=1.0))
        drawn = {swapped(Random(seed), "train", "Word", share=1.0) for seed in range(500)}
        self.assertGreater(len(drawn), 490)
        self.assertNotIn("Word", drawn)

    def test_no_person_of_a_test_is_learned(self):
        people = {item.expected["name"] for name in self.test for item in self.test[name] if item.task == "person"}
        learned = "\n".join(told(item) for items in self.train.values() for item in items)
        spelled = set(re.findall(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", learned))
        for name in people:
            self.assertFalse(name in spelled if name.isascii() else name in learned, name)
        self.assertFalse(set(NICKNAMES["test"]) & set(NICKNAMES["train"]))
        self.assertFalse(set(ENGLISH_FIRST["test"]) & set(ENGLISH_FIRST["train"]))

    def test_what_is_known_by_heart_is_not_tested(self):
        for items in self.test.values():
            for item in items:
                self.assertFalse(any(one in told(item) for one in _FIXED), told(item))

    def test_the_guides_own_texts_are_learned_only(self):
        learned = {told(persons.person_zh(Random(seed), "train")) for seed in range(3000)}
        guide = "张三今年28岁,是一名软件工程师,居住在北京,对AI技术充满热情。"
        self.assertIn(guide, learned)
        self.assertNotIn(guide, {told(item) for item in self.test["person_zh"]})

    def test_the_same_seed_makes_the_same_item(self):
        for make in MAKERS.values():
            for split in ("train", "test"):
                self.assertEqual(make(Random(7), split), make(Random(7), split))


def frames(items: list[Item]) -> set[str]:
    """The sentences that most of a teaching maker's items share: how it asks, not what it asks about."""
    counts: dict[str, int] = {}
    for item in items:
        for one in sentences(told(item)):
            counts[one] = counts.get(one, 0) + 1
    return {one for one, count in counts.items() if count > len(items) * 0.03}


if __name__ == "__main__":
    unittest.main()
