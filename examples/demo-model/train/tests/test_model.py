from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import torch

import export
from dataset import pack
from decoding import Choices, Decoder, Generation
from encoding import encode
from evaluate import first_scored
from model import BlockMasks, dense_mask
from tests.standin import items, model, trained_tokenizer


def alone(made, tokens: list[int]) -> torch.Tensor:
    positions = torch.arange(len(tokens))[None]
    return made.logits(made(torch.tensor([tokens]), positions, dense_mask(positions)))[0]


class ModelTest(unittest.TestCase):
    def setUp(self) -> None:
        off = torch.no_grad()
        off.__enter__()
        self.addCleanup(off.__exit__, None, None, None)

    def test_a_document_in_a_row_is_as_it_is_alone(self) -> None:
        made = model()
        docs = list(encode(trained_tokenizer(), items(12)))
        shard = pack(docs, 128, [])
        positions = torch.from_numpy(shard.positions.astype("int64"))
        tokens = torch.from_numpy(shard.tokens.astype("int64"))
        packed = made.logits(made(tokens, positions, dense_mask(positions)))
        rows = 0
        for row in range(len(tokens)):
            starts = [i for i, p in enumerate(positions[row].tolist()) if p == 0] + [128]
            for start, end in zip(starts, starts[1:]):
                expected = alone(made, tokens[row, start:end].tolist())
                torch.testing.assert_close(packed[row, start:end], expected, atol=1e-4, rtol=1e-4)
                rows += end - start > 1
        self.assertGreater(rows, 5)

    def test_block_masks_allow_what_the_dense_mask_allows(self) -> None:
        positions = torch.tensor([[0, 1, 2, 0, 1, 0, 0, 1], [0, 1, 2, 3, 4, 5, 6, 7]])
        masks = BlockMasks(2, 8, torch.device("cpu"))
        block = masks.of(positions)
        q, k = torch.meshgrid(torch.arange(8), torch.arange(8), indexing="ij")
        for row in range(2):
            allowed = block.mask_mod(torch.tensor(row), torch.tensor(0), q, k)
            torch.testing.assert_close(allowed, dense_mask(positions)[row, 0])

    def test_greedy_output_is_that_of_transformers(self) -> None:
        from transformers import AutoModelForCausalLM

        with tempfile.TemporaryDirectory() as name:
            directory = Path(name)
            export.write(model(), trained_tokenizer(), directory, shard_mib=0.05)
            self.assertGreater(len(list(directory.glob("model-*-of-*.safetensors"))), 1)
            theirs = AutoModelForCausalLM.from_pretrained(directory, dtype=torch.float32).eval()
            ours = export.load(directory, torch.device("cpu"))
        prompts = [doc.tokens[: 5 + 3 * i] for i, doc in enumerate(encode(trained_tokenizer(), items(5)))]
        requests = [Generation(prompt, 12 + i, ()) for i, prompt in enumerate(prompts)]
        ends = export.end_ids(trained_tokenizer())
        found = Decoder(ours, ends, places=90).generate(requests, seed=1)
        for request, tokens in zip(requests, found):
            out = theirs.generate(
                torch.tensor([request.prompt]), max_new_tokens=request.max_tokens, do_sample=False, pad_token_id=0
            )[0, len(request.prompt) :].tolist()
            while out and out[-1] in ends:
                out.pop()
            self.assertEqual(out, tokens)

    def test_a_stop_ends_the_output_and_is_not_in_it(self) -> None:
        made = model()
        prompt = [5, 6, 7]
        free = Decoder(made, [], 100).generate([Generation(prompt, 10, ())], 1)[0]
        stop = tuple(free[4:6])
        cut = Decoder(made, [], 100).generate([Generation(prompt, 10, (stop,))], 1)[0]
        first = next(i for i in range(9) if tuple(free[i : i + 2]) == stop)
        self.assertEqual(free[:first], cut)
        ended = Decoder(made, [free[3]], 100).generate([Generation(prompt, 10, ())], 1)[0]
        self.assertEqual(free[: free.index(free[3])], ended)

    def test_draws_follow_the_temperature(self) -> None:
        made = model()
        prompt = [5, 6, 7]
        for temperature in (0.7, 1.0):
            requests = [Generation(prompt, 1, (), temperature)] * 6000
            drawn = Decoder(made, [], 10**6).generate(requests, seed=4)
            share = torch.bincount(torch.tensor(drawn).flatten(), minlength=512) / len(drawn)
            wanted = (alone(made, prompt)[-1] / temperature).softmax(-1)
            self.assertLess((share - wanted).abs().sum().item(), 0.3)
            self.assertAlmostEqual(wanted.max().item(), share[wanted.argmax()].item(), delta=0.02)

    def test_a_choice_has_the_mean_of_its_own_tokens(self) -> None:
        made = model()
        bpe = trained_tokenizer()
        encode_one = lambda text: bpe.encode(text, add_special_tokens=False).ids  # noqa: E731
        requests, wanted = [], []
        for prompt, choices in (("情感:", ("正面", "负面很好")), ("Verdict: ", ("correct", "wrong 12"))):
            texts, firsts, means = [], [], []
            for choice in choices:
                whole = encode_one(prompt + choice)
                first = first_scored(encode_one(prompt), whole)
                logprobs = alone(made, whole).log_softmax(-1)
                means.append(sum(logprobs[i - 1, whole[i]].item() for i in range(first, len(whole))) / (len(whole) - first))
                texts.append(tuple(whole))
                firsts.append(first)
            requests.append(Choices(tuple(texts), tuple(firsts)))
            wanted.append(means)
        self.assertEqual(len(encode_one("Verdict: ")) - 1, requests[1].firsts[0])
        found = Decoder(made, [], 30).score(requests)
        torch.testing.assert_close(torch.tensor(found), torch.tensor(wanted), atol=1e-4, rtol=1e-4)

    def test_the_check_against_transformers_sees_a_difference(self) -> None:
        made = model()
        with tempfile.TemporaryDirectory() as name:
            export.write(made, trained_tokenizer(), Path(name), None)
            self.assertLess(export.check_against_transformers(made, Path(name), [[3, 4, 5, 6]]), 1e-3)
            config = Path(name) / "config.json"
            config.write_text(config.read_text().replace('"rope_theta": 10000.0', '"rope_theta": 100.0'))
            with self.assertRaisesRegex(RuntimeError, "differ"):
                export.check_against_transformers(made, Path(name), [[3, 4, 5, 6]])


if __name__ == "__main__":
    unittest.main()
