"""The pages above the languages: the one on which a reader chooses a language, and the 404 page.

Both work from disk and at any address. Their scripts are files beside them, because sites may
forbid scripts inside pages (Content-Security-Policy).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from diglot.core.files import write_text
from diglot.core.language import Language
from diglot.core.project import Edition, Format, Project
from diglot.sphinxext.config.addresses import DEFAULT, PLACE
from diglot.sphinxext.html.fragments import keep_compiled, render
from diglot.sphinxext.html.site.site_summary import read_summary
from diglot.sphinxext.html.site.sitemap import sitemap
from diglot.sphinxext.i18n.labels import catalog_of, read_catalog

_PAGES = Path(__file__).parents[1] / "pages"
_CHOOSER = _PAGES / "chooser.js"
_SCRIPT = "diglot-chooser.js"
_NOT_FOUND = _PAGES / "not_found.js"
_NOT_FOUND_SCRIPT = "diglot-not-found.js"

# How many folders deep an address may be for which a site without an address is found.
_DEPTH = 5


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language that these pages offer, with the title of the book in it."""

    language: Language
    title: str

    def translate(self, message: str) -> str:
        """Return a message of diglot's own catalog in this language."""
        return _translate(message, self.language.tag)


def chooser_page(
    choices: Sequence[LanguageChoice], *, base_url: str = "", parallel: str = ""
) -> str:
    """Return the HTML of the page that leads each reader to a language.

    It goes, in this order, by the language the reader chose last time, by the languages the
    browser asks for, and by the links on it; with ``?choose`` in the address, and for readers of
    none of its languages, it waits for a choice. A place in the address (``#…``) is kept.
    `base_url` is where the whole site is published, or "". `parallel` is the folder of the site
    with two languages side by side, or "".
    """
    return render(
        "chooser.html",
        choices=choices,
        base_url=_with_slash(base_url),
        parallel=parallel,
        script=_SCRIPT,
    )


def not_found_page(
    choices: Sequence[LanguageChoice],
    *,
    base_url: str = "",
    folder: str = "",
    pattern: str = DEFAULT,
) -> str:
    """Return the HTML of a 404 page in all the languages given, the first on top.

    A server shows it at addresses of any depth. So its links start at the folder that holds
    the languages, which is `base_url`'s; where that is "", a script looks for it from below.
    `folder` is where the page is written, beside the languages ("") or in the folder of one;
    `pattern` is that of the languages' folders, as ``diglot_addresses`` has it.
    """
    root, above = _with_slash(urlsplit(base_url).path) or "/", folder.count("/")
    starts = [root] if base_url else ["../" * (above + depth) for depth in range(_DEPTH)]
    return render(
        "404.html",
        choices=choices,
        root=root,
        scripts=[f"{start}{folder}{_NOT_FOUND_SCRIPT}" for start in starts],
        up="../" * above or "./",
        folders={
            choice.language.slug: pattern.strip("/").replace(PLACE, choice.language.slug)
            for choice in choices
        },
    )


def write_not_found_script(folder: Path) -> None:
    """Write the script of a 404 page beside it."""
    write_text(folder / _NOT_FOUND_SCRIPT, _NOT_FOUND.read_text("utf-8"))


def write_front(project: Project) -> None:
    """Write the pages above the languages: index.html with its script, 404.html and sitemap.xml.

    They offer the languages whose site is there; where there is none, nothing is written.
    """
    sites = {
        language: summary
        for language in project.languages
        if (project.outdir(Edition(language.tag, Format.SITE)) / "index.html").exists()
        and (summary := read_summary(project.doctreedir(language)))
    }
    if not sites:
        return
    keep_compiled(project.templatesdir)
    base_url = _common_base({language.slug: site.base_url for language, site in sites.items()})
    choices = [LanguageChoice(language, site.title) for language, site in sites.items()]
    pages = {
        _SCRIPT: _CHOOSER.read_text("utf-8"),
        "index.html": chooser_page(choices, base_url=base_url, parallel=_parallel(project)),
        "404.html": not_found_page(choices, base_url=base_url),
    }
    if base_url:
        pages["sitemap.xml"] = sitemap(sites, sites)
    for name, text in pages.items():
        write_text(project.sitedir / name, text)
    write_not_found_script(project.sitedir)


def _parallel(project: Project) -> str:
    edition = Edition(project.source.tag, Format.SITE, project.partner)
    built = project.partner and (project.outdir(edition) / "index.html").exists()
    return project.slug(edition) if built else ""


def _common_base(addresses: dict[str, str]) -> str:
    """Return the folder that all sites are published in; "" if they are not side by side."""
    folders = {url.removesuffix(f"{slug}/") for slug, url in addresses.items() if url}
    return folders.pop() if len(folders) == 1 else ""


def _with_slash(address: str) -> str:
    return address and address.rstrip("/") + "/"


@cache
def _translate(message: str, tag: str) -> str:
    path = catalog_of(tag)
    return read_catalog(path).gettext(message) if path else message
