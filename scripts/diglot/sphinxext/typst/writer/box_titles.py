"""Titles of numbered boxes: "练习 1", "Theorem 2 (Name)", as the writers of pages put them."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from diglot.core.language import language
from diglot.sphinxext.compat.sphinx_proof import word_for
from diglot.sphinxext.transforms.soft_breaks import replace_text
from diglot.sphinxext.typst.writer.numbers import digits_of, number_in
from diglot.sphinxext.typst.writer.scripts import HAN, script_of

_BRACKETED = re.compile(r".*?\S \(.+\)", re.DOTALL)


def _widen_brackets(title: nodes.Element) -> None:
    """Put the name at the end of a title into full-width brackets, which have their own space."""
    if not _BRACKETED.fullmatch(title.astext()):
        return
    texts = [text for text in title.findall(nodes.Text) if str(text)]
    opening = next((text for text in texts if " (" in text or text.startswith("(")), None)
    if opening is None or not texts[-1].endswith(")"):
        return
    closing = texts[-1]
    if closing is opening:
        whole = str(opening)[:-1].replace(" (", "（", 1)
        replace_text(opening, nodes.Text(f"{whole}）"))
    else:
        replace_text(opening, nodes.Text(str(opening).replace(" (", "（", 1)))
        replace_text(closing, nodes.Text(f"{str(closing)[:-1]}）"))


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
        if script_of(language(self.config.language)) == HAN:
            for title in self.document.findall(nodes.title):
                if isinstance(title.parent, nodes.Admonition):
                    _widen_brackets(title)

    def _caption(self, box: nodes.Element) -> str | None:
        env, docname = self.env, self.env.docname
        word = word_for(box)
        if word is None:
            return number_in(box, env, docname)
        digits = digits_of(box, env, docname)
        return word if digits is None else f"{word} {digits}"
