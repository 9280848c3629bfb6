"""An EPUB's metadata where conf.py states none: language, identifier, contents."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.sphinxext.compat.settings import stated_settings
from diglot.sphinxext.compat.sphinx import without_epub_validation
from diglot.sphinxext.config.languages import current_language

# The value of each setting that conf.py leaves alone. Those that Sphinx counts as part of its
# environment are the same for every builder, because all builders share one.
_DEFAULTS: dict[str, Callable[[Sphinx], Any]] = {
    "epub_language": lambda app: current_language(app).bcp47,
    "epub_basename": lambda app: f"{basename_of(app.config)}.{current_language(app).slug}",
    "epub_identifier": lambda app: identifier_of(app.config, current_language(app).bcp47),
    "epub_uid": lambda _app: "book-id",
    # Links are links in a reader; their addresses need not stand beside them.
    "epub_show_urls": lambda _app: "no",
    # Sites hide toctrees that the sidebar shows anyway; a book has only its contents.
    "epub_tocscope": lambda _app: "includehidden",
}


def register(app: Sphinx) -> None:
    """Complete the settings and keep Sphinx from warning of them."""
    # After the texts of conf.py have got their language (300, 400), before Sphinx reads the
    # settings of style sheets (800).
    app.connect("config-inited", _complete, priority=500)
    app.connect("config-inited", lambda app, _config: without_epub_validation(app))


def basename_of(config: Config) -> str:
    """Return the name of the book's files without a language, the same in all of them."""
    raw = _raw(config)
    name = raw.get("epub_basename") or raw.get("project") or ""
    return re.sub(r"\W+", "-", str(name)).strip("-") or "book"


def identifier_of(config: Config, reading: str) -> str:
    """Return the identifier of a book in a reading (BCP 47 tags): conf.py's, or a UUID.

    The UUID stays the same, so that reading systems take a new version for the same book.
    """
    raw = _raw(config)
    if stated := raw.get("epub_identifier"):
        return str(stated)
    name = f"{raw.get('project', '')}/{raw.get('author', '')}/{reading}"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _complete(app: Sphinx, config: Config) -> None:
    stated = _raw(config)
    for name, default in _DEFAULTS.items():
        if name not in stated or name == "epub_basename":
            setattr(config, name, default(app))


def _raw(config: Config) -> dict[str, Any]:
    return {**stated_settings(config), **config.overrides}
