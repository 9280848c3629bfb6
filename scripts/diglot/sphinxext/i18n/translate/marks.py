"""Marks on blocks that readers get in the language of the sources."""

from __future__ import annotations

from docutils import nodes

from diglot.catalog.entry import State
from diglot.core.language import Language

CLASSES = {
    State.UNTRANSLATED: "diglot-untranslated",
    State.FUZZY: "diglot-fuzzy",
}


def mark_for_sphinx(node: nodes.Element, done: bool, wanted: bool | str) -> None:
    """Add the classes that Sphinx's setting ``translation_progress_classes`` asks for."""
    name = "translated" if done else "untranslated"
    if wanted is True or wanted == name:
        node["classes"].append(name)


def mark(node: nodes.Element, state: State, source: Language) -> None:
    """Say that a block is not translated and in which language it therefore is.

    The language is docutils' class ``language-…``, which its HTML writer turns into a `lang`
    attribute (https://docutils.sourceforge.io/docs/ref/doctree.html#classes).
    """
    node["classes"] += [CLASSES[state], f"language-{source.bcp47}"]
