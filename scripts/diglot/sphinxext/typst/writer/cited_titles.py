"""References by place as parts of a sentence: titles in quotation marks, pages inside brackets."""

from __future__ import annotations

from docutils import nodes
from docutils.utils.smartquotes import smartchars
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.transforms.stated_language import language_around
from diglot.sphinxext.typst.writer.context import Context

_OPENING, _CLOSING = "（(", "）)"


def quotation_marks(
    node: nodes.Element, docname: str, identifier: str, ctx: Context
) -> list[str] | None:
    """Return the marks around the text of a reference; None where it needs none.

    It needs them where it is the title of what it leads to, among other words. docutils knows the
    marks of many languages.
    """
    text = _joined(node.astext())
    if _joined(_block_of(node).astext()) == text:
        return None
    if text not in map(_joined, titles_of(ctx.env, docname, identifier)):
        return None
    quotes = smartchars.quotes
    tag = language_around(node) or ctx.language.slug
    marks = quotes.get(tag) or quotes.get(tag.partition("-")[0]) or quotes["en"]
    return list(marks[:2])


def is_in_brackets(node: nodes.Element) -> bool:
    """Whether brackets are open where a reference stands in its paragraph."""
    before = ""
    inside = set(map(id, node.findall()))
    for text in _block_of(node).findall(nodes.Text):
        if id(text) in inside:
            break
        before += str(text)
    return sum(map(before.count, _OPENING)) > sum(map(before.count, _CLOSING))


def _block_of(node: nodes.Element) -> nodes.Element:
    above = node
    while above.parent is not None and isinstance(above, nodes.Inline):
        above = above.parent
    return above


def titles_of(env: BuildEnvironment, docname: str, identifier: str) -> list[str]:
    """Return the titles of what an id belongs to, in the language of the build."""
    if not identifier:
        return [env.titles[docname].astext()] if docname in env.titles else []
    labels = env.domains.standard_domain.labels.values()
    named = [title for name, own, title in labels if (name, own) == (docname, identifier)]
    contents = env.tocs.get(docname)
    listed = [] if contents is None else contents.findall(nodes.reference)
    return named + [
        entry.astext() for entry in listed if entry.get("anchorname") == f"#{identifier}"
    ]


def _joined(text: str) -> str:
    return "".join(text.split())
