"""Directives that nothing knows, read all the same, so that no text in them is overlooked.

docutils makes one block of code of such a directive, and MyST nothing at all.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.utils import Reporter
from sphinx.util.docutils import CustomReSTDispatcher, SphinxDirective

_DRAWINGS = frozenset({"blockdiag", "digraph", "graph", "graphviz", "mermaid", "plantuml", "uml"})
"""Directives whose content is the source of a drawing, not text with markup."""


class UnknownName(NamedTuple):
    """A directive, or a role, that no extension of the project has; `path` is absolute."""

    name: str
    is_role: bool
    path: str
    line: int


class StandIns(CustomReSTDispatcher):
    """While it is entered, unknown directives are read: their argument, and what is in them.

    `found` are those that were used, and the unknown roles, in order.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[UnknownName] = []

    def directive(
        self, directive_name: str, language_module: ModuleType, document: nodes.document
    ) -> tuple[type[Directive] | None, list[nodes.system_message]]:
        """Return the directive of a name, or one in its place."""
        known, messages = super().directive(directive_name, language_module, document)
        if known is not None:
            return known, messages
        path = str(document.current_source or document["source"])
        self.found.append(UnknownName(directive_name, False, path, document.current_line or 1))
        return _Drawing if directive_name in _DRAWINGS else _Text, []

    def role(
        self, role_name: str, language_module: ModuleType, lineno: int, reporter: Reporter
    ) -> Any:
        """Return the role of a name, and note where there is none."""
        known, messages = super().role(role_name, language_module, lineno, reporter)
        if known is None:
            # Parsers of rST say where they are; MyST's reporter only has its page.
            place = getattr(reporter, "get_source_and_line", lambda line: (reporter.source, line))
            path, line = place(lineno)
            self.found.append(UnknownName(role_name, True, str(path), line or 1))
        return known, messages


class _AnyOptions(dict[str, Callable[[str], str]]):
    """What says of every name that it is an option, whose value stays as it is."""

    def __bool__(self) -> bool:
        return True

    def __contains__(self, _name: object) -> bool:
        return True

    def __missing__(self, _name: str) -> Callable[[str], str]:
        return str


class _Text(SphinxDirective):
    """Stands for a directive with an argument that is text, and blocks in it."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _AnyOptions()

    def run(self) -> list[nodes.Node]:
        box = nodes.container()
        for argument in self.arguments:
            inline, _messages = self.parse_inline(argument)
            line = nodes.paragraph(argument, "", *inline)
            self.set_source_info(line)
            box += line
        box += self._blocks()
        return [box]

    def _blocks(self) -> list[nodes.Node]:
        return self.parse_content_to_nodes(allow_section_headings=True)


class _Drawing(_Text):
    """Stands for a directive whose content is code."""

    def _blocks(self) -> list[nodes.Node]:
        text = "\n".join(self.content)
        code = nodes.literal_block(text, text, language="text")
        self.set_source_info(code)
        return [code] if text else []


def relative_to(root: Path, found: UnknownName) -> UnknownName:
    """Return the same with its path relative to a folder that holds it."""
    path = Path(found.path)
    inside = path.is_relative_to(root)
    return found._replace(path=path.relative_to(root).as_posix()) if inside else found
