"""The data that the theme is given about a handout."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from babel.core import UnknownLocaleError
from babel.dates import format_date
from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.core.language import Language
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.handouts.handout import has_slides
from diglot.sphinxext.i18n.config_texts import text_in
from diglot.sphinxext.i18n.labels import translator_for
from diglot.sphinxext.typst.build.resolved_handout import ResolvedHandout
from diglot.sphinxext.typst.writer.scripts import lang_and_region, script_of
from diglot.typeset.fonts import Faces, foreign_faces
from diglot.typeset.papers import size_of
from diglot.typeset.title_pieces import pieces_of_title

_SIGN = re.compile(r"^\s*(?:copyright\s*)?(?:©|\(c\))?\s*", re.IGNORECASE)
CROP_MARKS = 8
"""Millimetres beyond the bleed that crop marks take at each side of a page."""

# Levels of headings in the table of contents; deeper ones would only make it long.
_CONTENTS_DEPTH = 2


def theme_data(
    resolved: ResolvedHandout, app: Sphinx, faces: Faces, families: Iterable[str]
) -> dict[str, Any]:
    """Return what the theme knows of a handout; ``theme/options.typ`` reads it as JSON.

    `faces` set its text, and what is in other languages is set with some of `families`.
    """
    handout, config = resolved.handout, app.config
    metadata = metadata_of(resolved, config, Path(app.srcdir))
    width, height = size_of(handout.paper) or (210.0, 297.0)
    return {
        **metadata,
        **language_data(resolved.language, faces),
        "head": resolved.title if resolved.own_title else None,
        "description": metadata["subtitle"],
        "keywords": [],
        "paper": handout.paper,
        "width": width,
        "height": height,
        "colours": dict(handout.colours),
        "columns": handout.columns,
        "margin": None if handout.margin is None else dict(handout.margin),
        "notes": handout.notes,
        "large-print": handout.large_print,
        "grayscale": handout.grayscale,
        "landscape": handout.landscape,
        "slides": has_slides(handout),
        "two-sided": handout.two_sided,
        "bleed": handout.bleed,
        "crop-marks": CROP_MARKS if handout.crop_marks else 0,
        "figures": handout.figures,
        "pictures": handout.pictures,
        "parts": bool(resolved.assembly.parts),
        "contents-depth": _CONTENTS_DEPTH + bool(resolved.assembly.parts),
        "labels": dict(resolved.labels),
        "faces": {
            key: {"serif": list(other.serif), "sans": list(other.sans)}
            for key, other in foreign_faces(resolved.language.bcp47, families).items()
        },
        "words": _words(app),
        "web": config.html_baseurl.rstrip("/") + "/" if config.html_baseurl else None,
        "online": _online(resolved, config),
        "missing": [],
        "every-page": False,
    }


def metadata_of(resolved: ResolvedHandout, config: Config, srcdir: Path) -> dict[str, Any]:
    """Return the title, authors and date of a handout in its language, that of `config`."""
    handout = resolved.handout
    authors = handout.authors if handout.authors is not None else _authors(config.author)

    def translated(text: str | None) -> str | None:
        return None if text is None else text_in(config, srcdir, text)

    return {
        "title": resolved.title,
        "title-pieces": pieces_of_title(resolved.title, is_chinese=resolved.language.is_chinese),
        "subtitle": translated(handout.subtitle),
        "authors": [text_in(config, srcdir, author) for author in authors],
        "event": translated(handout.event),
        "date": translated(handout.date) or _edition(resolved, config, srcdir),
        "sponsors": translated(handout.sponsors),
        "licence": translated(handout.licence),
        "copyright": _copyright(config),
        "about": translated(handout.colophon) if isinstance(handout.colophon, str) else None,
    }


def language_data(language: Language, faces: Faces) -> dict[str, Any]:
    """Return how the theme sets text in a language: Typst's `lang` and `region`, and the fonts."""
    lang, region = lang_and_region(language)
    return {
        "lang": lang,
        "region": region,
        "script": script_of(language),
        "direction": language.direction,
        "fonts": {part: list(families) for part, families in asdict(faces).items()},
    }


def _words(app: Sphinx) -> dict[str, dict[str, str]]:
    """Return the words that the theme itself prints, by language as Typst names it (``zh-TW``)."""
    words = {}
    for language in languages_of(app.config, Path(app.srcdir)):
        translate = translator_for(language.tag, Path(app.srcdir), app.config.locale_dirs).gettext
        tag = "-".join(part for part in lang_and_region(language) if part)
        words[tag] = {
            "contents": translate("Table of Contents"),
            "online": translate("Read online"),
            # No line ends between the word and the number.
            "page": translate("(p. %s)").replace(" ", "\N{NO-BREAK SPACE}"),
            "pending": translate("Not translated yet"),
            "continued": translate("%s (continued)"),
            "continuation": translate("Continued"),
            "goes-on": translate("continued"),
            "licence": translate("Licence"),
            "typeset": translate("Typeset with"),
            "typefaces": translate("Typefaces"),
        }
    return words


def _online(resolved: ResolvedHandout, config: Config) -> dict[str, str] | None:
    """Return the address of the handout's first page on the web and the file of its QR code."""
    if not config.html_baseurl:
        return None
    first = resolved.assembly.docnames[0]
    page = "" if first == config.root_doc else f"{first}{config.html_file_suffix or '.html'}"
    return {
        "address": f"{config.html_baseurl.rstrip('/')}/{page}",
        "code": f"/codes/{resolved.pdf.name}.svg",
    }


def _authors(author: str) -> tuple[str, ...]:
    # Sphinx's defaults are not names.
    return () if author in ("", "Author name not set", "unknown") else (author,)


def _copyright(config: Config) -> list[str]:
    """Return the copyright notices of conf.py, without the sign that stands before each."""
    stated = config.copyright
    notices = [stated] if isinstance(stated, str) else stated
    return [
        _SIGN.sub("", notice).strip()
        for notice in map(str, notices)
        if _SIGN.sub("", notice).strip()
    ]


def _edition(resolved: ResolvedHandout, config: Config, srcdir: Path) -> str:
    """Say when the handout was made: beside an event, a day alone would be taken for its day."""
    translate = translator_for(resolved.language.tag, srcdir, config.locale_dirs).gettext
    return translate("Edition of %s") % _date(resolved)


# CLDR takes English without a region for American: November 22, 2026.
_DATE_LOCALES = {"en": "en_001"}


def _date(resolved: ResolvedHandout) -> str:
    """Return the day of the handout's timestamp, as its language writes days."""
    day = datetime.datetime.fromtimestamp(resolved.timestamp, datetime.UTC)
    tag = resolved.language.tag
    try:
        return format_date(day, format="long", locale=_DATE_LOCALES.get(tag, tag))
    except UnknownLocaleError:
        return day.date().isoformat()
