"""Markup of other packages that validators and screen readers object to, corrected on every page.

Sources: https://www.w3.org/TR/html-aria/ for what a tag may have, https://www.w3.org/TR/wai-aria-1.2/
for what a role needs.
"""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from sphinx.application import Sphinx

from diglot.sphinxext.html.builders import makes_site

# For each text that tells a page which needs it: what is wrong, and what takes its place.
_CORRECTIONS = {
    # Docutils gives entries of a list a role that is no entry of lists any more.
    'role="doc-biblioentry"': (re.compile('role="doc-biblioentry"'), 'role="listitem"'),
    # sphinx-design says of the label of a tab what only its button may say.
    "sd-tab-label": (
        re.compile(r'(<label\b[^<>]*?)\saria-controls="[^"]*"(?=[^<>]*\bsd-tab-label\b)'),
        r"\1",
    ),
}

# Sphinx gives captions of contents the role of headings, without a level; some themes add it.
_WITHOUT_LEVEL = re.compile(r'(<\w+\b(?![^<>]*\saria-level=)[^<>]*\srole="heading")(?=[\s>])')

# MyST's box before a task, and the block with its words.
_BOX = '<input class="task-list-item-checkbox"'
_TASK = re.compile(rf"<(?P<tag>[a-z]+)(?P<attributes>(?:\s[^<>]*)?)>(?P<space>\s*){_BOX}")
_ID = re.compile(r'\sid="([^"]*)"')


def register(app: Sphinx) -> None:
    """Correct what documents say; `with_levels` is for whole pages."""
    app.connect("html-page-context", _correct, priority=800)


def with_sound_markup(body: str) -> str:
    """Return the HTML of a document without what is known to be wrong; corrected, it stays so."""
    for cue, (wrong, correct) in _CORRECTIONS.items():
        if cue in body:
            body = wrong.sub(correct, body)
    return _with_named_boxes(body) if _BOX in body else body


def with_levels(page: str) -> str:
    """Return HTML in which whatever has the role of a heading has a level."""
    if 'role="heading"' not in page:
        return page
    return _WITHOUT_LEVEL.sub(r'\1 aria-level="2"', page)


def _with_named_boxes(body: str) -> str:
    """Return HTML in which each box of a list of tasks is named by the task it stands before."""
    numbers = count(1)

    def named(task: re.Match[str]) -> str:
        tag, attributes, space = task["tag"], task["attributes"], task["space"]
        if own := _ID.search(attributes):
            name = own[1]
        else:
            name = f"diglot-task-{next(numbers)}"
            attributes += f' id="{name}"'
        return f'<{tag}{attributes}>{space}<input aria-labelledby="{name}"{_BOX[6:]}'

    return _TASK.sub(named, body)


def _correct(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if makes_site(app.builder) and (body := context.get("body")):
        context["body"] = with_sound_markup(body)
