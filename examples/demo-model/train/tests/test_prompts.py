from __future__ import annotations

import unittest

import prompts
from corpus.item import Gen, Item, Text


def item(value: str, program: str = "p", **more) -> Item:
    return Item("t", "en", (Text("Q:"), Gen("x", value)), program, {"q": "1"}, **more)


class PromptsTest(unittest.TestCase):
    def test_a_record_and_its_answer_share_the_id(self) -> None:
        ((prompt, answer),) = prompts.records("simple_qa", [item("a", expected={"x": "a"})])
        self.assertEqual({"id": "simple-qa-01", "program": "simple_qa", "args": {"q": "1"}}, prompt)
        self.assertEqual({"id": "simple-qa-01", "task": "t", "expected": {"x": "a"}}, answer)

    def test_a_word_problem_is_asked_several_times(self) -> None:
        made = prompts.records("math_reasoning", [item("a"), item("b")])
        self.assertEqual(["math-01/0", "math-01/1"], [prompt["id"] for prompt, _ in made[:2]])
        self.assertEqual("math-02/7", made[-1][0]["id"])
        self.assertEqual("math-02", made[-1][1]["vote"])

    def test_a_check_takes_the_form_of_the_answers(self) -> None:
        def answer(value: str, expected: str, check: str | None) -> str | dict:
            made = prompts.answer(item(value, expected={"x": expected}, checks={"x": check} if check else {}))
            return made["expected"]["x"]

        self.assertEqual("a", answer("a", "a", None))
        self.assertEqual({"json": {"a": 1}}, answer('{"a": 1}', '{"a": 1}', None))
        self.assertEqual({"last_number": 304}, answer("76×4=304。", "304", "contains_number"))
        self.assertEqual({"first_number": 4}, answer("4 apples", "4", "states_number"))
        self.assertEqual({"contains": ["巴黎", "法国"]}, answer("法国的首都是巴黎。", "巴黎|法国", "contains"))
        self.assertEqual({"similar": "法国的首都是巴黎。"}, answer("法国的首都是巴黎。", "巴黎。", "same_text"))

    def test_a_variable_without_a_right_answer_is_left_out(self) -> None:
        self.assertEqual({}, prompts.answer(item("a", checks={"x": "is_outline"}))["expected"])


if __name__ == "__main__":
    unittest.main()
