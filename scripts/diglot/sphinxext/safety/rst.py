"""What messages in reStructuredText do, by docutils' own inline parser; no role is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from docutils import frontend, languages, nodes, utils
from docutils.parsers import rst
from docutils.parsers.rst import states

from diglot.catalog.addresses import is_anchor
from diglot.catalog.effects import BY_NAME, Effect, EffectKind
from diglot.catalog.role_effects import role_effects

_SIGNS = re.compile(r"[`|_<@#\\]|:\S|\.\. ")


class RoleNode(nodes.inline):
    """A role that was recognised and not looked up."""


class RecordingInliner:
    """docutils' parser of inline markup, which keeps each role as a `RoleNode`."""

    def __init__(self) -> None:
        self._settings = frontend.get_default_settings(rst.Parser)
        self._settings.report_level = 5
        self._inliner = states.Inliner()
        self._inliner.init_customizations(self._settings)
        # A subclass would lose the patterns, which docutils reads from the class itself.
        self._inliner.interpreted = _keep_role  # type: ignore[method-assign, assignment]  # as above

    def parse(self, text: str) -> tuple[nodes.document, list[nodes.Node]]:
        """Return the inline nodes of a message, and the document that they register in."""
        document = utils.new_document("message", self._settings)
        memo: Any = SimpleNamespace(
            document=document,
            reporter=document.reporter,
            language=languages.get_language("en", document.reporter),
        )
        parsed, _messages = self._inliner.parse(text, 1, memo, nodes.paragraph())
        return document, parsed


def _keep_role(
    rawsource: str, text: str, role: str, _lineno: int
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Return a role as a node of its own, without asking what it means."""
    return [RoleNode(rawsource, nodes.unescape(text, True), role=role or "any")], []


class RstEffects:
    """Finds the effects of messages in reStructuredText."""

    @cached_property
    def _parser(self) -> RecordingInliner:
        # Slow to make, and few projects need it.
        return RecordingInliner()

    def is_harmless(self, text: str) -> bool:
        """Whether a text certainly does nothing; quick."""
        return not _SIGNS.search(text)

    def __call__(self, text: str) -> Iterator[Effect]:
        """Yield what a message does."""
        _document, parsed = self._parser.parse(text)
        for top in parsed:
            for node in top.findall():
                if isinstance(node, nodes.Element):
                    yield from _of_node(node)


def _of_node(node: nodes.Element) -> Iterator[Effect]:
    if isinstance(node, RoleNode):
        yield from role_effects(node["role"], node.astext(), node.rawsource)
    elif isinstance(node, nodes.reference):
        address = str(node.get("refuri", ""))
        if not is_anchor(address):
            yield Effect(EffectKind.LINK, address, node.rawsource or address)
    elif isinstance(node, nodes.target):
        # An address in angle brackets makes a target, too, for links by the same words.
        if "refuri" not in node and "refname" not in node:
            yield Effect(EffectKind.TARGET, node.astext(), node.rawsource)
    elif isinstance(node, nodes.substitution_reference):
        name = str(node["refname"])
        yield Effect(EffectKind.EXPRESSION, name, f"|{node.astext()}|", BY_NAME)
