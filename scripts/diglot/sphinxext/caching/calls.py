"""Caches around public functions of other packages, while the `diglot` command builds.

They replace the functions in the modules that call them, for the whole process. So only processes
that the command has started for its builds use them, never `sphinx-build`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from docutils.frontend import Values
from docutils.utils import DependencyList

from diglot.core.i18n import _
from diglot.sphinxext.compat.parts import note

_Path = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Call:
    """A function or a class that is cached, by its name in the module that calls it.

    The first of `modules` that has the name is taken. `add_cache` returns a function with the same
    results.
    """

    modules: tuple[str, ...]
    name: str
    add_cache: Callable[[Any], Any]

    @property
    def owner(self) -> Any:
        """The module that calls the function; None if none of the modules has the name."""
        modules = map(import_module, self.modules)
        return next((module for module in modules if hasattr(module, self.name)), None)


@contextmanager
def cached_calls() -> Iterator[None]:
    """Cache all `CALLS` inside of the ``with`` block."""
    replaced: list[tuple[Any, str, Any]] = []
    try:
        for call in CALLS:
            owner = call.owner
            if owner is None:
                note(
                    _(
                        "{modules} have no {call}: it is not cached",
                        modules=" and ".join(call.modules),
                        call=call.name,
                    )
                )
                continue
            stock = getattr(owner, call.name)
            setattr(owner, call.name, call.add_cache(stock))
            replaced.append((owner, call.name, stock))
        yield
    finally:
        for module, name, stock in replaced:
            setattr(module, name, stock)


def _option_parser(stock: Callable[..., Any]) -> Callable[..., Any]:
    """Build the option parser of the same components once, not for every document.

    Each document still gets a settings object of its own from it.
    """
    parsers: dict[tuple[object, ...], tuple[dict[str, Any], Any]] = {}

    def option_parser(
        components: Iterable[Any] = (),
        defaults: Mapping[str, Any] | None = None,
        read_config_files: bool | None = False,
        **others: Any,
    ) -> Any:
        components, defaults = tuple(components), dict(defaults or {})
        if others:
            return stock(components, defaults, read_config_files, **others)
        classes = (part if isinstance(part, type) else type(part) for part in components)
        key = (*classes, read_config_files)
        if key not in parsers or parsers[key][0] != defaults:
            parser = stock(components, defaults, read_config_files)
            parsers[key] = (defaults, _SharedParser(parser))
        return parsers[key][1]

    return option_parser


class _SharedParser:
    """An option parser that several documents share."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    def get_default_values(self) -> Values:
        """Return the settings of one document, with a list of its own for its dependencies."""
        settings: Values = self._parser.get_default_values()
        settings.record_dependencies = DependencyList()
        return settings

    def __getattr__(self, name: str) -> Any:
        return getattr(self._parser, name)


def _default_settings(stock: Callable[..., Any]) -> Callable[..., Any]:
    """Make the settings of a parser class once; each caller gets a copy."""
    cached = lru_cache(stock)
    return lambda *components: cached(*components).copy()


def _language_tag(stock: Callable[[str], list[str]]) -> Callable[[str], list[str]]:
    """Split each language tag once, not for every block of text."""
    cached = lru_cache(lambda tag: tuple(stock(tag)))
    return lambda tag: list(cached(tag))


def _file_in_dirs(stock: Callable[..., str]) -> Callable[..., str]:
    """Search for docutils' own style sheet, which no page uses, once and not for every page."""
    cached = lru_cache(stock)

    def find_file_in_dirs(path: _Path, dirs: Iterable[_Path]) -> str:
        return str(cached(os.fspath(path), tuple(os.fspath(folder) for folder in dirs)))

    return find_file_in_dirs


CALLS = (
    # The first module in Sphinx 9.0 and 9.1, the second since 9.2.
    Call(("sphinx.util.docutils", "docutils.frontend"), "OptionParser", _option_parser),
    Call(("myst_parser.mdit_to_docutils.base",), "get_default_settings", _default_settings),
    Call(("docutils.utils",), "normalize_language_tag", _language_tag),
    Call(("docutils.utils",), "find_file_in_dirs", _file_in_dirs),
    # The same link is in the source and in each translation.
    Call(("markdown_it.common.normalize_url",), "normalizeLink", lru_cache(10_000)),
)
