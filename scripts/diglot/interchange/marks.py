"""Numbers the codes of a message and its translation, as translators' tools show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from diglot.interchange.inline_codes import InlineCode, Nodes, walk


@dataclass(frozen=True, slots=True)
class Mark:
    """The place of a code in a text: a number and, if it surrounds text, that text."""

    number: int
    content: tuple[Marked, ...] | None = None


Marked = str | Mark
"""Text, or the place of a code."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """A message and its translation with numbered codes.

    Codes have one number where they mean the same; `source_codes` count from 1, and what only
    the translation has follows them in `target_codes`, a mapping by number.
    """

    source: tuple[Marked, ...]
    target: tuple[Marked, ...]
    source_codes: tuple[InlineCode, ...]
    target_codes: dict[int, InlineCode]

    def of_source(self, number: int) -> InlineCode:
        """Return the code as the source has it, or KeyError."""
        if not 1 <= number <= len(self.source_codes):
            raise KeyError(number)
        return self.source_codes[number - 1]

    def code(self, number: int) -> InlineCode:
        """Return the code as the translation has it, else as the source has it, or KeyError."""
        return self.target_codes.get(number) or self.of_source(number)


def number(source: Nodes, target: Nodes) -> Numbering:
    """Number the codes of a split message and of its split translation."""
    codes, target_codes = tuple(walk(source)), tuple(walk(target))
    numbers = match_codes(codes, target_codes)
    in_target = dict(zip(numbers, target_codes, strict=True))

    def alone(number: int) -> bool:
        # A code stands alone in both texts or surrounds text in both, as it does in the source.
        return number <= len(codes) and not codes[number - 1].paired

    return Numbering(
        _marked(source, iter(range(1, len(codes) + 1)), alone),
        _marked(target, iter(numbers), alone),
        codes,
        in_target,
    )


def match_codes(source: tuple[InlineCode, ...], target: tuple[InlineCode, ...]) -> list[int]:
    """Return for each code of a translation its number in the source; new ones count on.

    Codes that mean the same go together first, then those of the same kind and name.
    """
    numbers = [0] * len(target)
    free = list(range(len(source)))
    for length in (3, 2):
        for place, code in enumerate(target):
            if not numbers[place]:
                wanted = code.identity[:length]
                match = next((i for i in free if source[i].identity[:length] == wanted), None)
                if match is not None:
                    numbers[place] = match + 1
                    free.remove(match)
    following = iter(range(len(source) + 1, len(source) + len(target) + 1))
    return [number or next(following) for number in numbers]


def _marked(
    nodes: Nodes, numbers: Iterator[int], alone: Callable[[int], bool]
) -> tuple[Marked, ...]:
    marked: list[Marked] = []
    for node in nodes:
        if isinstance(node, str):
            marked.append(node)
            continue
        here = next(numbers)
        content = _marked(node.content, numbers, alone) if node.paired else None
        marked.append(Mark(here, None if alone(here) else content))
    return merged(marked)


def merged(marked: Iterable[Marked]) -> tuple[Marked, ...]:
    """Return the parts without empty texts, and with neighbouring texts joined."""
    result: list[Marked] = []
    for part in marked:
        if isinstance(part, str) and result and isinstance(result[-1], str):
            result[-1] += part
        elif part != "":
            result.append(part)
    return tuple(result)


def canonical(marked: Iterable[Marked]) -> str:
    """Return a string that is the same for equal texts with equal codes at equal places only."""
    parts: list[str] = []
    for part in marked:
        if isinstance(part, str):
            parts.append(part)
        elif part.content is None:
            parts.append(f"\0{part.number}\0")
        else:
            parts.append(f"\0{part.number}<{canonical(part.content)}\0>")
    return "".join(parts)
