"""Putting diglot's translation in the place of Sphinx's, and noticing new and removed catalogs."""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders.gettext import I18nBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import CatalogInfo, docname_to_domain

from diglot.sphinxext.compat import myst
from diglot.sphinxext.compat.sphinx import has_stock_transforms, remove_stock_transforms
from diglot.sphinxext.config.chosen import are_documents_chosen
from diglot.sphinxext.i18n.config_texts import DOMAIN
from diglot.sphinxext.i18n.lookup import catalog_paths, report_problems
from diglot.sphinxext.i18n.record import TranslationRecords, records_of
from diglot.sphinxext.i18n.translate import stock
from diglot.sphinxext.i18n.translate.make_translatable import MakeTranslatable
from diglot.sphinxext.i18n.translate.sphinx_words import LeaveToSphinx
from diglot.sphinxext.i18n.translate.transform import Translate
from diglot.sphinxext.reporting.application import QuietApplication


def register(app: Sphinx) -> None:
    """Register the translation; with unknown releases of Sphinx or MyST, Sphinx's own stays."""
    app.add_domain(TranslationRecords)
    if not (myst.CONTEXTS.fits and has_stock_transforms(app.registry)):
        stock.register(app)
        return
    remove_stock_transforms(app.registry)
    myst.keep_contexts()
    app.add_transform(LeaveToSphinx)
    app.add_transform(MakeTranslatable)
    app.add_transform(Translate)
    app.connect("env-get-outdated", _documents_with_other_catalogs)
    app.connect("source-read", _report_catalog_problems)
    app.connect("builder-inited", _report_problems_of_conf)
    app.connect("builder-inited", _note_source_only)
    app.connect("builder-inited", _compile_other_catalogs_only)


def _note_source_only(app: Sphinx) -> None:
    if isinstance(app.builder, I18nBuilder):
        Translate.source_only.add(app.env)


def _compile_other_catalogs_only(app: Sphinx) -> None:
    """Do not compile the catalogs of documents to .mo files: diglot reads the .po files."""
    builder = app.builder
    compile_catalogs = builder.compile_catalogs

    def compile_others(catalogs: set[CatalogInfo], message: str) -> None:
        others = {
            catalog
            for catalog in catalogs
            if not _serves_documents(catalog.domain, app) and Path(catalog.po_path).is_file()
        }
        if others:
            compile_catalogs(others, message)

    builder.compile_catalogs = compile_others  # type: ignore[method-assign]  # public
    # Otherwise Sphinx notes the .mo files as dependencies, does not find them in the next build,
    # and reads every document again.
    builder.use_message_catalog = False  # type: ignore[misc]  # read from the instance


def _serves_documents(domain: str, app: Sphinx) -> bool:
    compact, path = app.config.gettext_compact, Path(app.srcdir, domain)
    if domain in (DOMAIN, compact):
        return True
    suffixes = ("", *app.config.source_suffix) if compact is True else app.config.source_suffix
    return any(path.with_name(path.name + suffix).exists() for suffix in suffixes)


def _documents_with_other_catalogs(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Return the documents that have got or lost a catalog since they were read.

    A change of a catalog is noticed by Sphinx: catalogs are dependencies of their documents.
    """
    del added, changed, removed
    if isinstance(app.builder, I18nBuilder) or are_documents_chosen():
        return []
    srcdir = Path(app.srcdir)
    return [
        docname
        for docname, record in records_of(env).items()
        if record.catalogs != _catalog_paths(docname, app.config, srcdir)
    ]


def _report_catalog_problems(app: Sphinx, docname: str, _source: list[str]) -> None:
    """Report the problems of a document's catalogs while it is read, as its own."""
    if not isinstance(app.builder, I18nBuilder):
        domain = docname_to_domain(docname, app.config.gettext_compact)
        _report_once(app, catalog_paths(domain, app.config, Path(app.srcdir)))


def _report_problems_of_conf(app: Sphinx) -> None:
    if not isinstance(app.builder, I18nBuilder):
        _report_once(app, catalog_paths(DOMAIN, app.config, Path(app.srcdir)))


# The catalogs of each build that prints its warnings, where one catalog may serve many documents.
_reported: WeakKeyDictionary[Sphinx, set[Path]] = WeakKeyDictionary()


def _report_once(app: Sphinx, paths: Iterator[Path]) -> None:
    """Report the problems of catalogs, unless that was done before and can be read above."""
    reported = _reported.setdefault(app, set())
    new = [path for path in paths if path not in reported]
    if not isinstance(app, QuietApplication):
        reported.update(new)
    report_problems(iter(new))


def _catalog_paths(docname: str, config: Config, srcdir: Path) -> tuple[str, ...]:
    domain = docname_to_domain(docname, config.gettext_compact)
    return tuple(map(str, catalog_paths(domain, config, srcdir)))
