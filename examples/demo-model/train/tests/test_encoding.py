from __future__ import annotations

import unittest

from corpus.item import Gen, Item, Select, Text
from dataset import pack
from encoding import GEN, NOTHING, PROMPT, SELECT, Document, encode
from tests.standin import items, trained_tokenizer


def ids(text: str) -> list[int]:
    return trained_tokenizer().encode(text, add_special_tokens=False).ids


def encoded(*parts: Text | Gen | Select) -> list[Document]:
    return list(encode(trained_tokenizer(), [Item("t", "en", parts)]))


def learned(doc: Document) -> list[tuple[list[int], int, int]]:
    """What is before each learned label, the label, and what for."""
    return [
        (doc.tokens[: i + 1], label, kind)
        for i, (label, kind) in enumerate(zip(doc.labels, doc.kinds))
        if kind in (GEN, SELECT)
    ]


class EncodingTest(unittest.TestCase):
    def test_a_gen_learns_its_value_and_then_its_end(self) -> None:
        (doc,) = encoded(Text("A:"), Gen("x", " fine", None), Text("\nB:"), Gen("y", "4", "\n"))
        self.assertEqual(ids("A: fine\nB:4"), doc.tokens)
        before, value, end = ids("A:"), ids(" fine"), ids("<|endoftext|>")
        drawn = [label for _, label, _ in learned(doc)]
        self.assertEqual(value + end + ids("4") + ids("\n"), drawn)
        self.assertEqual(before, learned(doc)[0][0])
        self.assertEqual(before + value, learned(doc)[len(value)][0])

    def test_the_text_after_a_gen_goes_on_with_the_prompt(self) -> None:
        (doc,) = encoded(Text("A:"), Gen("x", "1", None), Text("\nB:"), Gen("y", "4", "\n"))
        after = len(ids("A:1"))
        self.assertEqual(ids("<|endoftext|>")[0], doc.labels[after - 1])
        self.assertEqual(ids("B"), doc.labels[after : after + 1])
        self.assertEqual(PROMPT, doc.kinds[after])

    def test_an_empty_value_learns_the_end_alone(self) -> None:
        (doc,) = encoded(Text("A:"), Gen("x", "", None))
        self.assertEqual([(ids("A:"), ids("<|endoftext|>")[0], GEN)], learned(doc))

    def test_an_end_of_two_tokens_is_learned_whole(self) -> None:
        (doc,) = encoded(Text("A:"), Gen("x", "1", "\n\n"), Text("\n\nB:"), Select("y", "4", ("4", "5")))
        self.assertEqual(ids("1") + ids("\n\n") + ids("4"), [label for _, label, _ in learned(doc)])
        (doc,) = encoded(Text("A:"), Gen("x", "1", "```"))
        self.assertEqual(ids("1```"), [label for _, label, _ in learned(doc)])

    def test_a_long_end_that_the_run_does_not_have_gets_a_document_of_its_own(self) -> None:
        first, second = encoded(Text("A:"), Gen("x", "1", "```"), Text("\nB:"), Gen("y", "4", None))
        self.assertEqual(ids("1```"), [label for _, label, _ in learned(first)])
        self.assertEqual(ids("4<|endoftext|>"), [label for _, label, _ in learned(second)])
        self.assertEqual(ids("A:1\nB:4"), second.tokens)

    def test_a_choice_takes_the_last_space_along(self) -> None:
        (doc,) = encoded(Text("Verdict: "), Select("x", "wrong", ("wrong", "correct")))
        self.assertEqual(ids("Verdict: wrong"), doc.tokens)
        self.assertEqual(ids(" wrong"), [label for _, label, _ in learned(doc)])

    def test_a_word_after_a_space_is_written_alone_and_read_as_one(self) -> None:
        first, second = encoded(Text("Say: "), Gen("x", "fine", "\n"), Text("\nB:"), Gen("y", "4", None))
        self.assertEqual(ids("Say: ") + ids("fine"), first.tokens)
        self.assertEqual(ids("Say: fine\nB:4"), second.tokens)
        self.assertNotEqual(first.tokens, second.tokens[: len(first.tokens)])
        self.assertEqual(NOTHING, second.kinds[0])

    def test_a_choice_that_goes_on_a_word_is_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "goes on a word"):
            encoded(Text("情感是"), Select("x", "正面", ("正面", "负面")))

    def test_every_request_of_a_run_has_its_prompt_as_one_text(self) -> None:
        for item in items(300):
            prompts = []
            text = ""
            for part in item.parts:
                if isinstance(part, Gen):
                    prompts.append(ids(text))
                elif isinstance(part, Select):
                    # Scoring starts before the first token that the choice changed.
                    whole, alone = ids(text + part.value), ids(text)
                    shared = 0
                    while shared < len(alone) and whole[shared] == alone[shared]:
                        shared += 1
                    prompts.append(whole[:shared])
                text += part.value
            starts = [before for doc in encode(trained_tokenizer(), [item]) for before, _, _ in learned(doc)]
            for prompt in prompts:
                self.assertIn(prompt, starts)

    def test_packing_keeps_every_document_once(self) -> None:
        docs = list(encode(trained_tokenizer(), items(200)))
        shard = pack(docs, 100, [])
        found = []
        for row in range(len(shard.tokens)):
            starts = [i for i, p in enumerate(shard.positions[row]) if p == 0] + [100]
            for start, end in zip(starts, starts[1:]):
                if shard.kinds[row, start:end].any():
                    found.append((shard.tokens[row, start:end].tolist(), shard.labels[row, start:end].tolist()))
        wanted = [(d.tokens, d.labels) for d in docs if len(d.tokens) <= 100]
        self.assertEqual(sorted(wanted), sorted(found))
        self.assertEqual(sum(len(d.tokens) > 100 for d in docs), shard.too_long)


if __name__ == "__main__":
    unittest.main()
