"""What holds of the word problems, the agent, the judge, the dialogs, the knowledge and the outlines."""

from __future__ import annotations

import re
import unittest
from collections import Counter
from random import Random

from corpus import agent, check, dialogs, judge, knowledge, known_facts, problems, workflow
from corpus.item import Gen, Select, Text
from corpus.pools import Pool, ascii_marks, wide_marks

from .program_parts import merged, parts_of, program

MODULES = (problems, agent, judge, dialogs, knowledge, workflow)
MAKERS = {kind: maker for module in MODULES for kind, maker in module.MAKERS.items()}
EQUATION = re.compile(r"[\d+\-×÷*/]+(?:=[\d+\-×÷*/]+)+")


def items(kind: str, split: str, count: int):
    rng = Random(f"{kind} {split}")
    return [MAKERS[kind](rng, split) for _ in range(count)]


def worked_out(expression: str) -> float:
    return eval(expression.replace("×", "*").replace("÷", "/"))  # digits and signs only, see EQUATION


def variables(item) -> dict[str, str]:
    return {part.name: part.value for part in item.parts if not isinstance(part, Text)}


class EveryMaker(unittest.TestCase):
    def each(self, count=60):
        for kind in MAKERS:
            for split in ("train", "test"):
                with self.subTest(kind=kind, split=split):
                    yield from items(kind, split, count)

    def test_kinds_have_one_maker_and_a_weight(self):
        self.assertEqual(len(MAKERS), sum(len(module.MAKERS) for module in MODULES))
        for module in MODULES:
            self.assertEqual(set(module.MAKERS), set(module.WEIGHTS))

    def test_parts_are_what_the_program_makes(self):
        for item in self.each():
            if item.program:
                self.assertEqual(parts_of(item), merged(item.parts))
                self.assertEqual(set(item.args), {p["name"] for p in program(item.program)["parameters"]})

    def test_same_random_numbers_make_the_same_item(self):
        for kind in MAKERS:
            self.assertEqual(items(kind, "train", 30), items(kind, "train", 30))

    def test_an_item_passes_its_own_checks(self):
        for item in self.each():
            values = variables(item)
            for name in {*item.expected, *item.checks}:
                expected = item.expected.get(name)
                if name in item.checks:
                    self.assertTrue(getattr(check, item.checks[name])(expected, values, name), (item, name))
                else:
                    self.assertEqual(expected, values[name])

    def test_a_gen_does_not_hold_its_own_end(self):
        for item in self.each():
            for part in item.parts:
                if isinstance(part, Gen):
                    self.assertTrue(part.value.strip())
                    self.assertNotIn(part.end or "\0", part.value)
                if isinstance(part, Select):
                    self.assertIn(part.value, part.choices)

    def test_every_equation_is_right(self):
        checked = 0
        for item in self.each():
            text = "".join(part.value for part in item.parts)
            for equation in EQUATION.findall(text) if item.task == "word_problem" else ():
                self.assertEqual(len({worked_out(side) for side in equation.split("=")}), 1, equation)
                checked += 1
        self.assertGreater(checked, 500)

    def test_no_test_item_is_in_train(self):
        for kind in MAKERS:
            if kind == "drill":
                continue
            with self.subTest(kind=kind):
                taught = {ascii_marks(merged(i.parts)[0].value) for i in items(kind, "train", 1_500)}
                asked = {ascii_marks(merged(i.parts)[0].value) for i in items(kind, "test", 500)}
                self.assertFalse(taught & asked, sorted(taught & asked)[:5])


class WordProblems(unittest.TestCase):
    def test_the_answer_fits_the_problem(self):
        for kind in ("math_reasoning", "math_reasoning_en"):
            for item in items(kind, "train", 300):
                counts = re.findall(r"(?:^| )(\d+) |(\d+)(?:[^\d元,]|$)", item.expected["answer"])
                reasoning = variables(item)["reasoning"]
                given = list(map(int, re.findall(r"\d+", reasoning.split("\n")[0])))
                found = [int(a or b) for a, b in counts]
                self.assertEqual(sum(found[:2]), given[0], item)
                for number in given:
                    self.assertRegex(item.args["problem"], rf"(?<!\d){number}(?!\d)")
                self.assertLess(len(reasoning), 260)

    def test_no_pair_of_sums_is_in_both_splits(self):
        pairs = {split: set() for split in ("train", "test")}
        for split, found in pairs.items():
            for kind in ("math_reasoning", "math_reasoning_en"):
                for item in items(kind, split, 5_000 if split == "train" else 1_000):
                    found.add(tuple(re.findall(r"\d+", variables(item)["reasoning"].split("\n")[0])))
        self.assertGreater(len(pairs["test"]), 1000)
        self.assertFalse(pairs["train"] & pairs["test"])

    def test_both_ways_to_reason_occur(self):
        ways = Counter()
        for item in items("math_reasoning", "train", 400):
            named = item.expected["answer"].split(",")[0]
            ways[named.startswith(re.search("假设全是(.+?):", variables(item)["reasoning"])[1])] += 1
        self.assertGreater(min(ways.values()), 120)

    def test_the_guides_problem_is_taught(self):
        problems_seen = {i.args["problem"] for i in items("math_reasoning", "train", 3000)}
        self.assertIn("一个农场有鸡和兔子共35个头,94只脚,问鸡和兔子各多少只?", problems_seen)


class Agent(unittest.TestCase):
    def test_calculations_are_right(self):
        for kind in ("calculate", "english"):
            for item in items(kind, "train", 500):
                if item.expected["action_type"] == "计算":
                    result = worked_out(item.expected["action_content"])
                    self.assertEqual(result, int(item.expected["answer"]))

    def test_the_query_holds_the_numbers_of_the_calculation(self):
        for item in items("calculate", "train", 500):
            for number in re.findall(r"\d+", item.expected["action_content"]):
                self.assertIn(number, re.findall(r"\d+", item.args["query"]))


class Judge(unittest.TestCase):
    def test_winners_are_balanced(self):
        for kind in judge.MAKERS:
            won = Counter(item.expected["winner"] for item in items(kind, "train", 3000))
            self.assertLess(abs(won["A"] - won["B"]), 250, kind)
            self.assertGreater(won["两者相当"], 500, kind)

    def test_a_winner_differs_from_the_loser(self):
        for kind in judge.MAKERS:
            for item in items(kind, "train", 1000):
                if item.expected["winner"] != "两者相当":
                    self.assertNotEqual(item.args["answer_a"], item.args["answer_b"])

    def test_arithmetic_is_judged_by_its_result(self):
        signs = {"加": "+", "减": "-", "乘以": "*", "plus": "+", "minus": "-", "times": "*"}
        for item in items("judge_arithmetic", "train", 1000):
            a, sign, b = re.search(r"(\d+) ?(加|减|乘以|plus|minus|times) ?(\d+)", item.args["question"]).groups()
            right = str(worked_out(f"{a}{signs[sign]}{b}"))
            said = [re.findall(r"\d+", item.args[name])[-1] == right for name in ("answer_a", "answer_b")]
            self.assertEqual({(True, False): "A", (False, True): "B", (True, True): "两者相当"}[tuple(said)], item.expected["winner"])


class Dialogs(unittest.TestCase):
    def test_the_answer_was_said(self):
        for item in items("remember", "train", 500):
            needle = item.expected["response"]
            said = "".join(m["content"] for m in item.args["messages"])
            if "告诉" not in needle and "told" not in needle:
                self.assertIn(needle, said)

    def test_a_dialog_ends_with_the_user(self):
        for kind in ("remember", "shopping", "spending", "explain"):
            for item in items(kind, "train", 200):
                roles = [m["role"] for m in item.args["messages"]]
                self.assertEqual(roles, ["user", "assistant"] * (len(roles) // 2) + ["user"])


    def test_every_answer_of_a_dialog_with_many_questions_is_learned(self):
        for item in items("many_questions", "train", 100):
            shown = "".join(part.value for part in item.parts if isinstance(part, Text))
            answers = [part for part in item.parts if isinstance(part, Gen)]
            self.assertEqual(len(answers), shown.count("助手:") + shown.count("<|im_start|>assistant"))
            self.assertIs(item.parts[-1], answers[-1])

    def test_what_is_bought_is_counted_right(self):
        counted = 0
        for item in items("many_questions", "train", 300):
            for answer in (ascii_marks(part.value) for part in item.parts if isinstance(part, Gen)):
                if said := re.match("你买了(.+),一共(\\d)样", answer) or re.match("You bought (.+): (\\d) things", answer):
                    self.assertEqual(len(re.split("、|, ", said[1])), int(said[2]), answer)
                    counted += 1
        self.assertGreater(counted, 100)

    def test_prices_are_added_right(self):
        for item in items("spending", "train", 300):
            steps, total = re.match("(.+),一共(\\d+)元", ascii_marks(variables(item)["response"])).groups()
            self.assertEqual({worked_out(side) for side in steps.split("=")}, {int(total)})


class Copying(unittest.TestCase):
    LISTS = ("苹果 香蕉 葡萄 西瓜 面包 牛奶".split(), "《春天的来信》 《远方的秘密》 《大海的歌声》".split(), "Riverton Oakdale Stoneford Lakeview".split())

    def test_train_invents_words_and_the_test_does_not(self):
        rng = Random(1)
        for words in self.LISTS:
            pool = Pool(words, 0.4, invents=0.4)
            drawn = [pool.pick(rng, "train") for _ in range(2000)]
            self.assertFalse(set(drawn) & set(pool.parts["test"]))
            self.assertTrue(600 < sum(word not in words for word in drawn) < 1000)
            self.assertLessEqual({pool.pick(rng, "test") for _ in range(100)}, set(pool.parts["test"]))
            self.assertEqual(len(set(pool.sample(rng, "train", 6))), 6)

    def test_an_invented_word_looks_like_one_of_the_list(self):
        rng = Random(2)
        for words, form in zip(self.LISTS, (r"[\u4e00-\u9fff]{1,7}", "《[\u4e00-\u9fff]{1,12}》", "[A-Z][a-z]+")):
            pool = Pool(words, 0.4, invents=1.0)
            for _ in range(500):
                self.assertRegex(pool.pick(rng, "train"), f"^{form}$")

    def test_lists_of_the_test_are_not_short(self):
        for language, kinds in dialogs._pools.items():
            for kind in set(kinds) - {"age"}:
                self.assertGreaterEqual(len(kinds[kind].parts["test"]), 12, (language, kind))


class Knowledge(unittest.TestCase):
    def test_a_held_out_way_to_ask_for_a_translation_is_taught_with_other_words(self):
        taught = {question for fact in known_facts.TRANSLATIONS for question in fact.train}
        self.assertNotIn("把苹果翻译成英文", taught)
        self.assertNotIn("把hello翻译成中文", taught)
        self.assertGreater(sum(bool(re.fullmatch("把[^“]+翻译成英文", question)) for question in taught), 50)

    def test_questions_are_asked_of_one_fact_only(self):
        asked = Counter((q, f.answer) for f in known_facts.ALL for q in {*f.train, f.test})
        by_question = Counter(question for question, _ in asked)
        self.assertEqual([q for q, count in by_question.items() if count > 1], [])

    def test_the_guides_questions_are_taught(self):
        taught = {ascii_marks(q) for fact in known_facts.ALL for q in fact.train}
        for question in (
            "什么是AI?", "什么是深度学习?", "什么是NLP?", "什么是机器学习?", "什么是量子纠缠?", "什么是流处理?",
            "Python的GIL是什么?", "量子纠缠的原理是什么?", "为什么天空是蓝色的?", "What is a radix tree?",
        ):
            self.assertIn(question, taught)


class Marks(unittest.TestCase):
    def test_marks_are_written_both_ways(self):
        text = "你好,现在10:30吗?"
        self.assertEqual(wide_marks(text), "你好\uff0c现在10:30吗\uff1f")
        self.assertEqual(ascii_marks(wide_marks(text)), text)


class Checks(unittest.TestCase):
    def test_quality_depends_on_the_outline(self):
        for outline, quality in (("1. 定义 2. 历史", "需要改进"), ("\n1. a\n2. b c\n3. d", "简略"), ("1. a 2. b 3. c 4. d", "详细")):
            self.assertTrue(check.quality_matches_outline(None, {"outline": outline, "quality": quality}, "quality"))
            self.assertFalse(check.quality_matches_outline(None, {"outline": outline, "quality": "?"}, "quality"))

    def test_a_detail_misses_no_point(self):
        run = {"outline": "1. 定义 2. 历史", "detail": "定义:X是什么。"}
        self.assertFalse(check.detail_follows_outline("X", run, "detail"))
        self.assertTrue(check.detail_follows_outline("X", {**run, "detail": "定义:X。\n历史:X。"}, "detail"))

    def test_numbers_are_compared_whole(self):
        self.assertTrue(check.contains_number("82", {"a": "37加45等于82。"}, "a"))
        self.assertFalse(check.contains_number("82", {"a": "37加45等于182。"}, "a"))
        self.assertTrue(check.states_number("4", {"a": "你买了4样:5号电池。"}, "a"))

    def test_a_few_other_characters_are_the_same_text(self):
        said = "机器学习是人工智能的一个分支,它让计算机从数据中学习规律并做出预测。"
        self.assertTrue(check.same_text(said, {"a": wide_marks(said[:-1])}, "a"))
        self.assertFalse(check.same_text(said, {"a": "深度学习是机器学习的一个分支。"}, "a"))


if __name__ == "__main__":
    unittest.main()
