"""Comparing the references of a translation with those of its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes

from diglot.core.i18n import _, clauses, listed
from diglot.sphinxext.i18n.footnotes import footnote_label

_Reference = tuple[str, str]
"""(a key to compare references by, the reference as a translator writes it)"""


def differences(source: nodes.Element, target: nodes.Element, *, rst: bool) -> str | None:
    """Return a sentence on references that a translation lacks or adds; None if there are none.

    References are shown in reStructuredText with `rst`, else in MyST. The order does not count, nor
    does the text of a reference. A term may be referred to by its translated name, and a section by
    the slug of its translated heading.
    """
    before, after = list(_references(source, rst)), list(_references(target, rst))
    lacks = _surplus(before, after)
    adds = _surplus(after, before)
    parts = []
    if lacks:
        parts.append(_("the translation lacks {references}", references=listed(lacks)))
    if adds:
        has = (
            _("it has {references}, which the source has not", references=listed(adds))
            if parts
            else _(
                "the translation has {references}, which the source has not",
                references=listed(adds),
            )
        )
        parts.append(has)
    return clauses(parts) or None


def _surplus(first: list[_Reference], second: list[_Reference]) -> list[str]:
    """Return the references that `first` has and `second` has not, or has fewer times."""
    surplus = Counter(key for key, _text in first)
    surplus.subtract(key for key, _text in second)
    texts = []
    for key, text in first:
        if surplus[key] > 0:
            surplus[key] -= 1
            texts.append(text)
    return texts


def _references(tree: nodes.Element, rst: bool) -> Iterator[_Reference]:
    for node in tree.findall(nodes.Element):
        if isinstance(node, addnodes.pending_xref):
            yield _cross_reference(node, rst)
        elif isinstance(node, addnodes.download_reference):
            target = node.get("reftarget", "")
            yield f"download {target}", _role("download", target, rst)
        elif isinstance(node, nodes.footnote_reference):
            name, label = node.get("refname") or node.astext(), footnote_label(node)
            written = f"[{label}]_" if rst else f"[^{name}]"
            yield f"footnote {name}", _("the footnote {label}", label=written)
        elif isinstance(node, nodes.citation_reference):
            label = node.get("refname") or node.astext()
            yield f"citation {label}", _("the citation {label}", label=f"[{label}]_")
        elif isinstance(node, nodes.substitution_reference):
            yield f"substitution {node.get('refname')}", f"|{node.astext()}|"
        elif isinstance(node, nodes.reference):
            if "refname" in node:
                yield "name", f"`{node.astext()}`_"
            elif node.get("id_link"):
                # MyST has found it already where it is in the same document.
                target = node.get("refid") or unquote(node["refuri"][1:])
                yield "anchor", f"[](#{target})"


def _cross_reference(node: addnodes.pending_xref, rst: bool) -> _Reference:
    kind, target = node["reftype"], node.get("reftarget", "")
    domain = node.get("refdomain")
    if kind == "term":
        return "term", _role(kind, target, rst)
    if kind == "myst":
        anchor = f"#{node['reftargetid']}" if node.get("reftargetid") else ""
        return f"link {target}", f"[]({target}{anchor})"
    return f"{domain}:{kind}:{target}", _role(kind, target, rst)


def _role(name: str, target: str, rst: bool) -> str:
    return f":{name}:`{target}`" if rst else f"{{{name}}}`{target}`"
