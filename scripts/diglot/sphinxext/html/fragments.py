"""Our own templates in `pages/`: whole pages that Sphinx does not write, and pieces of pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from diglot.sphinxext.i18n.directions import with_directions

NO_SEARCH = "diglot-no-search"
"""The class of raw HTML that is no part of a document's text."""

_FOLDER = Path(__file__).parent / "pages"
_environment = Environment(
    loader=FileSystemLoader(_FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def keep_compiled(folder: Path) -> None:
    """Keep the templates compiled in a folder, which is made, for this process and later builds."""
    folder.mkdir(parents=True, exist_ok=True)
    _environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def render(name: str, **values: Any) -> str:
    """Render `pages/<name>`; all values are escaped as HTML text."""
    return with_directions(_environment.get_template(name).render(values))
