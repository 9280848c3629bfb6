"""Handlers of nodes: what extensions gave with ``app.add_node(node, typst=(visit, depart))``."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.registry import SphinxComponentRegistry

from diglot.core.codes import Code
from diglot.core.errors import FAILURES
from diglot.core.i18n import _
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.typst.writer.context import Context, Writer
from diglot.sphinxext.typst.writer.translator import TypstTranslator, contents
from diglot.typeset.markup import Markup

Visit = Callable[[TypstTranslator, Any], None]


@dataclass(frozen=True, slots=True)
class Handler:
    """How an extension writes one kind of node; `depart` may be missing, as for Sphinx."""

    visit: Visit
    depart: Visit | None = None


# These are written together with the node around them (footnotes with their first mark), so
# that a handler of their own would never be called.
_WRITTEN_WITH = {
    "list_item": "bullet_list or enumerated_list",
    "definition_list_item": "definition_list",
    "term": "definition_list",
    "classifier": "definition_list",
    "definition": "definition_list",
    "field": "field_list",
    "field_name": "field_list",
    "option_list_item": "option_list",
    "option_group": "option_list",
    "option": "option_list",
    "option_string": "option_list",
    "option_argument": "option_list",
    "tgroup": "table",
    "colspec": "table",
    "thead": "table",
    "tbody": "table",
    "row": "table",
    "entry": "table",
    "caption": "figure",
    "legend": "figure",
    "attribution": "block_quote",
    "hlistcol": "hlist",
    "desc_signature": "desc",
    "desc_signature_line": "desc",
    "footnote": "paragraph",
    "footnote_reference": "paragraph",
    "label": "citation",
    "document": "section",
}


Handlers = Mapping[str, Handler]
"""Handlers by the names of the nodes' classes, as Sphinx keeps them."""


def handlers_of(builder: Builder, registry: SphinxComponentRegistry) -> Handlers:
    """Return the handlers for a builder, found as Sphinx finds those of a translator."""
    tables = registry.translation_handlers
    given = tables.get(builder.name) or tables.get(builder.format, {})
    return {name: Handler(*functions) for name, functions in given.items()}


def report_unused(handlers: Handlers) -> None:
    """Warn of each handler that can never be called."""
    for name in handlers.keys() & _WRITTEN_WITH.keys():
        warn(
            Code.NODE_HANDLER,
            _(
                "the Typst handler for {name!r} is never called: handouts write such a node "
                "together with what is around it",
                name=name,
            ),
            hint=_("give {nodes} a handler", nodes=_WRITTEN_WITH[name]),
        )


def fingerprint_of_handlers(handlers: Handlers) -> str:
    """Return a digest that changes with the files in which the handlers are defined."""
    digest = hashlib.sha256()
    for name, handler in sorted(handlers.items()):
        digest.update(name.encode())
        for path in sorted(set(_files_of(handler))):
            digest.update(path.read_bytes())
    return digest.hexdigest() if handlers else ""


def _files_of(handler: Handler) -> Iterator[Path]:
    for function in (handler.visit, handler.depart):
        code = getattr(function, "__code__", None)
        if code is not None and (path := Path(code.co_filename)).is_file():
            yield path


def handler_writers(handlers: Handlers, stock: Writer, fallback: Writer) -> dict[str, Writer]:
    """Return each handler as a writer, by the name of its node's class.

    `stock` writes any node as diglot itself would, `fallback` one whose handler fails.
    """
    return {
        name: _writer(handler, stock, fallback)
        for name, handler in handlers.items()
        if name not in _WRITTEN_WITH
    }


def _writer(handler: Handler, stock: Writer, fallback: Writer) -> Writer:
    def write(node: nodes.Element, ctx: Context) -> Markup:
        try:
            return _walk(node, ctx, handler, TypstTranslator(node, ctx, stock))
        except FAILURES as error:
            _report(error, node, ctx, handler)
            return fallback(node, ctx)

    return write


def _walk(
    node: nodes.Element, ctx: Context, handler: Handler, translator: TypstTranslator
) -> Markup:
    # The pruning exceptions mean what they mean in docutils.nodes.Node.walkabout.
    departs, descends = handler.depart, True
    try:
        handler.visit(translator, node)
    except nodes.SkipNode:
        return translator.body
    except nodes.SkipChildren:
        descends = False
    except nodes.SkipDeparture:
        departs = None
    if descends:
        translator.add(contents(node, ctx))
    if departs:
        departs(translator, node)
    return translator.body


def _report(error: BaseException, node: nodes.Element, ctx: Context, handler: Handler) -> None:
    name = type(node).__name__
    reason = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": ")
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename) in set(_files_of(handler))]
    frame = (own or frames)[-1]
    warn(
        Code.NODE_HANDLER,
        _(
            "the Typst handler for {name!r} failed ({reason}, {file}, line {line}); its "
            "text is printed without its look",
            name=name,
            reason=reason,
            file=Path(frame.filename).name,
            line=frame.lineno,
        ),
        at=ctx.location_of(node),
        hint=_("correct the handler in {module}", module=handler.visit.__module__),
    )
