"""The builder ``epub``: Sphinx's, with strict pages, living links and a truthful manifest."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import UTC, datetime
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.dom import minidom
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder
from sphinx.locale import _

from diglot.core.files import write_bytes, write_text
from diglot.core.language import direction_of
from diglot.core.source_date import timestamp_of
from diglot.sphinxext.config.build_options import build_options
from diglot.sphinxext.epub.leftovers import leftovers
from diglot.sphinxext.epub.pages import Page, root_of, strict_page
from diglot.sphinxext.i18n.source_files import source_files

# The files that describe the book to a reading system.
_PACKAGE = ("META-INF/container.xml", "content.opf", "toc.ncx")
_CONTENTS = "nav.xhtml"
_STATIC = Path(__file__).parent / "static"
_SHEET = "diglot-epub.css"
_LINK = re.compile(r'(?<=\s)href="([^"]*)"')
_IMAGE = re.compile(r'<img\b[^>]*\ssrc="([^"]*)"[^>]*/>')
_ALT = re.compile(r'\salt="([^"]*)"')
_HAS_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:|//")
# What Sphinx writes where conf.py states nothing.
_PLACEHOLDERS = frozenset({"", "unknown", "Author name not set"})


class StrictEpubBuilder(Epub3Builder):
    """Writes an EPUB that EPUBCheck accepts, whatever HTML the sources hold."""

    media_types = {  # noqa: RUF012 - Sphinx declares it for instances
        **Epub3Builder.media_types,
        ".js": "text/javascript",
        ".mp3": "audio/mpeg",
        ".mp4": "video/mp4",
        ".woff2": "font/woff2",
    }

    _pages: dict[str, Page]

    def init(self) -> None:
        """Prepare the builder: pages name their language, and its own words are in it."""
        super().init()
        lang = escape(self.config.epub_language)
        self.html_tag = f'{Epub3Builder.html_tag[:-1]} lang="{lang}" xml:lang="{lang}">'
        self.guide_titles = {"toc": _("Table of Contents"), "cover": _("Cover")}
        self._written: set[str] = set()

    def handle_page(self, pagename: str, *args: Any, **named: Any) -> None:
        """Write a page and note that it is one of this build."""
        self._written.add(pagename)
        super().handle_page(pagename, *args, **named)

    @property
    def book_name(self) -> str:
        """The name of the book's file, without its ending."""
        return str(self.config.epub_basename)

    @property
    def book_languages(self) -> list[str]:
        """What the book is written in, as BCP 47 tags."""
        return [str(self.config.epub_language)]

    @property
    def book_identifier(self) -> str:
        """The identifier of the book."""
        return str(self.config.epub_identifier)

    def source_files(self) -> Iterator[Path]:
        """Yield the files that the book is made from: documents and their catalogs."""
        yield from source_files(self.env, self.env.found_docs)

    def content_metadata(self) -> dict[str, Any]:
        """Return the metadata for the manifest.

        The date is that of the newest source; pages of a book in Arabic turn to the right.
        """
        date = datetime.fromtimestamp(timestamp_of(sorted(self.source_files())), UTC)
        own = {"id": escape(self.book_identifier), "date": f"{date:%Y-%m-%dT%H:%M:%SZ}"}
        if direction_of(str(self.config.epub_language)) == "rtl":
            own["page_progression_direction"] = "rtl"
        return {**super().content_metadata(), **own}

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Return the metadata for the old table of contents, with the manifest's identifier."""
        identifier = escape(self.book_identifier)
        return {**super().toc_metadata(level, navpoints), "uid": identifier}

    def build_content(self) -> None:
        """Write the manifest, with what the pages need once they are strict."""
        self.config.epub_exclude_files = [
            *self.config.epub_exclude_files,
            *self._unwanted_files(),
        ]
        super().build_content()
        outdir = Path(self.outdir)
        self._pages = {
            name: strict_page((outdir / name).read_text("utf-8"))
            for name in self.files
            if name.endswith(self.out_suffix)
        }
        properties = {name: page.properties for name, page in self._pages.items()}
        manifest = outdir / "content.opf"
        text = truthful(manifest.read_text("utf-8"), properties, self.book_languages)
        write_text(manifest, text)

    def build_epub(self) -> None:
        """Zip the book; put a copy where finished books lie, if there is such a place.

        The pages become strict on their way into the book: Sphinx's own stay as they are, so
        that a link is judged anew whenever the book is.
        """
        name = f"{self.book_name}.epub"
        data = self._zipped()
        write_bytes(Path(self.outdir) / name, data)
        if finished := build_options(self.config).epub_dir:
            write_bytes(finished / name, data)

    def _zipped(self) -> bytes:
        outdir, files = Path(self.outdir), {*self.files}
        # It was written after the manifest, in which Sphinx declares its properties.
        self._pages[_CONTENTS] = strict_page((outdir / _CONTENTS).read_text("utf-8"))
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as book:
            # A reader knows a book by its first file, which therefore is not compressed.
            book.writestr(ZipInfo("mimetype"), (outdir / "mimetype").read_bytes())
            for name in (*_PACKAGE, *self.files):
                entry = ZipInfo(name)
                entry.compress_type = ZIP_DEFLATED
                if name in self._pages:
                    book.writestr(entry, with_living_links(name, self._pages, files))
                else:
                    book.writestr(entry, (outdir / name).read_bytes())
        return buffer.getvalue()

    def _unwanted_files(self) -> list[str]:
        outdir, doctrees = Path(self.outdir), Path(self.doctreedir)
        # Builders keep their own files in hidden folders, such as `.doctrees`.
        unwanted = [
            outdir / ".buildinfo.bak",
            *outdir.glob("*.epub"),
            *outdir.rglob("*.js"),
            *outdir.glob(".*/**/*"),
        ]
        if doctrees.is_relative_to(outdir):
            unwanted += doctrees.rglob("*")
        extra = [Path(self.confdir, path) for path in self.config.html_extra_path]
        pages = self.env.found_docs | self._written
        unwanted += leftovers(outdir, pages, extra, self.config.epub_cover[:1])
        return [path.relative_to(outdir).as_posix() for path in unwanted]


def register(app: Sphinx) -> None:
    """Replace Sphinx's builder and give its books a style sheet."""
    app.add_builder(StrictEpubBuilder, override=True)
    app.connect("builder-inited", _add_style_sheet)


def with_living_links(name: str, pages: Mapping[str, Page], files: Set[str]) -> str:
    """Return the text of a page without links to pages and places that the book does not have.

    A link to a page that was written as `.html` leads to the page; the words of a dead link
    stay as they are, and so does the description of an image that is not there.
    """

    def link(match: re.Match[str]) -> str:
        address = _living(unescape(match.group(1)), name, pages, files)
        return f'href="{escape(address)}"' if address else ""

    def image(match: re.Match[str]) -> str:
        address = unescape(match.group(1))
        if _HAS_SCHEME.match(address) or _target(address, name) in files:
            return match.group()
        text = _ALT.search(match.group())
        return f"<em>{text.group(1) if text and text.group(1) else match.group(1)}</em>"

    return _IMAGE.sub(image, _LINK.sub(link, pages[name].text))


def _living(address: str, page: str, pages: Mapping[str, Page], files: Set[str]) -> str:
    """Return an address on a page as the book has it; "" if there is no such page."""
    if _HAS_SCHEME.match(address):
        return address
    path, _hash, place = address.partition("#")
    if path.endswith(".html") and _target(path, page) not in files:
        path = path.removesuffix(".html") + ".xhtml"
    target = _target(path, page)
    if target not in files:
        return ""
    if place and target in pages and unquote(place) not in pages[target].ids:
        place = ""
    return path + (f"#{place}" if place else "")


def _target(path: str, page: str) -> str:
    return (
        posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
    )


def truthful(
    manifest: str, properties: Mapping[str, frozenset[str]], languages: Sequence[str]
) -> str:
    """Return a package document with the properties of its pages, without empty metadata.

    It names all `languages` of the book, which are BCP 47 tags. Every page becomes part of the
    reading order, so that readers get back from it.
    """
    document = minidom.parseString(manifest.encode())  # noqa: S318 - written by Sphinx just now
    for element in document.getElementsByTagName("item"):
        needed = properties.get(unquote(element.getAttribute("href")), frozenset())
        if needed:
            stated = element.getAttribute("properties").split()
            element.setAttribute("properties", " ".join(sorted({*needed, *stated})))
    for element in document.getElementsByTagName("itemref"):
        if element.hasAttribute("linear"):
            element.removeAttribute("linear")
    _state_languages(document, languages)
    for metadata in document.getElementsByTagName("metadata"):
        children = [child for child in metadata.childNodes if isinstance(child, minidom.Element)]
        for element in children:
            texts = [child.data for child in element.childNodes if isinstance(child, minidom.Text)]
            text = "".join(texts)
            if text.strip() in _PLACEHOLDERS and not element.hasAttribute("content"):
                metadata.removeChild(element)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root_of(document).toxml()}\n'


def _state_languages(document: minidom.Document, languages: Sequence[str]) -> None:
    for stated in document.getElementsByTagName("dc:language"):
        holder = stated.parentNode
        assert holder is not None  # noqa: S101 - the metadata hold it
        for tag in languages:
            element = document.createElement(stated.tagName)
            element.appendChild(document.createTextNode(tag))
            holder.insertBefore(element, stated)
        holder.removeChild(stated)


def _add_style_sheet(app: Sphinx) -> None:
    if app.builder.name == StrictEpubBuilder.name:
        app.config.html_static_path.insert(0, str(_STATIC))
        app.add_css_file(_SHEET, priority=700)
