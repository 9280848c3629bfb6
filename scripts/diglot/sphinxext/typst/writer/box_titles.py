"""Titles of numbered boxes: "练习 1", "Theorem 2 (Name)", as the writers of pages put them."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from diglot.sphinxext.compat.sphinx_proof import word_for
from diglot.sphinxext.typst.writer.numbers import digits_of, number_in


class NumberBoxes(SphinxPostTransform):
    """Puts what a box is called and its number into its title."""

    # After extensions have made their titles out of parts (sphinx-exercise: 21).
    default_priority = 900
    formats = ("typst",)

    def run(self, **_kwargs: Any) -> None:
        """Change the titles of the document's boxes."""
        for box in list(self.document.findall(nodes.Element)):
            if isinstance(box, nodes.Admonition) and (caption := self._caption(box)):
                title = next((child for child in box if isinstance(child, nodes.title)), None)
                if title is None:
                    title = nodes.title()
                    box.insert(0, title)
                title.insert(0, nodes.Text(caption))

    def _caption(self, box: nodes.Element) -> str | None:
        env, docname = self.env, self.env.docname
        word = word_for(box)
        if word is None:
            return number_in(box, env, docname)
        digits = digits_of(box, env, docname)
        return word if digits is None else f"{word} {digits}"
