"""Runs a program of examples/programs on an item's own answers, and gives the parts that it makes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from corpus.item import Gen, Item, Select, Text

_PROGRAMS = Path(__file__).resolve().parents[3] / "programs"


@cache
def program(name: str) -> dict:
    return json.loads((_PROGRAMS / f"{name}.json").read_text("utf-8"))


def merged(parts) -> list:
    """The parts, with texts that follow one another as one, and none that is empty."""
    out: list = []
    for part in parts:
        if isinstance(part, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].value + part.value)
        elif not isinstance(part, Text) or part.value:
            out.append(part)
    return out


class _Run:
    def __init__(self, item: Item):
        self.args = item.args
        self.vars = {part.name: part.value for part in item.parts if not isinstance(part, Text)}
        self.locals: dict = {}
        self.parts: list = []

    def value(self, node):
        if isinstance(node, str):
            return node
        if isinstance(node, list):
            return "".join(self.value(part) for part in node)
        (kind, inner), = node.items()
        if kind == "arg":
            return self.args[inner]
        if kind == "var":
            return self.vars[inner]
        if kind == "local":
            return self.locals[inner]
        if kind == "get":
            return self.value(inner[0])[inner[1]]
        if kind == "eq":
            return self.value(inner[0]) == self.value(inner[1])
        raise ValueError(f"no such expression: {kind}")

    def body(self, nodes, end=None):
        for node in nodes:
            getattr(self, "_" + node["type"])(node, end)

    def _text(self, node, end):
        self.parts.append(Text(self.value(node["value"])))

    def _gen(self, node, end):
        name = node["name"]
        self.parts.append(Gen(name, self.vars[name], _stop(node) or end, node["max_tokens"]))

    def _select(self, node, end):
        self.parts.append(Select(node["name"], self.vars[node["name"]], tuple(node["choices"])))

    def _if(self, node, end):
        taken = (branch["body"] for branch in node["branches"] if self.value(branch["when"]))
        self.body(next(taken, node.get("else", [])), end)

    def _for(self, node, end):
        for element in self.value(node["in"]):
            self.locals[node["item"]] = element
            self.body(node["body"], end)

    def _role(self, node, end):
        self.parts.append(Text(f"<|im_start|>{node['role']}\n"))
        self.body(node["body"], "<|im_end|>")
        self.parts.append(Text("<|im_end|>\n"))


def _stop(node) -> str | None:
    stop = node.get("stop")
    return stop[0] if isinstance(stop, list) else stop


def parts_of(item: Item) -> list:
    """What the item's program makes. The end of an assistant's turn after the last gen is left out,
    since it is that gen's end."""
    run = _Run(item)
    run.body(program(item.program)["body"])
    parts = merged(run.parts)
    return parts[:-1] if parts[-1] == Text("<|im_end|>\n") else parts
