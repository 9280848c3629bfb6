"""Words that a parser takes for addresses: ``ndarray.at`` becomes ``http://ndarray.at``.

MyST's extensions `linkify` and `gfm_autolink` make links of them, which nobody has written. In a
translation such a word leads only where its source leads, and else stays a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes
from markdown_it.token import Token

from diglot.catalog.addresses import may_link


def written_tokens(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens without the links that the parser has made of words."""
    inside = False
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        if token.type == "link_open" and after is not None and _is_completed(token, after):
            inside = True
        elif inside and token.type == "link_close":
            inside = False
        else:
            yield token


def without_other_links(
    children: list[nodes.Node], source: nodes.Element, msgid: str
) -> list[nodes.Node]:
    """Return the nodes of a translation in which words are links only if its source has them so.

    `source` is the block with the source's text, `msgid` its message.
    """
    parent = nodes.inline("", "", *children)
    for link in list(parent.findall(nodes.reference)):
        address, words = link.get("refuri", ""), link.astext()
        if address in _addresses(words):
            known = (other.get("refuri", "") for other in source.findall(nodes.reference))
            if not may_link(address, known, msgid):
                link.replace_self(link.children)
    return parent.children


def _is_completed(link: Token, words: Token) -> bool:
    is_made = link.markup == "linkify" or words.content.startswith("www.")
    address = link.attrs.get("href")
    return link.info == "auto" and is_made and address in _addresses(words.content)


def _addresses(words: str) -> tuple[str, str]:
    return f"http://{words}", f"mailto:{words}"
