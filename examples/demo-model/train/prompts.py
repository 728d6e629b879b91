"""Writes prompt records from the test split, and what right answers to them have.

python prompts.py [--seed 1] [--count 20] [--examples DIR]

DIR/prompts/PROGRAM.jsonl has the prompt records. DIR/answers/PROGRAM.jsonl has a line for each of them:
the record's id, its task, what is expected by variable, and by variable how to compare where the text
need not be the same: "contains" (all the words that "|" separates), "number" (the first whole number is
the expected one) or "json" (equal as JSON). A variable without a right answer is not there.
A word problem is asked several times, as math-03/0, math-03/1 and so on: the answers can vote.
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

PROBLEMS = 6
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
            out.append(({"id": one, "program": program, "args": item.args}, {"id": one, **answer(item)}))
    return out


def answer(item: Item) -> dict:
    """The task, and by variable what is expected and how to compare."""
    own = {part.name: part.value for part in item.parts if not isinstance(part, Text)}
    expected: dict[str, str] = {}
    checks: dict[str, str] = {}
    for name in own:
        check = item.checks.get(name)
        value = item.expected.get(name)
        if value is None:
            continue
        if check == "same_text":
            # The item's own words, with the marks that its question has.
            value = own[name].strip().rstrip(".。")
        kind = _KINDS[check] if check else "json" if _is_object(value) else None
        if kind:
            checks[name] = kind
        expected[name] = value
    return {"task": item.task, "expected": expected, "checks": checks}


# contains_number looks at the last number, which the first one need not be.
_KINDS = {
    "contains": "contains",
    "contains_number": "contains",
    "same_text": "contains",
    "detail_follows_outline": "contains",
    "states_number": "number",
}


def _is_object(value: str) -> bool:
    try:
        return isinstance(json.loads(value), dict)
    except ValueError:
        return False


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
