"""The published root, above the languages: the page that chooses one, and the 404 page.

Both stand alone: no other file is needed, so they work from disk and at any address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from diglot.core.files import write_text
from diglot.core.language import Language
from diglot.sphinxext.site.chrome import catalog_of, read_catalog
from diglot.sphinxext.site.fragments import render


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language as the front pages offer it: with the book's title in it."""

    language: Language
    title: str

    def say(self, message: str) -> str:
        """Return a message of ours in this language."""
        return _translate(message, self.language.tag)


def chooser_page(choices: Sequence[LanguageChoice], *, base_url: str = "") -> str:
    """Return the HTML of the page that leads each reader to a language.

    It goes, in this order, by the language the reader chose last time, by the languages the
    browser asks for, and by the links on it; with ``?choose`` in the address it waits for a
    choice. A place in the address (``#…``) is kept. `choices` begins with the language for
    readers of none of them. `base_url` is where the whole site is published, or "".
    """
    return render("chooser.html", choices=choices, base_url=_with_slash(base_url))


def not_found_page(choices: Sequence[LanguageChoice], *, base_url: str = "") -> str:
    """Return the HTML of a 404 page in all the languages given, the first on top.

    A server shows it at addresses of any depth. So its links start at the folder that holds
    the languages: a script finds that in the address; without one it is `base_url`'s path.
    """
    root = _with_slash(urlsplit(base_url).path) or "/"
    return render("404.html", choices=choices, root=root)


def write_front(sitedir: Path, choices: Sequence[LanguageChoice], *, base_url: str = "") -> None:
    """Write index.html and 404.html into the published folder, and a 404.html for each site.

    With one language there is nothing to choose: the chooser leads straight to it.
    """
    write_text(sitedir / "index.html", chooser_page(choices, base_url=base_url))
    write_text(sitedir / "404.html", not_found_page(choices, base_url=base_url))


def _with_slash(address: str) -> str:
    return address and address.rstrip("/") + "/"


@cache
def _translate(message: str, tag: str) -> str:
    path = catalog_of(tag)
    return read_catalog(path).gettext(message) if path else message
