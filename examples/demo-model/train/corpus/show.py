"""Prints samples of a module's makers: python -m corpus.show MODULE [COUNT [train|test]]."""

from __future__ import annotations

import importlib
import sys
import zlib
from random import Random

from .item import Item, Text


def written(item: Item) -> str:
    """The run's text, with what the model writes in brackets."""
    return "".join(part.value if isinstance(part, Text) else f"[{part.value}]" for part in item.parts)


def main(arguments: list[str]) -> None:
    if not 1 <= len(arguments) <= 3:
        sys.exit(__doc__)
    module = importlib.import_module(f"{__package__}.{arguments[0]}")
    count = int(arguments[1]) if len(arguments) > 1 else 5
    split = arguments[2] if len(arguments) > 2 else "train"
    for name, make in module.MAKERS.items():
        rng = Random(zlib.crc32(name.encode()))
        for _ in range(count):
            item = make(rng, split)
            print(f"--- {name} ({item.task}, {item.language}, {item.program})\n{written(item)}")


if __name__ == "__main__":
    main(sys.argv[1:])
