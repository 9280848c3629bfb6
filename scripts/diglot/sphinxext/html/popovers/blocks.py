"""Popovers of blocks: a class names the message of a block, and a file has its translations.

Each page has such a file. It is a script, because that is what a page may load from a disk as well
as from a host. It is written from the catalogs alone, so that a new translation changes no page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from diglot.core.block_names import name_of
from diglot.core.files import write_text
from diglot.sphinxext.html.builders import makes_parallel_site, makes_site
from diglot.sphinxext.html.popovers.others import OtherLanguage, is_rst, other_languages
from diglot.sphinxext.html.popovers.readable import readable_html
from diglot.sphinxext.i18n.record import records_of
from diglot.sphinxext.i18n.translate.code import WORDS_OF_PROGRAM
from diglot.sphinxext.i18n.translate.translatable import translatable_nodes
from diglot.sphinxext.i18n.words import has_words
from diglot.sphinxext.incremental.doctrees import doctree_path

PREFIX = "diglot-block-"
FOLDER = "_blocks"
# Blocks of text that have room for another below them; lines of code and of verse have none.
_KINDS = (nodes.paragraph, nodes.title, nodes.term, nodes.caption, nodes.rubric)


def register(app: Sphinx) -> None:
    """Name the blocks of pages and write the files with their translations."""
    app.connect("doctree-resolved", _name)
    app.connect("build-finished", _write)


def offers_blocks(app: Sphinx) -> bool:
    """Whether the pages of a build show the other languages of their blocks."""
    if not makes_site(app.builder) or makes_parallel_site(app.builder):
        return False
    return app.config.diglot_popovers and any(other_languages(app))


def address_of(docname: str) -> str:
    """Return where a page's file lies, relative to the root of its site."""
    return f"{FOLDER}/{docname}.js"


def script(blocks: dict[str, dict[str, str]]) -> str:
    """Return the text of a file: for each language, its blocks by name."""
    data = json.dumps(blocks, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # These end a script, or a line of it, in the eyes of some readers.
    for char in ("<", "\u2028", "\u2029"):
        data = data.replace(char, f"\\u{ord(char):04x}")
    return f"diglotBlocks({data});\n"


def _name(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Give each block of text a class that names its message."""
    if offers_blocks(app):
        for message in translatable_nodes(doctree, _KINDS):
            if has_words(message.msgid):
                message.node["classes"].append(PREFIX + name_of(message.msgid))


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or not makes_site(app.builder):
        return
    others = list(other_languages(app)) if offers_blocks(app) else []
    wanted = set()
    for docname in records_of(app.env) if others else ():
        path = Path(app.outdir) / address_of(docname)
        wanted.add(path)
        if not _is_newer(path, _inputs(app, docname, others)):
            write_blocks(app, docname, others)
    for path in set((Path(app.outdir) / FOLDER).rglob("*.js")) - wanted:
        path.unlink()


def write_blocks(app: Sphinx, docname: str, others: list[OtherLanguage]) -> None:
    """Write the file of a document."""
    path, rst = Path(app.outdir) / address_of(docname), is_rst(app, docname)
    messages = records_of(app.env)[docname].messages
    msgids = dict.fromkeys(
        message.msgid for message in messages if message.kind != WORDS_OF_PROGRAM
    )
    texts = {
        other.language.bcp47: dict(_texts(other, docname, msgids, rst=rst)) for other in others
    }
    if not write_text(path, script(texts), sync=False):
        # The same text again: from now on it is newer than what it was made of.
        path.touch()


def _inputs(app: Sphinx, docname: str, others: list[OtherLanguage]) -> Iterator[Path]:
    yield doctree_path(app.doctreedir, docname)
    for other in others:
        yield from other.catalogs(docname)


def _is_newer(path: Path, inputs: Iterator[Path]) -> bool:
    if not path.exists():
        return False
    written = path.stat().st_mtime_ns
    return all(file.exists() and _changed_at(file) < written for file in inputs)


def _changed_at(file: Path) -> int:
    """Return when a file changed, in nanoseconds, also if it was copied with its old time."""
    status = file.stat()
    return max(status.st_mtime_ns, status.st_ctime_ns)


def _texts(
    other: OtherLanguage, docname: str, msgids: dict[str, None], *, rst: bool
) -> Iterator[tuple[str, str]]:
    translations = other.translations(docname)
    for msgid in msgids:
        text = other.text_in(translations, msgid)
        if text and has_words(text) and "\n\n" not in text:
            yield name_of(msgid), readable_html(text, rst=rst)
