"""Items become documents: tokens, and for each the token to learn after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

from tokenizers import Tokenizer

from corpus.item import EOS, Gen, Item, Select, Text
from recipe import END_OF_TEXT
from tokenizer import joined

# What a label is for; 0 is no label at all.
NOTHING, PROMPT, GEN, SELECT = range(4)


@dataclass(frozen=True)
class Piece:
    """A string that is tokenised alone. end, of a gen only, is what is drawn after it."""

    text: str
    kind: int
    end: str | None = None


@dataclass
class Document:
    """labels[i] is to be drawn after tokens[i], and kinds[i] says what for."""

    task: str
    tokens: list[int]
    labels: list[int]
    kinds: list[int]


def merged(parts: tuple) -> list:
    """The parts, with texts that follow each other as one."""
    out: list = []
    for part in parts:
        if isinstance(part, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].value + part.value)
        elif not isinstance(part, Text) or part.value:
            out.append(part)
    return out


def documents(item: Item) -> list[list[Piece]]:
    """The item as the model meets it: a prompt is always tokenised as one text.

    One document is enough while the prompt of each part begins with the tokens of the one before.
    Where it does not, a new document starts with all the text so far, of which nothing is learned.
    """
    parts = merged(item.parts)
    done: list[list[Piece]] = []
    doc: list[Piece] = []
    text = ""
    stale = False
    for i, part in enumerate(parts):
        value = part.value
        if isinstance(part, Text):
            if stale or joined(text, value):
                done.append(doc)
                doc = [Piece(text + value, NOTHING)]
            else:
                doc.append(Piece(value, PROMPT))
            stale = False
        else:
            if stale:
                done.append(doc)
                doc = [Piece(text, NOTHING)]
            if isinstance(part, Gen):
                if part.end and joined(value, part.end):
                    raise ValueError(f"task {item.task}: the end {part.end!r} goes on a word of {value!r}")
                doc.append(Piece(value, GEN, END_OF_TEXT if part.end is EOS else part.end))
                stale = joined(text, value) or _ends_apart(part, parts[i + 1 : i + 2])
            else:
                doc.append(_choice(item, doc, text, value))
                stale = False
        text += value
    done.append(doc)
    return [learned for d in done if (learned := _trimmed(d))]


def _ends_apart(gen: Gen, following: list) -> bool:
    """Whether what is drawn after the gen needs a document of its own to be learned."""
    if not following:
        return False
    if not isinstance(following[0], Text):
        return True
    return gen.end is not EOS and len(gen.end) > 1 and not following[0].value.startswith(gen.end)


def _choice(item: Item, doc: list[Piece], text: str, value: str) -> Piece:
    """A choice takes the prompt's last space along, as it does where choices are scored."""
    if not joined(text, value):
        return Piece(value, SELECT)
    if not text.endswith(" "):
        raise ValueError(f"task {item.task}: the choice {value!r} goes on a word of the prompt {text[-20:]!r}")
    last = doc.pop()
    doc.append(Piece(last.text[:-1], last.kind))
    return Piece(" " + value, SELECT)


def _trimmed(doc: list[Piece]) -> list[Piece]:
    while doc and doc[-1].kind in (NOTHING, PROMPT):
        doc = doc[:-1]
    return doc


def encode(tokenizer: Tokenizer, items: list[Item]) -> Iterator[Document]:
    """The documents of items, in order."""
    made = [(item.task, doc) for item in items for doc in documents(item)]
    strings = [piece.text for _, doc in made for piece in doc]
    encoded = iter(tokenizer.encode_batch_fast(strings, add_special_tokens=False))
    ends: dict[str, list[int]] = {}
    for task, doc in made:
        yield _document(tokenizer, task, doc, [next(encoded).ids for _ in doc], ends)


def _document(
    tokenizer: Tokenizer, task: str, doc: list[Piece], ids: list[list[int]], ends: dict[str, list[int]]
) -> Document:
    tokens: list[int] = []
    labels: list[int] = []
    kinds: list[int] = []
    drawn = False  # whether the last token has its label already: the end of a gen
    promoted = 0  # how many of the coming tokens are still the end of a gen
    for number, (piece, piece_ids) in enumerate(zip(doc, ids)):
        for token in piece_ids:
            kind = GEN if promoted > 0 else piece.kind
            promoted -= 1
            if tokens and not drawn:
                labels.append(token if kind else 0)
                kinds.append(kind)
            drawn = False
            tokens.append(token)
        if piece.end is not None:
            if not tokens:
                raise ValueError(f"task {task}: a gen needs text before it")
            if piece.end not in ends:
                ends[piece.end] = tokenizer.encode(piece.end, add_special_tokens=False).ids
            end = ends[piece.end]
            labels.append(end[0])
            kinds.append(GEN)
            drawn = True
            if number == len(doc) - 1:
                tokens += end[:-1]
                labels += end[1:]
                kinds += [GEN] * (len(end) - 1)
            elif len(end) > 1:
                # The following text begins with the end, or this would be the last piece. Its first
                # token is the label already given.
                promoted = len(end)
    if len(labels) < len(tokens):
        # A select ends the document: its last token is only read, and nothing is to be learned there.
        labels.append(0)
        kinds.append(NOTHING)
    return Document(task, tokens, labels, kinds)
