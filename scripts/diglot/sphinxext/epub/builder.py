"""The builder ``epub``: Sphinx's, with strict pages, living links and a truthful manifest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder
from sphinx.locale import _

from diglot.core.files import write_bytes, write_text
from diglot.core.image_types import named_by_bytes
from diglot.core.language import direction_of
from diglot.core.source_date import timestamp_of
from diglot.sphinxext.config.build_options import build_options
from diglot.sphinxext.epub.contents import Entry, each_once, in_reading_order
from diglot.sphinxext.epub.drawings import strict_drawing
from diglot.sphinxext.epub.leftovers import leftovers
from diglot.sphinxext.epub.links import with_living_links
from diglot.sphinxext.epub.manifest import truthful
from diglot.sphinxext.epub.pages import Page, strict_page
from diglot.sphinxext.i18n.source_files import source_files

# The files that describe the book to a reading system.
_PACKAGE = ("META-INF/container.xml", "content.opf", "toc.ncx")
_CONTENTS = "nav.xhtml"
_STATIC = Path(__file__).parent / "static"
_SHEET = "diglot-epub.css"


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

    def toc_add_files(self, refnodes: list[Entry]) -> None:
        """Complete the contents with the first page, and put them into the order of the book."""
        super().toc_add_files(refnodes)
        ordered = list(in_reading_order(refnodes))
        refnodes[:] = each_once(ordered, int(self.config.epub_tocdepth))

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
        found = manifest.read_text("utf-8")
        text = truthful(found, properties, self.book_languages, self._misnamed_images())
        write_text(manifest, text)

    def _misnamed_images(self) -> dict[str, str]:
        """Return the media types of images that are not what their names say."""
        right = {name: named_by_bytes(name, Path(self.outdir, name)) for name in self.files}
        return {
            name: self.media_types[Path(shown).suffix]
            for name, shown in right.items()
            if shown != name and Path(name).suffix.lower() in self.media_types
        }

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
                    data = (outdir / name).read_bytes()
                    book.writestr(entry, strict_drawing(data) if name.endswith(".svg") else data)
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


def _add_style_sheet(app: Sphinx) -> None:
    if app.builder.name == StrictEpubBuilder.name:
        app.config.html_static_path.insert(0, str(_STATIC))
        app.add_css_file(_SHEET, priority=700)
