"""Classes on blocks that are shown in the source language for want of a translation."""

from __future__ import annotations

from docutils import nodes

from diglot.catalog.entry import State
from diglot.core.language import Language
from diglot.sphinxext.transforms.stated_language import CLASS

CLASSES = {
    State.UNTRANSLATED: "diglot-untranslated",
    State.FUZZY: "diglot-fuzzy",
}


def mark_for_sphinx(node: nodes.Element, is_translated: bool, setting: bool | str) -> None:
    """Add Sphinx's own class for translated or untranslated nodes.

    `setting` is the value of ``translation_progress_classes``: True for both classes, or the name
    of one, or False.
    """
    name = "translated" if is_translated else "untranslated"
    if setting is True or setting == name:
        node["classes"].append(name)


def mark(node: nodes.Element, state: State, source: Language) -> None:
    """Mark a block as not translated, and as text in the source language.

    See `transforms.stated_language` for the class.
    """
    node["classes"] += [CLASSES[state], f"{CLASS}{source.bcp47}"]
