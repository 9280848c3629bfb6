"""The process that reads and resolves the documents of a partner."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.docutils import docutils_namespace, patch_docutils

from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.sphinxext.config.foreign_texts import text_of_error
from diglot.sphinxext.i18n.stale_catalogs import warn_of_stale_catalogs
from diglot.sphinxext.parallel.doctree_builder import bring_up_to_date, keeping_doctrees
from diglot.sphinxext.reporting.application import QuietApplication
from diglot.sphinxext.reporting.origin import Origin
from diglot.sphinxext.reporting.warn import Place, warn

_logger = logging.getLogger(__name__)

TAGS = "diglot_tags_of_the_command"
"""The setting that holds the tags of the command line."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the partner's process needs to know: as Sphinx's own arguments, but for `resolver`."""

    srcdir: str
    confdir: str
    doctrees: Path
    resolver: str
    overrides: Mapping[str, Any]
    tags: tuple[str, ...]
    fresh: bool

    @classmethod
    def of(cls, app: Sphinx, language: Language, doctrees: Path, resolver: str) -> Request:
        """Return what a process needs to read for an application in the source language."""
        # Sphinx takes the extensions out of the overrides when it has read them.
        extensions = list(app.config.extensions)
        overrides = {
            **app.config.overrides,
            "extensions": extensions,
            "language": language.tag,
        }
        return cls(
            str(app.srcdir),
            str(app.confdir),
            doctrees,
            resolver,
            overrides,
            tuple(app.config[TAGS]),
            bool(app.fresh_env_used),
        )


def refresh(request: Request, env: BuildEnvironment) -> None:
    """Bring the partner's documents up to date; pass on what that warns of.

    Raises SphinxError where they cannot be read.
    """
    # Not a fork: the global state of this process is that of the source language.
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(request, sender))
    process.start()
    sender.close()
    failure: str | None = _("its process ended early")
    try:
        while isinstance(received := receiver.recv(), Diagnostic):
            _pass_on(received, env)
        failure = received
    except EOFError:
        pass
    finally:
        process.join()
    if failure is not None:
        language = request.overrides["language"]
        raise SphinxError(
            _(
                "the other language, {language}, cannot be read: {failure}",
                language=language,
                failure=failure,
            )
        )


def _work(request: Request, sender: Any) -> None:
    """Store the documents; send what was found, at last None or why it failed."""
    try:
        with patch_docutils(request.confdir), docutils_namespace():
            app = _Application(request, lambda diagnostic, _origin: sender.send(diagnostic))
            bring_up_to_date(app)
            warn_of_stale_catalogs(app)
        sender.send(None)
    except SphinxError as error:
        sender.send(text_of_error(error))
    finally:
        sender.close()


class _Application(QuietApplication):
    """Sphinx in the partner's language, with a builder that keeps resolved doctrees."""

    def __init__(
        self, request: Request, on_diagnostic: Callable[[Diagnostic, Origin], None]
    ) -> None:
        super().__init__(
            # No file lies below its own name, so that places stay absolute.
            root=Path(__file__),
            on_diagnostic=on_diagnostic,
            srcdir=request.srcdir,
            confdir=request.confdir,
            outdir=request.doctrees / ".resolved" / "out",
            doctreedir=request.doctrees,
            buildername=request.resolver,
            confoverrides=dict(request.overrides),
            freshenv=request.fresh,
            tags=request.tags,
        )

    def create_builder(self, name: str) -> Builder:
        """Return the builder that stores what the named one would write."""
        return keeping_doctrees(self.registry.builders[name])(self, self.env)


def _pass_on(diagnostic: Diagnostic, env: BuildEnvironment) -> None:
    place: Place = None
    if location := diagnostic.location:
        docname = env.path2doc(location.path)
        is_document = docname in env.found_docs
        path_and_line = f"{location.path}:{location.line or ''}"
        place = (docname, location.line) if is_document else path_and_line
    if diagnostic.code is Code.SPHINX:
        _logger.warning("%s", diagnostic.message, location=place)
    else:
        hint = diagnostic.hints[0] if diagnostic.hints else None
        warn(diagnostic.code, diagnostic.message, at=place, hint=hint)
