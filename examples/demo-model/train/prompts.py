"""Writes prompt records from the test split, and what right answers to them have.

python prompts.py [--seed 1] [--count 20] [--examples DIR]

DIR/prompts/PROGRAM.jsonl has the prompt records. DIR/answers/PROGRAM.jsonl has a line for each of them:
the record's id, its task, and by variable what is expected: a text, or how to compare, as
io.sglflink.job.score reads it. A variable without a right answer is not there. A word problem is asked
several times, as math-03/0, math-03/1 and so on: the answers can vote.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import chain, zip_longest
from pathlib import Path

import dataset
from corpus.item import Item, Text
from programs import DIRECTORY
from recipe import WORD_PROBLEMS

PROBLEMS = 10
VOTES = 8
IDS = {"math_reasoning": "math", "math_reasoning_en": "math-en"}


def chosen(seed: int, count: int) -> dict[str, list[Item]]:
    """Test items by program, from its makers and languages in turn."""
    sorts: dict[str, dict[tuple[str, str], list[Item]]] = defaultdict(lambda: defaultdict(list))
    for maker in dataset.makers():
        for item in dataset.test_items(seed, maker, 4 * count):
            sorts[item.program][maker, item.language].append(item)
    out = {}
    for program, found in sorted(sorts.items()):
        turns = chain.from_iterable(zip_longest(*(found[sort] for sort in sorted(found))))
        wanted = PROBLEMS if program in WORD_PROBLEMS else count
        out[program] = [item for item in turns if item is not None][:wanted]
    return out


def records(program: str, items: list[Item]) -> list[tuple[dict, dict]]:
    """A prompt record and its answer for each item, or several where answers vote."""
    name = IDS.get(program, program.replace("_", "-"))
    out = []
    for number, item in enumerate(items, 1):
        ids = [f"{name}-{number:02}"]
        if program in WORD_PROBLEMS:
            ids = [f"{ids[0]}/{vote}" for vote in range(VOTES)]
        for one in ids:
            vote = {"vote": one.partition("/")[0]} if "/" in one else {}
            out.append(({"id": one, "program": program, "args": item.args}, {"id": one, **vote, **answer(item)}))
    return out


def answer(item: Item) -> dict:
    """The task, and by variable what is expected."""
    own = {part.name: part.value for part in item.parts if not isinstance(part, Text)}
    expected = {
        name: _check(item.checks.get(name), item.expected[name], own[name]) for name in own if name in item.expected
    }
    return {"task": item.task, "expected": expected}


def _check(check: str | None, expected: str, own: str) -> str | dict:
    """The check of check.py in the form of the answers; own is what the item itself says."""
    match check:
        case None:
            return {"json": json.loads(expected)} if expected.startswith("{") else expected
        case "same_text":
            return {"similar": own.strip()}
        case "states_number":
            return {"first_number": json.loads(expected)}
        case "contains_number":
            return {"last_number": json.loads(expected)}
        case _:
            return {"contains": expected.split("|")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20, help="records for each program")
    parser.add_argument("--examples", type=Path, default=DIRECTORY.parent)
    options = parser.parse_args()
    for program, items in chosen(options.seed, options.count).items():
        written = records(program, items)
        for folder, lines in (("prompts", [p for p, _ in written]), ("answers", [a for _, a in written])):
            file = options.examples / folder / f"{program}.jsonl"
            file.parent.mkdir(parents=True, exist_ok=True)
            text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            file.write_text(text, encoding="utf-8")
            print(f"{file}: {len(lines)} lines")


if __name__ == "__main__":
    main()
