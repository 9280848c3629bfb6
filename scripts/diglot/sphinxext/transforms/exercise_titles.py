"""The titles that authors give exercises (sphinx-exercise) are texts to translate.

The extension makes them without a source text, so that nothing finds them, and keeps a copy of each
exercise, from which it makes the titles of solutions and the texts of references.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from diglot.sphinxext.transforms import priorities
from diglot.sphinxext.transforms.descendants import nodes_of

_TITLE, _SUBTITLE = "exercise_title", "exercise_subtitle"


def register(app: Sphinx) -> None:
    """Give titles of exercises their source, and their copies the translation."""
    app.add_transform(OfferTitles)
    app.add_transform(FollowTitles)


class OfferTitles(SphinxTransform):
    """Gives each title of an exercise the source text that it was made of, where that is known."""

    default_priority = priorities.LEAVE_TO_SPHINX

    def apply(self, **_kwargs: Any) -> None:
        """Change the titles of the document's exercises."""
        for title in _subtitles(self.document):
            source = "".join(map(_source_of, title.children))
            if not title.rawsource and "\0" not in source:
                exercise = title.parent.parent
                title.rawsource = source
                title.source = exercise.source or self.document.get("source")
                title.line = exercise.line or _line_inside(exercise)


class FollowTitles(SphinxTransform):
    """Makes the copies of exercises those of their translations."""

    default_priority = priorities.TRANSLATE + 1

    def apply(self, **_kwargs: Any) -> None:
        """Change what the environment knows of the document's exercises."""
        registry = getattr(self.env, "sphinx_exercise_registry", {})
        for title in _subtitles(self.document):
            exercise = title.parent.parent
            if (known := registry.get(exercise.get("label"))) is not None:
                known["node"] = exercise.deepcopy()


def _subtitles(document: nodes.document) -> Iterator[nodes.subtitle]:
    for node in nodes_of(document, nodes.subtitle):
        if type(node).__name__ == _SUBTITLE and type(node.parent).__name__ == _TITLE:
            yield node


def _source_of(node: nodes.Node) -> str:
    """Return the markup of a part of a title; NUL where it is none of the usual ones."""
    marks: dict[type[nodes.Node], str] = {
        nodes.Text: "",
        nodes.math: "$",
        nodes.literal: "`",
        nodes.emphasis: "*",
        nodes.strong: "**",
    }
    mark = marks.get(type(node), "\0")
    return mark + node.astext() + mark


def _line_inside(node: nodes.Element) -> int | None:
    return next((inner.line for inner in node.findall(nodes.Element) if inner.line), None)
