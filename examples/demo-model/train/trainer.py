"""The training loop."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from dataset import Batch, Batches
from encoding import GEN, PROMPT, SELECT
from model import BlockMasks, DemoModel, dense_mask, linear
from recipe import Recipe

# Gradients in bfloat16 that are further apart than this, relative to their size, are of kernels that
# compute different things.
KERNELS_AGREE = 0.2
CHECKED_ROWS = 8

MaskOf = Callable[[Tensor], Any]


@dataclass(frozen=True)
class Outcome:
    """steps and tokens trained in seconds, and the records of the log."""

    steps: int
    tokens: int
    seconds: float
    attention: str
    log: list[dict]


@dataclass(frozen=True)
class Limit:
    """Training ends at the first of these; steps may be None."""

    minutes: float
    steps: int | None = None

    def progress(self, step: int, seconds: float) -> float:
        by_time = seconds / (60 * self.minutes)
        return max(by_time, step / self.steps if self.steps else 0.0)


def learning_rate(recipe: Recipe, step: int, progress: float) -> float:
    up = min(1.0, (step + 1) / recipe.warmup_steps)
    down = min(1.0, max(0.0, 1 - progress) / recipe.decay_share)
    return recipe.learning_rate * up * down


def token_losses(hidden: Tensor, embedding: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy of every token, flat."""
    logits = linear(hidden, embedding).float()
    return F.cross_entropy(logits.flatten(0, -2), labels.flatten(), reduction="none")


class Trainer:
    """Trains model on batches, on its device."""

    def __init__(self, model: DemoModel, batches: Batches, recipe: Recipe, device: torch.device):
        self._model = model
        self._batches = batches
        self._recipe = recipe
        self._device = device
        self._losses = token_losses
        self._mask: MaskOf = dense_mask
        self.attention = "dense"
        matrices = [p for p in model.parameters() if p.dim() == 2 and p is not model.embedding]
        others = [p for p in model.parameters() if p.dim() == 1 or p is model.embedding]
        self._optimizer = torch.optim.AdamW(
            [{"params": matrices, "weight_decay": recipe.weight_decay}, {"params": others, "weight_decay": 0.0}],
            lr=recipe.learning_rate,
            betas=(recipe.beta_1, recipe.beta_2),
            fused=device.type == "cuda",
        )
        self._weights = torch.zeros(256, device=device)
        self._weights[PROMPT] = recipe.prompt_weight
        self._weights[GEN] = recipe.gen_weight
        self._weights[SELECT] = recipe.select_weight

    def compile(self, batch: Batch) -> None:
        """Compiles blocks and loss for the GPU; flex attention only where it agrees with the dense mask."""
        expected = self._gradient(batch, dense_mask, CHECKED_ROWS)
        self._losses = torch.compile(token_losses, dynamic=False)
        for block in self._model.blocks:
            block.compile(dynamic=False)
        try:
            masks = BlockMasks(*batch.tokens.shape, self._device)
            found = self._gradient(batch, masks.of, len(batch.tokens))
            apart = ((found - expected).norm() / expected.norm()).item()
            print(f"gradients through flex attention differ by {apart:.4f}", flush=True)
            if not apart < KERNELS_AGREE:
                raise RuntimeError(f"flex attention is off by {apart}")
            self._mask = masks.of
            self.attention = "flex"
        except Exception as failure:  # the dense mask is slower and always there
            print(f"training without flex attention: {failure}", flush=True)
            torch._dynamo.reset()
        self._optimizer.zero_grad(set_to_none=True)

    def _gradient(self, batch: Batch, mask_of: MaskOf, rows: int) -> Tensor:
        """The first projection's gradient for CHECKED_ROWS, with rows of the batch computed."""
        tokens, labels, _, positions, _ = (t[:rows] for t in self._tensors(batch))
        hidden = self._model(tokens, positions, mask_of(positions))
        checked = slice(0, CHECKED_ROWS)
        self._losses(hidden, self._model.embedding, labels).view(tokens.shape)[checked].sum().backward()
        gradient = self._model.blocks[0].qkv.grad.float().clone()
        self._optimizer.zero_grad(set_to_none=True)
        return gradient

    def run(self, limit: Limit, log_file: Path) -> Outcome:
        """Trains to the limit and writes a record every few steps."""
        recipe = self._recipe
        source = iter(self._batches)
        batch = next(source)
        if self._device.type == "cuda":
            self.compile(batch)
        log: list[dict] = []
        losses = torch.zeros(256, device=self._device)
        counts = torch.zeros(256, device=self._device)
        step = 0
        logged_step = 0
        start = logged = time.monotonic()
        with log_file.open("w", encoding="utf-8") as out:
            while True:
                progress = limit.progress(step, time.monotonic() - start)
                if progress >= 1:
                    break
                rate = learning_rate(recipe, step, progress)
                for group in self._optimizer.param_groups:
                    group["lr"] = rate
                losses_here, owners, learned = self._step(batch, self._mask)
                torch.nn.utils.clip_grad_norm_(self._model.parameters(), recipe.clip)
                self._optimizer.step()
                self._optimizer.zero_grad(set_to_none=True)
                losses.index_add_(0, owners, losses_here * learned)
                counts.index_add_(0, owners, learned)
                batch = next(source)
                step += 1
                if step % recipe.log_every == 0:
                    total, seen = losses.tolist(), counts.tolist()
                    now = time.monotonic()
                    speed = (step - logged_step) * recipe.batch_rows * recipe.row_tokens / (now - logged)
                    record = self._record(step, now - start, rate, speed, total, seen)
                    log.append(record)
                    out.write(json.dumps(record, ensure_ascii=False) + "\n")
                    out.flush()
                    print(_line(record), flush=True)
                    losses.zero_()
                    counts.zero_()
                    logged, logged_step = now, step
        seconds = time.monotonic() - start
        return Outcome(step, step * recipe.batch_rows * recipe.row_tokens, seconds, self.attention, log)

    def _tensors(self, batch: Batch) -> tuple[Tensor, ...]:
        arrays = (batch.tokens, batch.labels, batch.kinds, batch.positions, batch.owners)
        together = torch.from_numpy(np.stack([array.astype(np.int32) for array in arrays]))
        if self._device.type == "cuda":
            # From pageable memory the copy would wait for all kernels before it.
            together = together.pin_memory()
        return together.to(self._device, non_blocking=True).long().unbind()

    def _step(self, batch: Batch, mask_of: MaskOf) -> tuple[Tensor, Tensor, Tensor]:
        """Gradients of one batch; the losses of its tokens, whose they are, and which are learned."""
        tokens, labels, kinds, positions, owners = self._tensors(batch)
        hidden = self._model(tokens, positions, mask_of(positions))
        losses = self._losses(hidden, self._model.embedding, labels)
        weights = self._weights[kinds.flatten()]
        ((losses * weights).sum() / weights.sum()).backward()
        return losses.detach(), owners.flatten(), (kinds.flatten() >= GEN).float()

    def _record(
        self, step: int, seconds: float, rate: float, speed: float, total: list[float], seen: list[float]
    ) -> dict:
        loss = sum(total) / max(1.0, sum(seen))
        if not loss < 1e4:
            raise RuntimeError(f"the loss is {loss} at step {step}: lower the learning rate")
        tasks = {name: round(total[i] / seen[i], 4) for i, name in enumerate(self._batches.tasks) if seen[i]}
        return {
            "step": step,
            "seconds": round(seconds, 1),
            "loss": round(loss, 4),
            "lr": float(f"{rate:.4g}"),
            "tokens_per_second": round(speed),
            "tasks": dict(sorted(tasks.items())),
        }


def _line(record: dict) -> str:
    tasks = " ".join(f"{name}={loss:.3f}" for name, loss in record["tasks"].items())
    return (
        f"step {record['step']} {record['seconds']:.0f}s loss {record['loss']:.4f} lr {record['lr']:.2e}"
        f" {record['tokens_per_second'] / 1e6:.2f}M tok/s | {tasks}"
    )
