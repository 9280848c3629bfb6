"""What a speaker says about a slide: blocks of the class ``speaker-notes``."""

from __future__ import annotations

from docutils import nodes

SPEAKER_NOTES = "speaker-notes"
"""The class of these blocks."""


def remove_speaker_notes(doctree: nodes.document) -> None:
    """Remove all notes for the speaker from a doctree."""
    for node in list(doctree.findall(is_for_speaker)):
        if node.parent is not None:
            node.parent.remove(node)


def is_for_speaker(node: nodes.Node) -> bool:
    """Return whether a node is a note for the speaker."""
    return isinstance(node, nodes.Element) and SPEAKER_NOTES in node.get("classes", ())
