from __future__ import annotations

import tempfile
import unicodedata
import unittest
from pathlib import Path
from random import Random

import tokenizer
from tests.standin import items, trained_tokenizer

CHARACTERS = "好坏々〇的a Bzé0 9\n\t,。:;!?¥$\"'{}[]`-+=×÷<>|_《》😀한ア\u00a0\u3000"


def ids(text: str) -> list[int]:
    return trained_tokenizer().encode(text, add_special_tokens=False).ids


class TokenizerTest(unittest.TestCase):
    def test_every_text_comes_back(self) -> None:
        rng = Random(1)
        for _ in range(500):
            text = "".join(rng.choice(CHARACTERS) for _ in range(20)) + chr(rng.randrange(0x20000, 0x2A6D0))
            self.assertEqual(text, trained_tokenizer().decode(ids(text)))

    def test_parts_have_the_tokens_of_the_whole_unless_joined(self) -> None:
        rng = Random(2)
        cut = 0
        for item in items(1500):
            text = "".join(part.value for part in item.parts) + "".join(rng.choice(CHARACTERS) for _ in range(10))
            at = rng.randrange(1, len(text))
            before, after = text[:at], text[at:]
            if not tokenizer.joined(before, after) and "<|" not in before[-14:] + after[:14]:
                cut += 1
                self.assertEqual(ids(text), ids(before) + ids(after), (before, after))
        self.assertGreater(cut, 500)

    def test_knows_the_scripts_that_the_regex_joins(self) -> None:
        from tokenizers import Regex, pre_tokenizers

        split = pre_tokenizers.Split(Regex(tokenizer.PATTERN), behavior="isolated")
        points = [*range(0x20, 0x500), *range(0x2E00, 0x3400), *range(0x3400, 0xFB00, 37), *range(0x20000, 0x33000, 997)]
        for point in points:
            if unicodedata.category(chr(point)) not in ("Cn", "Cs"):
                for left in "字a ":
                    pieces = split.pre_tokenize_str(left + chr(point))
                    self.assertEqual(len(pieces) == 1, tokenizer.joined(left, chr(point)), (left, hex(point)))

    def test_digits_newlines_and_marks_are_alone(self) -> None:
        self.assertEqual(6, len(ids("2026\n\n")))
        self.assertEqual(ids(" 23"), ids(" ") + ids("2") + ids("3"))
        self.assertEqual(ids(":正面"), ids(":") + ids("正面"))
        self.assertEqual(ids('":"'), ids('"') + ids(":") + ids('"'))

    def test_special_tokens_in_text_are_tokens(self) -> None:
        self.assertEqual([0, 1, 2], ids("<|endoftext|><|im_start|><|im_end|>"))

    def test_training_again_gives_the_same(self) -> None:
        first = trained_tokenizer().to_str()
        trained_tokenizer.cache_clear()
        self.assertEqual(first, trained_tokenizer().to_str())

    def test_transformers_loads_it_with_its_chat_template(self) -> None:
        from transformers import AutoTokenizer

        with tempfile.TemporaryDirectory() as directory:
            tokenizer.save(trained_tokenizer(), Path(directory), 256)
            loaded = AutoTokenizer.from_pretrained(directory)
        chat = [{"role": "user", "content": "好"}]
        text = loaded.apply_chat_template(chat, tokenize=False, add_generation_prompt=True)
        self.assertEqual("<|im_start|>user\n好<|im_end|>\n<|im_start|>assistant\n", text)
        self.assertEqual(ids(text), loaded(text)["input_ids"])
        self.assertEqual("<|endoftext|>", loaded.eos_token)


if __name__ == "__main__":
    unittest.main()
