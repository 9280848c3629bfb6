"""Accessible names and roles in the navigation, which Furo's and Sphinx's code leave in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import _ as sphinx_text

from diglot.core.i18n import _
from diglot.sphinxext.html.builders import makes_site
from diglot.sphinxext.html.patches import Patch, PatchLog, Times

_TOGGLE = re.compile(r'(?<=aria-label=")Toggle navigation of ([^"]*)(?=")')
_ENGLISH = "Toggle navigation of "
# Sphinx gives captions the role of headings, without a level.
_CAPTION = '<p class="caption" role="heading">'
_CAPTION_WITH_LEVEL = '<p class="caption" role="heading" aria-level="2">'

# What `accessible` finds in a tree that the theme has just made.
_EXPECTED = (
    Patch(
        "the navigation",
        _TOGGLE,
        _("the buttons that open a part of it have English names"),
        Times.ALL,
        cue='type="checkbox"',
    ),
    Patch(
        "the navigation",
        _CAPTION,
        _("its captions are headings without a level for screen readers"),
        Times.ALL,
        cue='role="heading"',
    ),
)


def register(app: Sphinx) -> None:
    """Correct the navigation after Furo has made it."""
    app.connect("html-page-context", _correct, priority=800)


def accessible(tree: str, translate: Callable[[str], str] = sphinx_text) -> str:
    """Return a navigation tree of Furo's with accessible names; doing it again changes nothing.

    `translate` translates a message.
    """
    tree = tree.replace(_CAPTION, _CAPTION_WITH_LEVEL)
    label = translate("Toggle navigation of %s")
    # The tree of a large book is searched for each of its pages.
    if label.startswith(_ENGLISH) or _ENGLISH not in tree:
        return tree
    return _TOGGLE.sub(lambda match: label.replace("%s", match[1]), tree)


def check(tree: str, log: PatchLog) -> None:
    """Note in `log` what `accessible` does not find in a tree that the theme has just made."""
    for expected in _EXPECTED:
        log.apply(expected, tree, lambda match: match[0])


def _correct(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if not makes_site(app.builder):
        return
    if tree := context.get("furo_navigation_tree"):
        context["furo_navigation_tree"] = accessible(tree)
