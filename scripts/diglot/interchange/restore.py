"""Puts a translation together again from what came back, and says what is wrong with its codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from diglot.core.i18n import _, clauses, word
from diglot.interchange.inline_codes import TYPOGRAPHY, InlineCode, Nodes, join, walk
from diglot.interchange.marks import Mark, Marked, Numbering, match_codes
from diglot.interchange.role_segments import with_text

_Identity = tuple[str, str, str]
Split = Callable[[str], Nodes]
"""Splits a text into text and codes by the markup of its document."""

_SHORT = 40
_MEND = "mend it in the translation tool and import the file again"


class Refused(Exception):  # noqa: N818 - an answer to the translator, not an error of the program
    """A translation is not taken: the reason, and what the translator does next."""

    def __init__(self, reason: str, hint: str = _MEND) -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint


@dataclass(frozen=True, slots=True)
class Fault:
    """A code that differs between a message and its translation; `reason` says how."""

    before: _Identity | None
    after: _Identity | None
    reason: str = field(compare=False)


def restore(marked: Iterable[Marked], numbering: Numbering) -> str:
    """Return the text that numbered marks stand for. Raises Refused for marks that fit none."""
    return "".join(part if isinstance(part, str) else _written(part, numbering) for part in marked)


def restore_source(marked: Iterable[Marked], numbering: Numbering) -> str:
    """Return the source text that numbered marks stand for, its codes as the source writes them.

    Raises Refused for marks that fit none.
    """
    return restore(marked, replace(numbering, target_codes={}))


def _written(mark: Mark, numbering: Numbering) -> str:
    try:
        code = numbering.code(mark.number)
    except KeyError:
        raise Refused(_("there is no code {number} in this message", number=mark.number)) from None
    if mark.content is not None:
        return with_text(code, restore(mark.content, numbering))
    in_source = mark.number <= len(numbering.source_codes)
    if code.paired and in_source and numbering.of_source(mark.number).paired:
        raise Refused(
            _(
                "code {number} ({code}) lost the text that it stands around",
                number=mark.number,
                code=shown(code),
            )
        )
    return code.written


def verify(text: str, source: Nodes, present: Nodes, split: Split) -> None:
    """Raise Refused where `text` has faults in its codes that the present translation has not."""
    old = Counter(faults(source, present) if present else ())
    new = Counter(faults(source, split(text))) - old
    if new:
        raise Refused(clauses(fault.reason for fault in new.elements()))
    original = join(source)
    if original.startswith("\n") is not text.startswith("\n"):
        raise Refused(_("the translation has to begin with a line break if the source does"))
    if original.endswith("\n") is not text.endswith("\n"):
        raise Refused(_("the translation has to end with a line break if the source does"))


def verify_emphasis(marked: Iterable[Marked], numbering: Numbering, read: Nodes) -> None:
    """Raise Refused where emphasis that came back as a code is no emphasis in its new place."""
    wanted = Counter(
        code.kind
        for number in _numbers(marked)
        if (code := numbering.code(number)).kind in TYPOGRAPHY
    )
    lost = wanted - Counter(code.kind for code in walk(read))
    for kind in lost:
        raise Refused(
            _(
                "the marks of {kind} are not read as such there; they need a space or a word "
                "on their outer side and none on their inner side",
                kind=word(kind),
            )
        )


def _numbers(marked: Iterable[Marked]) -> Iterable[int]:
    for part in marked:
        if isinstance(part, Mark):
            yield part.number
            yield from _numbers(part.content or ())


def faults(source: Nodes, target: Nodes) -> list[Fault]:
    """Return how the codes of a translation differ from the source's, emphasis aside."""
    codes, target_codes = tuple(walk(source)), tuple(walk(target))
    numbers = match_codes(codes, target_codes)
    result = [
        Fault(code.identity, None, _("{code} is missing", code=shown(code)))
        for here, code in enumerate(codes, 1)
        if here not in numbers and code.kind not in TYPOGRAPHY
    ]
    for here, code in zip(numbers, target_codes, strict=True):
        if here > len(codes):
            if code.kind not in TYPOGRAPHY:
                result.append(
                    Fault(None, code.identity, _("{code} is not in the source", code=shown(code)))
                )
        elif (was := codes[here - 1]).target and was.identity != code.identity:
            reason = _("{before} became {after}", before=shown(was), after=shown(code))
            result.append(Fault(was.identity, code.identity, reason))
    return result


def shown(code: InlineCode) -> str:
    """Return a code as a message can name it: as it is written, long text in it left out."""
    short = not code.paired or len(code.written) <= _SHORT
    return code.written if short else f"{code.start}…{code.end}"
