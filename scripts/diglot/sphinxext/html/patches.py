"""Changes to the templates and the pages of a theme, each of which notices where it does not fit.

The next release of a theme may look different. A patch that does not find its piece changes
nothing, and the build notes once what its readers miss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util import logging

from diglot.core.i18n import _
from diglot.sphinxext.compat.parts import note

BODY = re.compile(r"<body[^>]*>(?:\s*<(a|div)\b[^>]*\bskip[^>]*>(?:(?!<\1\b).)*?</\1>)?", re.DOTALL)
"""Where the content of an HTML page begins, after a link that skips what stands before the text.

Such a link must be the first one of a page.
"""

# As much of a piece as a message shows.
_LENGTH = 50

_logger = logging.getLogger(__name__)


class Times(Enum):
    """How often a piece must occur in a text, and which of its occurrences are patched."""

    ONCE = auto()
    """Exactly once."""
    FIRST = auto()
    """At least once; the first is patched."""
    ALL = auto()
    """At least once; all are patched."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A piece that a text of the theme must have, for something else to take its place.

    `where` names the template or the kind of text, `loss` says what readers miss without the
    patch; both are for the message. Where there is a `cue`, only texts that hold it must have
    the piece.
    """

    where: str
    piece: str | re.Pattern[str]
    loss: str
    times: Times = Times.ONCE
    cue: str = ""


@dataclass(frozen=True, slots=True)
class TemplatePatch(Patch):
    """A patch of the template named by `where`, whose replacement is always the same."""

    replacement: str = ""

    def replace(self, _match: re.Match[str]) -> str:
        """Return the replacement, as it stands."""
        return self.replacement


class PatchLog:
    """Applies the patches of one build and keeps messages about those that do not fit.

    Where Sphinx writes pages in several processes, each keeps its own. The process that reports
    them writes some of the pages, too.
    """

    def __init__(self) -> None:
        self._misfits: dict[str, None] = {}

    def apply(
        self, patch: Patch, text: str, replacement: Callable[[re.Match[str]], str]
    ) -> str | None:
        """Return a text with a patch; None if it does not fit, which is kept."""
        if patch.cue not in text:
            return text
        piece = patch.piece
        pattern = re.compile(re.escape(piece)) if isinstance(piece, str) else piece
        limit = 1 if patch.times is Times.FIRST else 0
        patched, count = pattern.subn(replacement, text, limit)
        if count == 0 or (count > 1 and patch.times is Times.ONCE):
            shown = piece if isinstance(piece, str) else piece.pattern
            shown = shown if len(shown) <= _LENGTH else f"{shown[:_LENGTH]}…"
            self.keep(
                _(
                    "{where} has {shown!r} {count} times: {loss}",
                    where=patch.where,
                    shown=shown,
                    count=count,
                    loss=patch.loss,
                )
            )
            return None
        return patched

    def apply_to_template(
        self, template: str, source: str, patches: Iterable[TemplatePatch]
    ) -> str | None:
        """Return a template with those of `patches` that are for it; None if one does not fit."""
        patched: str | None = source
        for patch in patches:
            if patch.where == template and patched is not None:
                patched = self.apply(patch, patched, patch.replace)
        return patched

    def keep(self, misfit: str) -> None:
        """Keep a message about what does not fit; once, however often it is kept."""
        self._misfits.setdefault(misfit)

    def misfits(self) -> tuple[str, ...]:
        """Return the messages, in order."""
        return tuple(self._misfits)


_logs: WeakKeyDictionary[Builder, PatchLog] = WeakKeyDictionary()


def patch_log(builder: Builder) -> PatchLog:
    """Return the log of a build."""
    return _logs.setdefault(builder, PatchLog())


def register(app: Sphinx) -> None:
    """Report what did not fit when all pages are written."""
    app.connect("build-finished", _report)


def _report(app: Sphinx, _exception: Exception | None) -> None:
    for misfit in patch_log(app.builder).misfits():
        text = _(
            "the theme {theme} is not as diglot knows it: {misfit}",
            theme=app.config.html_theme,
            misfit=misfit,
        )
        note(text)
        _logger.info("%s", text)
