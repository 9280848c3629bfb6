"""What was rewritten, what was left, and which extensions read the result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from diglot.core.i18n import _


class Construct(Enum):
    """A kind of markup that was rewritten; its value tells users what it is."""

    ADMONITION = _("an admonition")
    TABS = _("tabs")
    CODE_OPTIONS = _("options of a code block")
    INCLUDE = _("an include; see whether its path is right")
    ID = _("the id of a heading")
    ATTRIBUTES = _("attributes of a block, a link or an image")
    MARK = _("marked, inserted, raised or lowered text")
    KEYS = _("keys")
    BADGE = _("a badge")
    CONTENTS = _("a table of contents, which themes show by themselves")
    SCRIPT = _("a script or a style, now a comment")
    COMPONENT = _("a component around others, which stay")
    HOME = _("what a home page shows of its front matter, now text as well")
    RULE = _("a rule where Sphinx takes none, now gone")
    TITLE = _("the title of the front matter, now a heading as well")


class Change(NamedTuple):
    """What was rewritten at a line of the text that came in, counted from 1."""

    line: int
    what: Construct


class Unknown(NamedTuple):
    """Markup that MyST does not read and that stays as it was, with its line."""

    line: int
    markup: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A page in MyST.

    `myst` are the extensions of MyST that the text needs (`myst_enable_extensions`), `sphinx` those
    of Sphinx (`extensions`).
    """

    text: str
    changes: tuple[Change, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    myst: frozenset[str] = frozenset()
    sphinx: frozenset[str] = frozenset()
