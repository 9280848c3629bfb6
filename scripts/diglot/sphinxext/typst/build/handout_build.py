"""Builds the handouts of one language: their Typst sources in a folder, and the PDFs from them."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from sphinx.application import Sphinx

from diglot.core.codes import Code
from diglot.core.errors import DiglotError
from diglot.core.i18n import _
from diglot.core.language import Language, slug_of
from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.config.readings import SINGLE
from diglot.sphinxext.handouts.handout import Handout
from diglot.sphinxext.handouts.pdf import HandoutPdf, pdfs_of
from diglot.sphinxext.handouts.selection import Selection
from diglot.sphinxext.incremental.problems import settle_pages
from diglot.sphinxext.reporting.progress import HANDOUT_FAILED_EVENT, counted
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.typst.build.assembly import Assembly, assemble
from diglot.sphinxext.typst.build.builder import TypstBuilder
from diglot.sphinxext.typst.build.documents import Documents
from diglot.sphinxext.typst.build.excerpts import excerpts_of
from diglot.sphinxext.typst.build.groups import forget_groups
from diglot.sphinxext.typst.build.handout_compiler import CompilerInputs, HandoutCompiler
from diglot.sphinxext.typst.build.state import State, read_state, write_state
from diglot.sphinxext.typst.build.theme import Overlay, overlays, write_theme
from diglot.sphinxext.typst.build.unused_overrides import report_unused
from diglot.sphinxext.typst.writer.addresses import IMAGES
from diglot.typeset.bold_faces import has_bold_face
from diglot.typeset.fonts import Faces, FontBook, faces_for, font_book, names_of
from diglot.typeset.postponed import forget_postponed
from diglot.typeset.told import TOLD, forget_told

_STATE = ".diglot-handouts.json"


class HandoutBuild:
    """Makes the handouts in the language of the build; its Typst sources lie in `folder`."""

    # The files of the theme whose functions documents call; the later one wins.
    theme_modules: ClassVar[tuple[str, ...]] = ("theme",)

    def __init__(self, app: Sphinx, selection: Selection, handouts: Sequence[Handout]) -> None:
        self._app, self._config = app, app.config
        self._selection, self._handouts = selection, handouts

    @property
    def slug(self) -> str:
        """The reading as it stands in the names of folders and PDFs."""
        return slug_of([current_language(self._app)]) + self._selection.slug

    @property
    def folder(self) -> Path:
        """Where the Typst sources lie."""
        return Path(self._app.outdir) / self.slug

    def clean(self) -> None:
        """Remove what earlier builds made of handouts that are not made here any more."""
        for folder in (self.folder, *self._left_behind()):
            file = folder / _STATE
            if not file.is_file():
                continue
            state = read_state(file)
            ours = self.pdfs if folder == self.folder else []
            listed = {name for pdf in ours for name in pdf.files}
            _remove_unlisted(folder, state, listed)
            write_state(file, state)
            if folder != self.folder:
                shutil.rmtree(folder)

    def _left_behind(self) -> list[Path]:
        """Return the folders of selections that no handout asks for any more."""
        if self._selection != Selection():
            return []
        builder = self._app.builder
        assert isinstance(builder, TypstBuilder)  # noqa: S101 - it has made this build
        wanted = {f"{self.slug}{selection.slug}" for selection in builder.selections()}
        states = self.folder.parent.glob(f"{self.slug}.*/{_STATE}")
        return [path.parent for path in states if path.parent.name not in wanted]

    def make(self, wanted: Set[str] | None = None) -> None:
        """Write the sources and typeset the handouts, as far as they are not up to date.

        `wanted` are the names of those to make (`HandoutPdf.name`); the others stay as they are.
        """
        if not self.pdfs and not self.folder.is_dir():
            return
        state_file = self.folder / _STATE
        state = read_state(state_file)
        pdfs = [pdf for pdf in self.pdfs if wanted is None or pdf.name in wanted]
        if pdfs:
            try:
                book, faces = self._fonts()
            except DiglotError as error:
                warn(Code.MISSING_FONT, error.message, hint=error.hint)
                for pdf in pdfs:
                    self._app.emit(HANDOUT_FAILED_EVENT, pdf.name)
                return
            documents = self._documents(state)
            assembled = self._write_documents(pdfs, documents, state, prune=wanted is None)
            self._write_theme()
            inputs = CompilerInputs(self._app, self.folder, state, documents, book, faces)
            compiler = self._compiler(inputs)
            state.pdfs |= {
                name: str(compiler.folder / filename)
                for pdf in pdfs
                for name, filename in pdf.files.items()
            }
            # Whatever happens now, the next build knows what is ours.
            write_state(state_file, state)
            for pdf, assembly in counted(self._app, "typesetting", assembled, len(assembled)):
                compiler.make(pdf, assembly)
            report_unused(self.folder, self._overlaid, self._cover_functions())
            if not compiler.postpones:
                forget_postponed(self.folder)
        write_state(state_file, state)

    def _write_documents(
        self, pdfs: Sequence[HandoutPdf], documents: Documents, state: State, *, prune: bool
    ) -> list[tuple[HandoutPdf, Assembly]]:
        """Write the sources of what some handouts print; return that with each of them.

        `prune` removes all others.
        """
        builder = self._app.builder
        # Where extensions put what they draw, from the builder's own folder.
        builder.imagedir = f"{self.slug}/{IMAGES}"
        parts = [(pdf, assemble(pdf.handout, builder.env, builder.tags)) for pdf in pdfs]
        docnames = list(dict.fromkeys(name for _, part in parts for name in part.docnames))
        outdated = documents.outdated(docnames)
        for docname in counted(self._app, "writing", outdated, len(outdated)):
            documents.write(docname)
        assembled = [(pdf, self._with_appendix(pdf.handout, part, state)) for pdf, part in parts]
        for excerpt in dict.fromkeys(
            excerpt for _pdf, assembly in assembled for excerpt in assembly.appendix
        ):
            documents.write_excerpt(excerpt)
        unprinted: Set[str] = frozenset()
        if prune:
            documents.keep_only(name for _, assembly in assembled for name in assembly.names)
            unprinted = state.problems.keys() - set(docnames)
        state.problems = settle_pages(self._app, state.problems, {*outdated, *unprinted, ""})
        return assembled

    def _with_appendix(self, handout: Handout, assembly: Assembly, state: State) -> Assembly:
        appendix = excerpts_of(handout, assembly.docnames, state.references)
        return replace(assembly, appendix=tuple(appendix))

    @cached_property
    def pdfs(self) -> list[HandoutPdf]:
        """The PDFs of the handouts in this reading."""
        return [pdf for handout in self._handouts for pdf in self._pdfs_of(handout)]

    def _pdfs_of(self, handout: Handout) -> Iterator[HandoutPdf]:
        return pdfs_of(handout, [current_language(self._app)], SINGLE)

    def _documents(self, state: State) -> Documents:
        return Documents(self._app, self.folder, state, self._selection)

    def _compiler(self, inputs: CompilerInputs) -> HandoutCompiler:
        return HandoutCompiler(inputs)

    def _fonts(self) -> tuple[FontBook, Faces]:
        families = {part: names_of(value) for part, value in self._config.diglot_fonts.items()}
        folders = [str(Path(self._app.confdir) / name) for name in families.pop("folders", ())]
        folders += [str(path) for overlay in self._overlaid for path in overlay.font_folders]
        requested = [name for names in families.values() for name in names]
        book = font_book(tuple(folders), tuple(requested))
        # Titles are set with it, and words that are bold in Chinese.
        for name in families.get("sans", ()):
            if name in book.families and not has_bold_face(name, book):
                warn(
                    Code.NO_BOLD_FACE,
                    _("the font “{name}” has no bold face, so that titles are thin", name=name),
                    hint=_("name a family that has one, or put it into a folder of “diglot_fonts”"),
                )
        return book, self._faces(current_language(self._app), book, families)

    def _faces(
        self, language: Language, book: FontBook, requested: Mapping[str, Sequence[str]]
    ) -> Faces:
        languages = languages_of(self._config, Path(self._app.srcdir))
        others = [other.bcp47 for other in languages]
        return faces_for(language.bcp47, book.families, requested, others)

    @cached_property
    def _overlaid(self) -> list[Overlay]:
        return overlays(self._config.diglot_handouts_theme, Path(self._app.confdir))

    def _cover_functions(self) -> Set[str]:
        """Return the functions that make covers, in any reading and selection."""
        builder = self._app.builder
        assert isinstance(builder, TypstBuilder)  # noqa: S101 - it has made this build
        listed = builder.selections().values()
        return {handout.cover_function for handouts in listed for handout in handouts}

    def _write_theme(self) -> None:
        builder = self._app.builder
        assert isinstance(builder, TypstBuilder)  # noqa: S101 - it has made this build
        for overlay in self._overlaid:
            builder.theme_sources.update(
                (self.folder / "theme" / name, path) for name, path in overlay.sources.items()
            )
        style = self._config.pygments_style or "default"
        write_theme(self.folder, self.theme_modules, self._overlaid, style)


def _remove_unlisted(folder: Path, state: State, listed: Collection[str]) -> None:
    """Remove what earlier builds made of handouts that are not `listed`."""
    for name in state.pdfs.keys() - set(listed):
        Path(state.pdfs.pop(name)).unlink(missing_ok=True)
        state.fingerprints.pop(name, None)
        for file in (f"{name}.typ", f"{name}.json", f"passed/{name}.json"):
            (folder / file).unlink(missing_ok=True)
        for kind in TOLD:
            forget_told(folder / kind / name)
        forget_groups(folder, name)
