"""Sphinx's own translation, which stays where its release or MyST's is not known.

It reads the .mo files beside the catalogs. They are compiled here, without what translations may
not do; nothing else of diglot's translation has a part in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from sphinx.application import Sphinx
from sphinx.builders.gettext import I18nBuilder
from sphinx.util.i18n import CatalogInfo, CatalogRepository, docname_to_domain

from diglot.catalog.effects import HINT, Judge, entry_effects, sentence
from diglot.catalog.entry import Entry, State
from diglot.catalog.reader import read_catalog
from diglot.core.codes import Code
from diglot.core.files import write_bytes
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.safety.judge import all_of
from diglot.sphinxext.safety.judges import stock_judges


def register(app: Sphinx) -> None:
    """Compile the catalogs before Sphinx looks at the times of the .mo files."""
    app.connect("builder-inited", _compile_catalogs)


def _compile_catalogs(app: Sphinx) -> None:
    if isinstance(app.builder, I18nBuilder):
        return
    config = app.config
    folders = CatalogRepository(app.srcdir, config.locale_dirs, config.language, "utf-8")
    for catalog in folders.catalogs:
        _compile(catalog, app)
    # Sphinx would compile again what is older than its catalog.
    app.builder.compile_catalogs = lambda *_arguments: None  # type: ignore[method-assign]


def _compile(catalog: CatalogInfo, app: Sphinx) -> None:
    path, fuzzy = Path(catalog.po_path), app.config.gettext_allow_fuzzy_translations
    shown = {State.TRANSLATED, State.FUZZY} if fuzzy else {State.TRANSLATED}
    unsafe = list(_unsafe(path, shown, _judge(catalog.domain, app)))
    if not (unsafe or app.config.gettext_auto_build):
        return
    try:
        with path.open("rb") as file:
            compiled = read_po(file, app.config.language, abort_invalid=True)
    except (OSError, ValueError, PoFileError):
        # Sphinx finds the same and says so.
        catalog.write_mo(app.config.language, fuzzy)
        return
    for entry in unsafe:
        if message := compiled.get(entry.msgid, entry.context):
            message.string = ""
    data = BytesIO()
    write_mo(data, compiled, fuzzy)
    # The documents of a new .mo file are read again.
    if not catalog.mo_path.is_file() or catalog.mo_path.read_bytes() != data.getvalue():
        write_bytes(Path(catalog.mo_path), data.getvalue(), sync=False)


def _unsafe(path: Path, shown: Set[State], judge: Judge) -> Iterator[Entry]:
    """Yield the `shown` entries whose translations do more than their source; warn of each."""
    for entry in read_catalog(path, str(path)).entries:
        if entry.state in shown and (effects := entry_effects(judge, entry)):
            place = f"{path}:{entry.line}"
            warn(Code.UNSAFE_TRANSLATION, sentence(effects), at=place, hint=HINT)
            yield entry


def _judge(domain: str, app: Sphinx) -> Judge:
    judges, srcdir = stock_judges(app.config), Path(app.srcdir)
    documents = [judges.of_document(name, srcdir) for name in _documents(domain, app)]
    return all_of(documents or [judges.of_unknown()])


def _documents(domain: str, app: Sphinx) -> Iterator[str]:
    """Yield the documents whose messages are in a domain, as far as there are files of them."""
    srcdir = Path(app.srcdir)
    for suffix in app.config.source_suffix:
        for path in srcdir.rglob(f"*{suffix}"):
            name = path.relative_to(srcdir).as_posix().removesuffix(suffix)
            if docname_to_domain(name, app.config.gettext_compact) == domain:
                yield name
