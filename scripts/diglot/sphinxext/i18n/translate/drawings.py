"""Drawings in every language: the words of local SVG images are messages of their document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import search_image_for_language

from diglot.catalog.entry import State
from diglot.core.codes import Code
from diglot.core.files import write_bytes
from diglot.sphinxext.i18n.lookup import Translations
from diglot.sphinxext.i18n.record import Extracted
from diglot.sphinxext.i18n.translate.places import Places
from diglot.sphinxext.i18n.translate.svg import Words, replace_words, words_of
from diglot.sphinxext.reporting.warn import warn

_FOLDER = "diglot-drawings"


def drawing_messages(
    document: nodes.document, env: BuildEnvironment, places: Places
) -> Iterator[Extracted]:
    """Yield the words of the drawings that a document shows."""
    for image, path in _drawings(document, env):
        _data, words = _read(path)
        shown = Path(os.path.relpath(path, env.srcdir)).as_posix()
        note = places.note(image, f"words of drawing {shown}")
        for run in words:
            yield Extracted(run.text, str(path), run.line, note)


def translate_drawings(
    document: nodes.document, env: BuildEnvironment, translations: Translations
) -> None:
    """Show each drawing in the language of the build.

    The translated drawing lies beside the doctrees under the name of its source; HTML and
    Typst find it like any other image.
    """
    for image, path in list(_drawings(document, env)):
        data, words = _read(path)
        translated = replace_words(data, words, lambda text: _text(text, translations))
        if translated == data:
            continue
        env.note_dependency(path)
        # Two documents may each have words of their own for one drawing.
        folder = Path(env.doctreedir) / _FOLDER / env.current_document.docname
        target = folder / path.name
        write_bytes(target, translated, sync=False)
        # A leading slash counts from the folder of the sources.
        image["uri"] = "/" + Path(os.path.relpath(target, env.srcdir)).as_posix()


def _drawings(
    document: nodes.document, env: BuildEnvironment
) -> Iterator[tuple[nodes.image, Path]]:
    docname = env.current_document.docname
    for image in document.findall(nodes.image):
        uri = image["uri"]
        if not uri.endswith(".svg") or "://" in uri or uri.startswith("data:"):
            continue
        if search_image_for_language(uri, env) != uri:
            continue  # the project keeps a drawing for each language
        path = Path(env.relfn2path(uri, docname)[1])
        if path.is_file():
            yield image, path


def _read(path: Path) -> tuple[bytes, list[Words]]:
    data = path.read_bytes()
    try:
        return data, words_of(data)
    except ValueError as error:
        hint = "save it again as UTF-8 from a drawing program; it is shown as it is"
        warn(
            Code.BROKEN_DRAWING, f"this SVG file cannot be read: {error}", at=f"{path}:1", hint=hint
        )
        return data, []


def _text(text: str, translations: Translations) -> str:
    found = translations.find(text)
    return found.text if found and found.state is State.TRANSLATED else text
