"""Parsing one translated message into inline nodes, in MyST or in reStructuredText."""

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

# Texts without any character that can be part of markup; the patterns may be too strict, which
# only costs time.
_MYST_PLAIN = re.compile(r"[^\W\d_](?:[^\\`*_\[\]<>&{}$~|^@§\n\r]*[^\\`*_\[\]<>&{}$~|^@§\s])?")
# MyST extensions that change text which looks plain.
_MYST_REWRITES = frozenset(
    {"replacements", "smartquotes", "linkify", "gfm_autolink", "section_ref", "strikethrough"}
)
_RST_PLAIN = re.compile(r"[^\W\d_](?:[^\\`*_|\[\]<>@\n\r]*[^\\`*_|\[\]<>@\s:])?")
# A backslash before it makes it text.
_LITERAL_MARK = re.compile(r"(?<!\\)(?:\\\\)*(?P<mark>::)$")
_RST_ADDRESS = re.compile(r":\S")


class MessageParser(Protocol):
    """Parses messages in one markup for one document."""

    def is_plain(self, text: str) -> bool:
        """Whether the text certainly has no markup and need not be parsed."""

    def parse(self, text: str, line: int) -> list[nodes.Node]:
        """Return the inline nodes of a message; `line` is that of its block, counted from 1."""


class MystMessageParser:
    """Parses messages in MyST, with the link definitions and substitutions of the document."""

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
        """Whether the text certainly has no MyST markup."""
        return not self._rewrites and _MYST_PLAIN.fullmatch(text) is not None

    def parse(self, text: str, line: int) -> list[nodes.Node]:
        """Return the inline nodes of a message."""
        temporary = _temporary_document(self._document, self._reporter)
        return list(render_inline(self._context, text, line - 1, temporary))


class RstMessageParser:
    """Parses messages in reStructuredText."""

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self._document = document
        self._reporter = _reporter(document)
        self._language = languages.get_language(env.settings["language_code"], None)
        self._inliner = states.Inliner()
        self._inliner.init_customizations(document.settings)

    def is_plain(self, text: str) -> bool:
        """Whether the text certainly has no reStructuredText markup."""
        return _RST_PLAIN.fullmatch(text) is not None and not _RST_ADDRESS.search(text)

    def parse(self, text: str, line: int) -> list[nodes.Node]:
        """Return the inline nodes of a message."""
        temporary = _temporary_document(self._document, self._reporter)
        memo = SimpleNamespace(
            document=temporary,
            reporter=self._reporter,
            language=self._language,
            title_styles=[],
            section_level=0,
            section_bubble_up_kludge=False,
            inliner=self._inliner,
        )
        # The reporter tells what is wrong. In a title, messages would stand in the contents, too.
        inline_nodes, _messages = self._inliner.parse(text, line, memo, nodes.inline())
        for node in inline_nodes:
            for problem in node.findall(nodes.problematic):
                problem.attributes.pop("refid", None)
        return list(inline_nodes)


def before_literal_block(text: str) -> str:
    """Return what a paragraph of reStructuredText shows, which may end with ``::``.

    The mark is shown as one colon; on its own, behind white space, as none
    (``docutils.parsers.rst.states.RSTState.paragraph``).
    """
    mark = _LITERAL_MARK.search(text)
    if mark is None:
        return text
    alone = text[: mark.start("mark")]
    return alone.rstrip() if alone[-1:] in ("", " ", "\n") else f"{alone}:"


def _reporter(document: nodes.document) -> LoggingReporter:
    """Return a reporter that logs, as Sphinx does, and names the source file of the document."""
    reporter = LoggingReporter.from_reporter(document.reporter)

    # Roles ask their reporter for the source and line; docutils' state machine, which answers
    # while a document is read, is not there when a translation is parsed.
    def source_and_line(line: int | None = None) -> tuple[str, int | None]:
        return document["source"], line

    reporter.get_source_and_line = source_and_line
    return reporter


def _temporary_document(document: nodes.document, reporter: LoggingReporter) -> nodes.document:
    """Return a document to register the ids and references of a message in."""
    temporary = nodes.document(document.settings, reporter, source=document["source"])
    temporary.note_source(document["source"], -1)
    return temporary
