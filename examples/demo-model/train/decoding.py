"""Generates and scores with a KV cache, many rows at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Sequence, TypeVar

import torch
from torch import Tensor

from model import DemoModel

_T = TypeVar("_T")


@dataclass(frozen=True)
class Generation:
    """A request to generate. stops are token sequences; temperature 0 is greedy."""

    prompt: list[int]
    max_tokens: int
    stops: tuple[tuple[int, ...], ...]
    temperature: float = 0.0


@dataclass(frozen=True)
class Choices:
    """A request to score: whole texts, and in each the first token that counts."""

    texts: tuple[tuple[int, ...], ...]
    firsts: tuple[int, ...]


class LayerCache:
    """Keys and values of one layer. Rows write where their positions say and read from 0 to end."""

    def __init__(self, keys: Tensor, values: Tensor):
        self._keys = keys
        self._values = values
        self.positions = torch.zeros(0)
        self.end = 0

    def put(self, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        at = self.positions[:, None, :, None].expand_as(keys)
        self._keys.scatter_(2, at, keys)
        self._values.scatter_(2, at, values)
        return self._keys[:, :, : self.end], self._values[:, :, : self.end]

    def keep(self, rows: Tensor) -> None:
        """Forgets all rows but these."""
        self._keys = self._keys[rows]
        self._values = self._values[rows]


class Decoder:
    """Runs requests in batches of at most so many places of the KV cache. Same requests, same seed: same output."""

    def __init__(self, model: DemoModel, ends: Sequence[int], places: int):
        self._model = model
        self._ends = set(ends)
        self._places = places
        self._device = model.embedding.device

    @torch.no_grad()
    def generate(self, requests: list[Generation], seed: int) -> list[list[int]]:
        """The tokens drawn for each request, without the stop or the end-of-sequence token."""
        generator = torch.Generator(device=self._device).manual_seed(seed)
        outputs: list[list[int]] = [[] for _ in requests]
        sizes = [len(r.prompt) + r.max_tokens for r in requests]
        for batch in self._batches(range(len(requests)), sizes):
            drawn = self._generate([requests[i] for i in batch], generator)
            for i, tokens in zip(batch, drawn):
                outputs[i] = tokens
        return outputs

    @torch.no_grad()
    def score(self, requests: list[Choices]) -> list[list[float]]:
        """The mean log-probability of the tokens that count, for each text of each request."""
        texts = [(r, t) for r, request in enumerate(requests) for t in range(len(request.texts))]
        scores = [[0.0] * len(request.texts) for request in requests]
        # Every place is computed at once here, and activations take more than keys and values.
        for batch in self._batches(texts, [4 * len(requests[r].texts[t]) for r, t in texts]):
            ids, lengths = self._padded([requests[r].texts[t] for r, t in batch])
            positions = torch.arange(ids.shape[1], device=self._device).expand_as(ids)
            causal = torch.ones(ids.shape[1], ids.shape[1], dtype=torch.bool, device=self._device).tril()
            hidden = self._model(ids, positions, causal[None, None])
            firsts = torch.tensor([requests[r].firsts[t] for r, t in batch], device=self._device)
            # The token at i is predicted at i - 1.
            counted = (positions[:, 1:] >= firsts[:, None]) & (positions[:, 1:] < lengths[:, None])
            rows, at = counted.nonzero(as_tuple=True)
            logprobs = self._model.logits(hidden[rows, at]).log_softmax(-1)
            own = logprobs.gather(-1, ids[rows, at + 1][:, None])[:, 0]
            sums = torch.zeros(len(batch), device=self._device).index_add_(0, rows, own)
            for (r, t), mean in zip(batch, (sums / counted.sum(-1)).tolist()):
                scores[r][t] = mean
        return scores

    def _batches(self, requests: Sequence[_T], sizes: list[int]) -> Iterator[list[_T]]:
        """Requests of similar size together, each batch padded to its longest."""
        batch: list[_T] = []
        for i in sorted(range(len(sizes)), key=lambda i: sizes[i]):
            if batch and (len(batch) + 1) * sizes[i] > self._places:
                yield batch
                batch = []
            batch.append(requests[i])
        if batch:
            yield batch

    def _padded(self, texts: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        longest = max(len(text) for text in texts)
        ids = torch.tensor([list(text) + [0] * (longest - len(text)) for text in texts], device=self._device)
        return ids, torch.tensor([len(text) for text in texts], device=self._device)

    def _generate(self, requests: list[Generation], generator: torch.Generator) -> list[list[int]]:
        ids, lengths = self._padded([r.prompt for r in requests])
        longest = max(len(r.prompt) + r.max_tokens for r in requests)
        caches = self._caches(len(requests), longest)
        temperatures = torch.tensor([r.temperature for r in requests], device=self._device)[:, None]
        outputs: list[list[int]] = [[] for _ in requests]
        rows = list(range(len(requests)))  # the request of each row
        running = {i for i, r in enumerate(requests) if r.max_tokens > 0}

        positions = torch.arange(ids.shape[1], device=self._device).expand_as(ids)
        hidden = self._forward(ids, positions, caches, ids.shape[1])
        last = hidden[torch.arange(len(requests), device=self._device), lengths - 1]
        at = lengths
        end = ids.shape[1]
        while running:
            tokens = self._draw(self._model.logits(last), temperatures, generator)
            for i, token in zip(rows, tokens.tolist()):
                if i in running and _ended(requests[i], outputs[i], token, self._ends):
                    running.remove(i)
            if len(running) <= len(rows) // 2:
                kept = [row for row, i in enumerate(rows) if i in running]
                rows = [rows[row] for row in kept]
                chosen = torch.tensor(kept, dtype=torch.long, device=self._device)
                tokens, at, temperatures = tokens[chosen], at[chosen], temperatures[chosen]
                for cache in caches:
                    cache.keep(chosen)
            if running:
                end = min(end + 1, longest)
                # A finished row goes on in its last place.
                here = at.clamp_max(longest - 1)[:, None]
                last = self._forward(tokens[:, None], here, caches, end)[:, 0]
                at = at + 1
        return outputs

    def _caches(self, rows: int, places: int) -> list[LayerCache]:
        shape = self._model.shape
        size = (rows, shape.kv_heads, places, shape.head_dim)
        new = lambda: torch.zeros(size, dtype=self._model.compute, device=self._device)  # noqa: E731
        return [LayerCache(new(), new()) for _ in range(shape.layers)]

    def _forward(self, ids: Tensor, positions: Tensor, caches: list[LayerCache], end: int) -> Tensor:
        for cache in caches:
            cache.positions = positions
            cache.end = end
        # What a padded place of a prompt left behind is overwritten before a query reaches it.
        mask = torch.arange(end, device=self._device)[None, None, :] <= positions[:, :, None]
        return self._model(ids, positions, mask[:, None], caches)

    def _draw(self, logits: Tensor, temperatures: Tensor, generator: torch.Generator) -> Tensor:
        """Greedy where the temperature is 0, else a draw by the Gumbel-max trick."""
        if not bool((temperatures > 0).any()):
            return logits.argmax(-1)
        uniform = torch.rand(logits.shape, generator=generator, device=self._device).clamp_min(1e-20)
        noise = -torch.log((-torch.log(uniform)).clamp_min(1e-20))
        return (logits + noise * temperatures).argmax(-1)


def _ended(request: Generation, output: list[int], token: int, ends: set[int]) -> bool:
    """Takes one more token into the output; whether it was the last."""
    if token in ends:
        return True
    output.append(token)
    for stop in request.stops:
        if tuple(output[-len(stop) :]) == stop:
            del output[-len(stop) :]
            return True
    return len(output) >= request.max_tokens
