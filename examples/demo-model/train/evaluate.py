"""Runs items of the test split on an exported model and counts the right ones."""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Callable, Iterable

from tokenizers import Tokenizer

from corpus.item import EOS, Gen, Item, Select, Text
from decoding import Choices, Decoder, Generation
from encoding import merged
from programs import temperatures
from recipe import WORD_PROBLEMS, Recipe

# The answers of a word problem are counted, not its reasoning.
VOTED = "answer"
JUDGE = "llm_judge"
SWAPPED = {"A": "B", "B": "A"}

Temperature = Callable[[Item, str], float]


def greedy(item: Item, name: str) -> float:
    return 0.0


def as_programmed(item: Item, name: str) -> float:
    """The gen's temperature in the program, or the job's default."""
    return temperatures(item.program).get(name, 0.0) if item.program else 0.0


@dataclass
class Run:
    """One evaluation of an item's program: the text so far, and the variables."""

    item: Item
    temperature: Temperature
    text: str = ""
    place: int = 0

    def __post_init__(self) -> None:
        self.parts = merged(self.item.parts)
        self.variables: dict[str, str] = {}

    def step(self) -> Gen | Select | None:
        """Goes on to the next part that needs the model; None when there is none."""
        while self.place < len(self.parts) and isinstance(self.parts[self.place], Text):
            self.text += self.parts[self.place].value
            self.place += 1
        return self.parts[self.place] if self.place < len(self.parts) else None

    def finish(self, value: str) -> None:
        self.variables[self.parts[self.place].name] = value
        self.text += value
        self.place += 1


class Player:
    """Plays runs to their ends, all runs' next steps together."""

    def __init__(self, decoder: Decoder, tokenizer: Tokenizer):
        self._decoder = decoder
        self._tokenizer = tokenizer

    def play(self, runs: list[Run], seed: int) -> None:
        wave = 0
        while waiting := [(run, step) for run in runs if (step := run.step()) is not None]:
            self._generate([(run, step) for run, step in waiting if isinstance(step, Gen)], seed * 1000 + wave)
            self._select([(run, step) for run, step in waiting if isinstance(step, Select)])
            wave += 1

    def _encode(self, texts: Iterable[str]) -> list[list[int]]:
        return [e.ids for e in self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]

    def _generate(self, steps: list[tuple[Run, Gen]], seed: int) -> None:
        prompts = self._encode(run.text for run, _ in steps)
        requests = [
            Generation(prompt, gen.max_tokens, self._stops(gen), run.temperature(run.item, gen.name))
            for prompt, (run, gen) in zip(prompts, steps)
        ]
        for (run, _), tokens in zip(steps, self._decoder.generate(requests, seed)):
            run.finish(self._tokenizer.decode(tokens))

    def _stops(self, gen: Gen) -> tuple[tuple[int, ...], ...]:
        return () if gen.end is EOS else (tuple(self._tokenizer.encode(gen.end, add_special_tokens=False).ids),)

    def _select(self, steps: list[tuple[Run, Select]]) -> None:
        prompts = self._encode(run.text for run, _ in steps)
        wholes = iter(self._encode(run.text + choice for run, select in steps for choice in select.choices))
        requests = []
        for prompt, (_, select) in zip(prompts, steps):
            texts = [next(wholes) for _ in select.choices]
            requests.append(Choices(tuple(map(tuple, texts)), tuple(first_scored(prompt, t) for t in texts)))
        for (run, select), scores in zip(steps, self._decoder.score(requests)):
            run.finish(select.choices[scores.index(max(scores))])


def first_scored(prompt: list[int], whole: list[int]) -> int:
    """The first token of a choice: after the prompt, or the prompt's last where the choice changed it."""
    last = len(prompt) - 1
    kept = len(whole) > len(prompt) and whole[last] == prompt[last]
    return max(1, len(prompt) if kept else min(last, len(whole) - 1))


def wrong(item: Item, variables: dict[str, str]) -> list[str]:
    """The names of variables that are not as the item expects."""
    names = dict.fromkeys([*item.expected, *item.checks])
    return [name for name in names if not _right(item, variables, name)]


def _right(item: Item, variables: dict[str, str], name: str) -> bool:
    expected = item.expected.get(name)
    if name not in item.checks:
        return variables.get(name) == expected
    import corpus.check

    return name in variables and bool(getattr(corpus.check, item.checks[name])(expected, variables, name))


def own_variables(item: Item) -> dict[str, str]:
    """The variables that the item itself gives as right."""
    return {part.name: part.value for part in item.parts if not isinstance(part, Text)}


def check(items: list[Item]) -> None:
    """Raises ValueError when an item calls its own answers wrong."""
    for item in items:
        if bad := wrong(item, own_variables(item)):
            raise ValueError(f"task {item.task} calls its own answers wrong: {bad} of {item}")


def swapped(item: Item) -> Item:
    """The judge's item with the answers the other way round."""
    a, b = item.args["answer_a"], item.args["answer_b"]
    prompt, winner, *rest = merged(item.parts)
    there, here = f"回答A:{a}\n\n回答B:{b}\n\n", f"回答A:{b}\n\n回答B:{a}\n\n"
    if there not in prompt.value:
        raise ValueError(f"task {item.task}: the prompt is not that of {JUDGE}.json: {prompt.value!r}")
    value = SWAPPED.get(winner.value, winner.value)
    return replace(
        item,
        parts=(Text(prompt.value.replace(there, here)), replace(winner, value=value), *rest),
        args=item.args | {"answer_a": b, "answer_b": a},
        expected=item.expected | {winner.name: value},
    )


class Evaluation:
    """Collects scores and writes them after every stage, so that none is lost."""

    def __init__(self, player: Player, recipe: Recipe, seed: int, file: Path, publish: Callable[[dict], None]):
        self._player = player
        self._recipe = recipe
        self._seed = seed
        self._file = file
        self._publish = publish
        self.scores: dict = {}

    def run(self, every: list[Item]) -> dict:
        begun = time.monotonic()
        problems = [item for item in every if item.program in WORD_PROBLEMS]
        judged = [item for item in every if item.program == JUDGE]
        stages = {
            "greedy": lambda: self._tasks(every, greedy),
            "word_problems": lambda: self._votes(problems),
            "judge": lambda: self._swaps(judged),
            "as_programmed": lambda: self._tasks([i for i in every if _samples(i)], as_programmed),
        }
        for name, stage in stages.items():
            self.scores[name] = stage()
            self.scores["seconds"] = round(time.monotonic() - begun, 1)
            self._file.write_text(json.dumps(self.scores, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            self._publish(self.scores)
            print(f"{name}: {_short(self.scores[name])}", flush=True)
        return self.scores

    def _tasks(self, items: list[Item], temperature: Temperature) -> dict:
        runs = [Run(item, temperature) for item in items]
        self._player.play(runs, self._seed)
        groups: dict[str, list[Run]] = defaultdict(list)
        for run in runs:
            groups[run.item.task].append(run)
        return {task: _summary(found) for task, found in sorted(groups.items())}

    def _votes(self, items: list[Item]) -> dict:
        """Word problems: greedy, single samples and the majority of several, by language."""
        recipe = self._recipe
        warm: Temperature = lambda item, name: min(  # noqa: E731
            recipe.vote_temperature if name != VOTED else 2.0, as_programmed(item, name)
        )
        first = [Run(item, greedy) for item in items]
        runs = [[Run(item, warm) for _ in range(recipe.votes)] for item in items]
        self._player.play(first, self._seed)
        self._player.play([run for votes in runs for run in votes], self._seed)
        out = {}
        for language in sorted({item.language for item in items}) + ["all"]:
            chosen = [i for i, item in enumerate(items) if language in (item.language, "all")]
            samples = [not wrong(run.item, run.variables) for i in chosen for run in runs[i]]
            out[language] = {
                "items": len(chosen),
                "greedy": _percent([not wrong(items[i], first[i].variables) for i in chosen]),
                "one_sample": _percent(samples),
                f"majority_of_{recipe.votes}": _percent([not wrong(items[i], majority(runs[i])) for i in chosen]),
            }
        return out

    def _swaps(self, items: list[Item]) -> dict:
        """The judge: accuracy with the answers either way round, and how often both agree."""
        there = [Run(item, greedy) for item in items]
        back = [Run(swapped(item), greedy) for item in items]
        self._player.play(there + back, self._seed)
        pairs = list(zip(there, back))
        verdict = lambda run: next(iter(run.variables.values()))  # noqa: E731
        return {
            "items": len(items),
            "as_given": _percent([not wrong(run.item, run.variables) for run in there]),
            "swapped": _percent([not wrong(run.item, run.variables) for run in back]),
            "consistent": _percent([verdict(a) == SWAPPED.get(verdict(b), verdict(b)) for a, b in pairs]),
        }


def majority(runs: list[Run]) -> dict[str, str]:
    """The variables of the first run that has the most frequent answer."""
    winner, _ = Counter(run.variables[VOTED].strip() for run in runs).most_common(1)[0]
    return next(run.variables for run in runs if run.variables[VOTED].strip() == winner)


def _samples(item: Item) -> bool:
    return item.program is not None and any(t > 0 for t in temperatures(item.program).values())


def _summary(runs: list[Run]) -> dict:
    faults = [wrong(run.item, run.variables) for run in runs]
    languages: dict[str, list[bool]] = defaultdict(list)
    for run, bad in zip(runs, faults):
        languages[run.item.language].append(not bad)
    misses = Counter(name for bad in faults for name in bad)
    return {
        "items": len(runs),
        "accuracy": _percent([not bad for bad in faults]),
        "languages": {name: {"items": len(oks), "accuracy": _percent(oks)} for name, oks in sorted(languages.items())},
        "wrong_variables": dict(misses.most_common()),
        "examples_of_wrong": [
            {"text": run.text[-300:], "variables": bad, "expected": run.item.expected}
            for run, bad in zip(runs, faults)
            if bad
        ][:3],
    }


def _short(stage: dict) -> str:
    return ", ".join(f"{k} {v['accuracy'] if isinstance(v, dict) and 'accuracy' in v else v}" for k, v in stage.items())


def _percent(rights: list[bool]) -> float:
    return round(100 * sum(rights) / len(rights), 2) if rights else 0.0
