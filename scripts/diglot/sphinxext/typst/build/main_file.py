"""The main file of a handout and the facts its theme is told."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from babel.core import UnknownLocaleError
from babel.dates import format_date
from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.core.language import Language
from diglot.sphinxext.handouts.handout import Handout
from diglot.sphinxext.handouts.pdf import HandoutPdf
from diglot.sphinxext.i18n.config_texts import text_in
from diglot.sphinxext.typst.build.assembly import Assembly, Part
from diglot.sphinxext.typst.build.backmatter import Groups, index_call
from diglot.typeset.fonts import Faces
from diglot.typeset.markup import THEME, Markup, call, literal, stack

# A short handout needs no table of contents, and headings this deep fill one without helping.
_CONTENTS_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """What a handout turns out to be, once its documents are known."""

    pdf: HandoutPdf
    assembly: Assembly
    language: Language
    title: str
    own_title: bool
    """Whether conf.py (or the project) names it, not its only document."""
    labels: Mapping[str, str]
    indexes: tuple[tuple[str, Groups], ...]
    """The title and the entries of each index."""
    timestamp: int

    @property
    def handout(self) -> Handout:
        """What conf.py asks for."""
        return self.pdf.handout

    @property
    def cover(self) -> bool:
        """A book has a cover, a single document only a head."""
        return _default(self.handout.cover, len(self.assembly.docnames) > 1)

    @property
    def contents(self) -> bool:
        """What has a cover has a table of contents."""
        return _default(self.handout.contents, self.cover)


def _default(wish: bool | None, otherwise: bool) -> bool:
    return otherwise if wish is None else wish


def main_source(layout: Layout) -> str:
    """Return the main Typst file of a handout."""
    body = stack(
        [
            *([call("cover")] if layout.cover else []),
            *([call("contents")] if layout.contents else []),
            *([call("begin")] if layout.cover or layout.contents else []),
            _body(layout),
            *(
                call("chapter", 0, True, index_call(title, groups))
                for title, groups in layout.indexes
            ),
        ]
    )
    return (
        f"// Made by diglot for the handout {layout.pdf.name}; changes are lost.\n"
        f'#import "/theme.typ" as {THEME}\n#show: {THEME}.handout\n#{body}\n'
    )


def _body(layout: Layout) -> Markup:
    documents = layout.assembly.docnames
    if len(documents) == 1 and not layout.cover:
        return call("leaflet", _include(documents[0]))
    chapters = stack(
        call("part", item.title)
        if isinstance(item, Part)
        else call("chapter", item.offset, item.opens, _include(item.docname))
        for item in layout.assembly.items
    )
    return chapters if layout.cover else stack([call("title-head"), chapters])


def _include(docname: str) -> Markup:
    return Markup(f"include {literal(source_path(docname))}")


def source_path(docname: str) -> str:
    """Return where a document's Typst source lies, from the root."""
    return str(PurePosixPath("/documents", f"{docname}.typ"))


def facts(layout: Layout, app: Sphinx, faces: Faces) -> dict[str, Any]:
    """Return what the theme is told about a handout, as plain data for JSON."""
    handout, config = layout.handout, app.config
    tag, _sep, region = layout.language.bcp47.partition("-")
    return {
        **names(layout, config, Path(app.srcdir)),
        "lang": tag,
        "region": region if len(region) == 2 else None,
        "script": script_of(layout.language),
        "fonts": {
            "serif": list(faces.serif),
            "sans": list(faces.sans),
            "mono": list(faces.mono),
            "math": list(faces.math),
        },
        "head": layout.title if layout.own_title else None,
        "description": None,
        "keywords": [],
        "paper": handout.paper,
        "columns": handout.columns,
        "margin": None if handout.margin is None else dict(handout.margin),
        "notes": handout.notes,
        "large-print": handout.large_print,
        "grayscale": handout.grayscale,
        "landscape": handout.landscape,
        "parts": layout.assembly.has_parts,
        "contents-depth": _CONTENTS_DEPTH + layout.assembly.has_parts,
        "labels": dict(layout.labels),
        "web": config.html_baseurl.rstrip("/") + "/" if config.html_baseurl else None,
        "online": _online(layout, config),
        "missing": [],
    }


def names(layout: Layout, config: Config, srcdir: Path) -> dict[str, Any]:
    """Return what a handout says of itself, in the language of its layout and `config`."""
    handout = layout.handout
    authors = handout.authors if handout.authors is not None else _authors(config.author)

    def translated(text: str | None) -> str | None:
        return None if text is None else text_in(config, srcdir, text)

    return {
        "title": layout.title,
        "subtitle": translated(handout.subtitle),
        "authors": [text_in(config, srcdir, one) for one in authors],
        "event": translated(handout.event),
        "date": translated(handout.date) or _date(layout),
    }


def _online(layout: Layout, config: Config) -> dict[str, str] | None:
    """Return the address of the handout's first page on the web and the file of its QR code."""
    if not config.html_baseurl:
        return None
    first = layout.assembly.docnames[0]
    page = "" if first == config.root_doc else f"{first}{config.html_file_suffix or '.html'}"
    return {
        "address": f"{config.html_baseurl.rstrip('/')}/{page}",
        "code": f"/codes/{layout.pdf.name}.svg",
    }


def _authors(author: str) -> tuple[str, ...]:
    # Sphinx's own default says nothing.
    return () if author in ("", "Author name not set", "unknown") else (author,)


def _date(layout: Layout) -> str:
    """Return the day of the handout's newest source, as its language writes days."""
    day = datetime.datetime.fromtimestamp(layout.timestamp, datetime.UTC)
    try:
        return format_date(day, format="long", locale=layout.language.tag)
    except UnknownLocaleError:
        return day.date().isoformat()


def script_of(language: Language) -> str:
    """Return the script a language is set in, as the runs of others are told apart."""
    return "han" if language.tag.partition("_")[0] in ("zh", "ja") else "latin"
