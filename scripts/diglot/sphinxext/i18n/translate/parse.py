"""Reading one translated message into inline nodes, in the markup of the block it is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, Protocol

from docutils import nodes
from docutils.parsers.rst import languages, states
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import LoggingReporter

from diglot.sphinxext.compat.myst import MystContext, render_inline

_MYST_PLAIN = re.compile(r"[^\W\d_](?:[^\\`*_\[\]<>&{}$~|^@§\n\r]*[^\\`*_\[\]<>&{}$~|^@§\s])?")
_MYST_REWRITES = frozenset(
    {"replacements", "smartquotes", "linkify", "gfm_autolink", "section_ref", "strikethrough"}
)
_RST_PLAIN = re.compile(r"[^\W\d_](?:[^\\`*_|\[\]<>@\n\r]*[^\\`*_|\[\]<>@\s:])?")
_RST_ADDRESS = re.compile(r":\S")


class MessageParser(Protocol):
    """Reads messages of one markup for one document."""

    def is_plain(self, text: str) -> bool:
        """Whether the text means itself, so that it need not be parsed."""

    def parse(self, text: str, line: int) -> list[nodes.Node]:
        """Return the inline nodes of a message for a block at `line` of the source."""


class MystMessages:
    """Messages in MyST, read with the document's own definitions and substitutions."""

    def __init__(
        self,
        document: nodes.document,
        context: MystContext,
        substitutions: Mapping[str, Any],
    ) -> None:
        config = context.config
        if substitutions != config.substitutions:
            config = replace(config, substitutions=dict(substitutions))
        self._context = replace(context, config=config)
        self._document = document
        self._reporter = _reporter(document)
        self._rewrites = not _MYST_REWRITES.isdisjoint(config.enable_extensions)

    def is_plain(self, text: str) -> bool:
        """Whether the text holds nothing that MyST could see markup in."""
        return not self._rewrites and _MYST_PLAIN.fullmatch(text) is not None

    def parse(self, text: str, line: int) -> list[nodes.Node]:
        """Return the inline nodes of a message."""
        scratch = _scratch(self._document, self._reporter)
        return list(render_inline(self._context, text, line - 1, scratch))


class RstMessages:
    """Messages in reStructuredText."""

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self._document = document
        self._reporter = _reporter(document)
        self._language = languages.get_language(env.settings["language_code"], None)
        self._inliner = states.Inliner()
        self._inliner.init_customizations(document.settings)

    def is_plain(self, text: str) -> bool:
        """Whether the text holds nothing that reStructuredText could see markup in."""
        return _RST_PLAIN.fullmatch(text) is not None and not _RST_ADDRESS.search(text)

    def parse(self, text: str, line: int) -> list[nodes.Node]:
        """Return the inline nodes of a message."""
        scratch = _scratch(self._document, self._reporter)
        memo = SimpleNamespace(
            document=scratch,
            reporter=self._reporter,
            language=self._language,
            title_styles=[],
            section_level=0,
            section_bubble_up_kludge=False,
            inliner=self._inliner,
        )
        found, messages = self._inliner.parse(text, line, memo, nodes.inline())
        return [*found, *messages]


def _reporter(document: nodes.document) -> LoggingReporter:
    reporter = LoggingReporter.from_reporter(document.reporter)

    # Roles ask for their place; the reader of the source, who knew it, is gone by now.
    def place(line: int | None = None) -> tuple[str, int | None]:
        return document["source"], line

    reporter.get_source_and_line = place
    return reporter


def _scratch(document: nodes.document, reporter: LoggingReporter) -> nodes.document:
    """Return a document that takes what a message registers, so that the real one stays clean."""
    scratch = nodes.document(document.settings, reporter, source=document["source"])
    scratch.note_source(document["source"], -1)
    return scratch
