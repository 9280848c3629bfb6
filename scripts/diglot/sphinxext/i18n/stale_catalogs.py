"""Warning of catalogs that lack messages of the sources, in a build by `sphinx-build`.

The `diglot` command compares catalogs itself, with messages of the source language.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.gettext import I18nBuilder
from sphinx.environment import BuildEnvironment
from sphinx.errors import ThemeError
from sphinx.util import logging

from diglot.catalog.stale import UPDATE, lacking, none_at_all
from diglot.core.codes import Code
from diglot.sphinxext.config.languages import languages_of, locale_folders
from diglot.sphinxext.i18n.gettext_builder import messages_by_domain
from diglot.sphinxext.i18n.lookup import resolved, translations_in
from diglot.sphinxext.reporting.application import QuietApplication
from diglot.sphinxext.reporting.warn import place, warn

_logger = logging.getLogger(__name__)


def register(app: Sphinx) -> None:
    """Compare the catalogs with the sources in each build, whether or not it reads anything."""
    app.connect("env-updated", _compare)


def _compare(app: Sphinx, _env: BuildEnvironment) -> None:
    if not isinstance(app, QuietApplication) and not isinstance(app.builder, I18nBuilder):
        warn_of_stale_catalogs(app)


def warn_of_stale_catalogs(app: Sphinx) -> None:
    """Warn of each catalog in the language of a build that lacks messages of its documents."""
    srcdir, tag = Path(app.srcdir), app.config.language
    if tag == languages_of(app.config, srcdir).source.tag:
        return
    try:
        messages = messages_by_domain(app.env, Path(app.confdir))
    except ThemeError as error:  # no reason to make no pages: the template may be on none of them
        _logger.warning("%s", error)
        return
    msgids = {domain: {message.msgid for message in found} for domain, found in messages.items()}
    translations = {domain: translations_in(domain, app.config, srcdir) for domain in msgids}
    lacks = {
        domain: translation.count_lacking(msgids[domain])
        for domain, translation in translations.items()
    }
    folders = tuple(map(resolved, locale_folders(app.config, srcdir) or (srcdir,)))
    if not any(translation.paths for translation in translations.values()):
        reports = [none_at_all(folders, tag, sum(lacks.values()))] if msgids else []
    else:
        reports = [lacking(folders, tag, *lack) for lack in lacks.items() if lack[1]]
    for path, message in reports:
        warn(Code.STALE_CATALOG, message, at=place(path), hint=UPDATE)
