"""Qwen3 in plain PyTorch: the mathematics of transformers' Qwen3ForCausalLM, fewer kernels.

Weights are kept in their own type and used in the type that the model computes in.
"""

from __future__ import annotations

import math
from typing import Protocol

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.attention.flex_attention import BlockMask, create_block_mask, flex_attention

from recipe import Shape


class Cache(Protocol):
    """Where one layer's keys and values are kept, [rows, kv heads, places, head size]."""

    def put(self, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        """Keeps these and returns what the queries may attend to."""


def documents_of(positions: Tensor) -> Tensor:
    """Numbers the documents of each row: a new one starts where the position is 0."""
    return (positions == 0).cumsum(-1, dtype=torch.int32)


def dense_mask(positions: Tensor) -> Tensor:
    """Who attends to whom: what came before in the same document. [rows, 1, tokens, tokens]."""
    docs = documents_of(positions)
    causal = torch.ones(positions.shape[-1], positions.shape[-1], dtype=torch.bool, device=positions.device).tril()
    return ((docs[:, :, None] == docs[:, None, :]) & causal)[:, None]


class BlockMasks:
    """dense_mask for flex attention. One function over one buffer, so that nothing is compiled twice."""

    def __init__(self, rows: int, tokens: int, device: torch.device):
        self._docs = torch.zeros(rows, tokens, dtype=torch.int32, device=device)
        docs = self._docs

        def allowed(row: Tensor, head: Tensor, query: Tensor, key: Tensor) -> Tensor:
            return (query >= key) & (docs[row, query] == docs[row, key])

        self._allowed = allowed

    def of(self, positions: Tensor) -> BlockMask:
        """The mask of these rows, until the next call."""
        self._docs.copy_(documents_of(positions))
        rows, tokens = self._docs.shape
        return create_block_mask(self._allowed, rows, None, tokens, tokens, device=self._docs.device)


def linear(x: Tensor, weight: Tensor) -> Tensor:
    return F.linear(x, weight.to(x.dtype))


def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    return F.rms_norm(x.float(), (x.shape[-1],), weight.float(), eps).to(x.dtype)


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary embedding in pairs (i, i + half), float32."""
    y = x.float()
    one, two = y.chunk(2, -1)
    return torch.cat([one * cos - two * sin, two * cos + one * sin], -1).to(x.dtype)


def attend(q: Tensor, k: Tensor, v: Tensor, mask: BlockMask | Tensor) -> Tensor:
    if isinstance(mask, BlockMask):
        return flex_attention(q, k, v, block_mask=mask, enable_gqa=True)
    # The memory-efficient kernel knows masks but not grouped heads.
    group = q.shape[1] // k.shape[1]
    if q.shape[2] == 1:
        # One query a row: the heads of a group are queries of one head, and nothing is repeated.
        grouped = q.reshape(len(q), -1, group, q.shape[3])
        return F.scaled_dot_product_attention(grouped, k, v, attn_mask=mask).reshape(q.shape)
    return F.scaled_dot_product_attention(
        q, k.repeat_interleave(group, 1), v.repeat_interleave(group, 1), attn_mask=mask
    )


def _matrix(rows: int, columns: int) -> nn.Parameter:
    return nn.Parameter(torch.empty(rows, columns))


class Block(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.heads = shape.heads
        self.kv_heads = shape.kv_heads
        self.head_dim = shape.head_dim
        self.eps = shape.norm_eps
        self.norm_1 = nn.Parameter(torch.ones(shape.hidden))
        self.qkv = _matrix((shape.heads + 2 * shape.kv_heads) * shape.head_dim, shape.hidden)
        self.q_norm = nn.Parameter(torch.ones(shape.head_dim))
        self.k_norm = nn.Parameter(torch.ones(shape.head_dim))
        self.out = _matrix(shape.hidden, shape.heads * shape.head_dim)
        self.norm_2 = nn.Parameter(torch.ones(shape.hidden))
        self.gate_up = _matrix(2 * shape.intermediate, shape.hidden)
        self.down = _matrix(shape.hidden, shape.intermediate)

    def forward(
        self, x: Tensor, cos: Tensor, sin: Tensor, mask: BlockMask | Tensor, cache: Cache | None = None
    ) -> Tensor:
        rows, tokens, _ = x.shape
        h = linear(rms_norm(x, self.norm_1, self.eps), self.qkv)
        h = h.view(rows, tokens, self.heads + 2 * self.kv_heads, self.head_dim).transpose(1, 2)
        q, k, v = h.split([self.heads, self.kv_heads, self.kv_heads], 1)
        q = rotate(rms_norm(q, self.q_norm, self.eps), cos, sin)
        k = rotate(rms_norm(k, self.k_norm, self.eps), cos, sin)
        if cache is not None:
            k, v = cache.put(k, v)
        a = attend(q, k, v, mask).transpose(1, 2).reshape(rows, tokens, self.heads * self.head_dim)
        x = x + linear(a, self.out)
        gate, up = linear(rms_norm(x, self.norm_2, self.eps), self.gate_up).chunk(2, -1)
        return x + linear(F.silu(gate) * up, self.down)


class DemoModel(nn.Module):
    """compute is the type of activations; weights stay in theirs."""

    def __init__(self, shape: Shape, compute: torch.dtype = torch.float32):
        super().__init__()
        self.shape = shape
        self.compute = compute
        self.embedding = _matrix(shape.vocabulary, shape.hidden)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = nn.Parameter(torch.ones(shape.hidden))
        half = shape.head_dim // 2
        inverse = shape.rope_theta ** (-torch.arange(half, dtype=torch.float32) / half)
        angles = torch.outer(torch.arange(shape.positions, dtype=torch.float32), inverse)
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)

    def initialise(self, seed: int) -> None:
        """Normal of 0.02; what adds to the residual stream is smaller by the root of the additions."""
        generator = torch.Generator().manual_seed(seed)
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2:
                additions = 2 * self.shape.layers if name.endswith((".out", ".down")) else 1
                with torch.no_grad():
                    parameter.normal_(0, 0.02 / math.sqrt(additions), generator=generator)

    def forward(
        self, tokens: Tensor, positions: Tensor, mask: BlockMask | Tensor, caches: list[Cache] | None = None
    ) -> Tensor:
        """The normed hidden states, [rows, tokens, hidden]."""
        x = F.embedding(tokens, self.embedding).to(self.compute)
        cos, sin = self.cos[positions][:, None], self.sin[positions][:, None]
        for i, block in enumerate(self.blocks):
            x = block(x, cos, sin, mask, caches[i] if caches else None)
        return rms_norm(x, self.norm, self.shape.norm_eps)

    def logits(self, hidden: Tensor) -> Tensor:
        return linear(hidden, self.embedding).float()

    def parameter_count(self) -> int:
        return sum(parameter.numel() for parameter in self.parameters())
