"""The role ``ruby``: small text above words that tells how they sound, in HTML, EPUB and print.

``{ruby}`漢字(かんじ)` `` sets かんじ above 漢字; ``{ruby}`東(とう)京(きょう)` `` each reading above
its own character. Source of the elements: HTML Living Standard, 4.5.10 to 4.5.12.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from diglot.core.i18n import _

_PAIR = re.compile(r"([^()（）]+)[(（]([^()（）]+)[)）]")


class ruby(nodes.Inline, nodes.TextElement):  # noqa: N801 - docutils names nodes in lower case
    """Words, each followed by a `ruby_text` that stands above it."""


class ruby_text(nodes.Inline, nodes.TextElement):  # noqa: N801 - as above
    """The small text above the words before it in a `ruby`."""


def register(app: Sphinx) -> None:
    """Add the role and what writes its nodes; other formats put the small text in brackets."""
    app.add_role("ruby", Ruby())
    through, bracketed = (_pass, _pass), (_open_bracket, _close_bracket)
    app.add_node(
        ruby,
        html=(_visit_ruby, _depart_ruby),
        latex=through,
        man=through,
        texinfo=through,
        text=through,
    )
    app.add_node(
        ruby_text,
        html=(_visit_text, _depart_text),
        latex=bracketed,
        man=bracketed,
        texinfo=bracketed,
        text=(_open_text_bracket, _close_text_bracket),
    )


class Ruby(SphinxRole):
    """Words with the small text above them in brackets, once or several times."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the node; an error where something stands without brackets."""
        parts = list(pairs_of(self.text))
        if not parts:
            message = self.inliner.reporter.error(
                _("ruby needs words with their reading in brackets: {example}", example=_EXAMPLE),
                line=self.lineno,
            )
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        node = ruby(self.rawtext)
        for base, above in parts:
            node += [nodes.Text(base), ruby_text("", above)]
        self.set_source_info(node)
        return [node], []


_EXAMPLE = "{ruby}`漢字(かんじ)`"


def pairs_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield words and what stands above them; nothing where a part of the text has no brackets."""
    text = text.strip()
    pairs = list(_PAIR.finditer(text))
    if "".join(pair[0] for pair in pairs) == text:
        for pair in pairs:
            yield pair[1].strip(), pair[2].strip()


def _visit_ruby(visitor: Any, node: nodes.Element) -> None:
    visitor.body.append(visitor.starttag(node, "ruby", ""))


def _depart_ruby(visitor: Any, _node: nodes.Element) -> None:
    visitor.body.append("</ruby>")


def _visit_text(visitor: Any, node: nodes.Element) -> None:
    visitor.body.append("<rp>(</rp>" + visitor.starttag(node, "rt", ""))


def _depart_text(visitor: Any, _node: nodes.Element) -> None:
    visitor.body.append("</rt><rp>)</rp>")


def _pass(_visitor: Any, _node: nodes.Element) -> None:
    pass


def _open_bracket(visitor: Any, _node: nodes.Element) -> None:
    visitor.body.append("(")


def _close_bracket(visitor: Any, _node: nodes.Element) -> None:
    visitor.body.append(")")


def _open_text_bracket(visitor: Any, _node: nodes.Element) -> None:
    visitor.add_text("(")


def _close_text_bracket(visitor: Any, _node: nodes.Element) -> None:
    visitor.add_text(")")
