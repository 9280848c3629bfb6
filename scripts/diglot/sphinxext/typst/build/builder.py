"""The builder `typst`: handouts as PDFs, with their Typst sources beside them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError

from diglot.core.i18n import _, listed
from diglot.sphinxext.config.build_options import build_options
from diglot.sphinxext.config.documents import known_documents
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.config.readings import PAIRED, SINGLE, Reading
from diglot.sphinxext.handouts.handout import Handout
from diglot.sphinxext.handouts.request import read_handouts
from diglot.sphinxext.handouts.selection import Selection
from diglot.sphinxext.typst.writer.addresses import IMAGES, TARGET_SIGN
from diglot.sphinxext.typst.writer.handlers import handlers_of, report_unused

if TYPE_CHECKING:
    from diglot.sphinxext.typst.build.handout_build import HandoutBuild
    from diglot.typeset.kept_compilers import KeptCompilers
    from diglot.typeset.kept_layouts import KeptLayouts


class TypstBuilder(Builder):
    """Typesets the handouts of conf.py: those in one language, and those in two."""

    name = "typst"
    format = "typst"
    epilog = "The handouts are in %(outdir)s."
    allow_parallel = False
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    # Sphinx would fetch them; a build needs no network.
    supported_remote_images = True

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        # Where extensions put what they draw.
        self.imagedir = IMAGES
        # The files of themes that were read, wherever they lie, by the copies that Typst reads.
        self.theme_sources: dict[Path, Path] = {}
        # Where the same handouts are typeset again and again: those of large ones, and what is to
        # be known of the others.
        self.kept_compilers: KeptCompilers | None = None
        self.kept_layouts: KeptLayouts | None = None
        # Where their memory is not to stand beside Sphinx's, those that are left for later: the
        # folder of each job, and how many bytes it takes.
        self.postponed: list[tuple[Path, int]] = []
        self._handouts: list[Handout] | None = None
        # Sphinx deprecates its own `self.app`.
        self.application = app

    def get_outdated_docs(self) -> str:
        """Return what is built: which documents are outdated is found out when writing."""
        return "handouts"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002 - Sphinx's signature
        """Return a document's address inside the handouts."""
        return TARGET_SIGN + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002 - Sphinx's signature
        """Return the same address from everywhere."""
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Nothing: all is done for each handout."""

    def write_documents(self, _docnames: Set[str]) -> None:
        """Write the sources and typeset the handouts, reading by reading."""
        report_unused(handlers_of(self, self.application.registry))
        builds = list(self.handout_builds())
        # A handout may have moved from one of them to another.
        for handout_build in builds:
            handout_build.clean()
        for handout_build in builds:
            handout_build.make()

    def forget_handouts(self) -> None:
        """Forget what a build has found out: documents and themes may have changed since."""
        self._handouts = None
        self.theme_sources.clear()
        self.images.clear()

    def finish(self) -> None:
        """Nothing: a handout is finished when it is typeset."""

    def handout_builds(self) -> Iterator[HandoutBuild]:
        """Yield what makes the handouts, a folder of Typst sources each."""
        # Only builds that print pay for what printing imports.
        from diglot.sphinxext.typst.build.handout_build import HandoutBuild

        if Reading.SINGLE in self.readings():
            for selection, handouts in self.selections().items():
                yield HandoutBuild(self.application, selection, handouts)

    def selections(self) -> dict[Selection, list[Handout]]:
        """Return the handouts by what they print of their documents, the usual selection first."""
        if self._handouts is None:
            known = known_documents(self.application.env)
            self._handouts = list(read_handouts(self.application, known))
        selections: dict[Selection, list[Handout]] = {Selection(): []}
        for handout in self._handouts:
            selections.setdefault(handout.selection, []).append(handout)
        return selections

    def readings(self) -> Set[Reading]:
        """Return the readings to make: those that are asked for, else all there can be.

        What has two languages is made with the source, not again with each translation.
        """
        options = build_options(self.config)
        if options.readings is not None:
            return options.readings
        if asked := self.config.diglot_readings:
            return frozenset(map(self._reading, asked))
        source = languages_of(self.config, Path(self.srcdir)).source
        paired = self.config.language == source.tag and self.config.diglot_parallel is not False
        return SINGLE | PAIRED if paired else SINGLE

    def _reading(self, name: str) -> Reading:
        try:
            return Reading(name)
        except ValueError:
            known = listed(map(str, Reading))
            raise ConfigError(
                _("diglot_readings: {name!r} is none of {readings}", name=name, readings=known)
            ) from None
