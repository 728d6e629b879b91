"""What of examples/programs the evaluation needs to know."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterator

DIRECTORY = Path(__file__).resolve().parents[2] / "programs"

# What a gen samples at where neither the program nor the job says anything.
DEFAULT_TEMPERATURE = 1.0


@lru_cache(maxsize=None)
def temperatures(program: str) -> dict[str, float]:
    """The temperature of each gen by name."""
    source = json.loads((DIRECTORY / f"{program}.json").read_text(encoding="utf-8"))
    return {gen["name"]: gen.get("temperature", DEFAULT_TEMPERATURE) for gen in _gens(source["body"])}


def _gens(node: Any) -> Iterator[dict]:
    if isinstance(node, list):
        for one in node:
            yield from _gens(one)
    elif isinstance(node, dict):
        if node.get("type") == "gen":
            yield node
        for one in node.values():
            yield from _gens(one)
