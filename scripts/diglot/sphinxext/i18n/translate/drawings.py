"""Translating drawings: the texts of local SVG images are messages of the document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import search_image_for_language

from diglot.core.codes import Code
from diglot.core.files import write_bytes
from diglot.core.i18n import _
from diglot.sphinxext.i18n.lookup import Translations
from diglot.sphinxext.i18n.record import ExtractedMessage
from diglot.sphinxext.i18n.translate.notes import MessageNotes
from diglot.sphinxext.i18n.translate.svg import TextRun, replace_texts, text_runs
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.transforms.descendants import nodes_of

_FOLDER = "diglot-drawings"


def drawing_messages(
    document: nodes.document, env: BuildEnvironment, notes: MessageNotes
) -> Iterator[ExtractedMessage]:
    """Yield the texts of the SVG images of a document as messages."""
    for image, path in _drawings(document, env):
        _data, runs = _read(path)
        shown = Path(os.path.relpath(path, env.srcdir)).as_posix()
        note = notes.of(image, f"words of drawing {shown}")
        for run in runs:
            yield ExtractedMessage(run.text, str(path), run.line, note)


def translate_drawings(
    document: nodes.document, env: BuildEnvironment, translations: Translations
) -> None:
    """Replace the drawings of a document by translated copies.

    A copy has the file name of its source and is in a folder inside of that of the doctrees. HTML
    and Typst treat it like any other image.
    """
    for image, path in list(_drawings(document, env)):
        data, runs = _read(path)
        translated = replace_texts(data, runs, translations.translate)
        if translated == data:
            continue
        env.note_dependency(path)
        # Each document has its own copy: its catalog may translate the same drawing differently.
        folder = Path(env.doctreedir) / _FOLDER / env.current_document.docname
        target = folder / path.name
        write_bytes(target, translated, sync=False)
        # A path with a leading slash is relative to the folder of the sources.
        image["uri"] = "/" + Path(os.path.relpath(target, env.srcdir)).as_posix()


def _drawings(
    document: nodes.document, env: BuildEnvironment
) -> Iterator[tuple[nodes.image, Path]]:
    docname = env.current_document.docname
    for image in nodes_of(document, nodes.image):
        uri = image["uri"]
        if not uri.endswith(".svg") or "://" in uri or uri.startswith("data:"):
            continue
        if search_image_for_language(uri, env) != uri:
            continue  # the project has a drawing for this language
        path = Path(env.relfn2path(uri, docname)[1])
        if path.is_file():
            yield image, path


def _read(path: Path) -> tuple[bytes, list[TextRun]]:
    data = b""
    try:
        data = path.read_bytes()
        return data, text_runs(data)
    except (OSError, ValueError) as error:
        hint = _("save it again as UTF-8 from a drawing program; it is shown as it is")
        warn(
            Code.BROKEN_DRAWING,
            _("this SVG file cannot be read: {error}", error=error),
            at=f"{path}:1",
            hint=hint,
        )
        return data, []
