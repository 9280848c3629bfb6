"""Compiles handouts: those whose inputs changed are typeset again, the others are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import _

from diglot.core.digests import digest_of
from diglot.core.files import write_bytes, write_text
from diglot.core.source_date import timestamp_of
from diglot.sphinxext.config.build_options import build_options, checks_handouts
from diglot.sphinxext.config.languages import current_language
from diglot.sphinxext.handouts.handout import has_slides, is_book, title_of
from diglot.sphinxext.handouts.pdf import HandoutPdf
from diglot.sphinxext.i18n.source_files import source_files
from diglot.sphinxext.reporting.progress import HANDOUT_FAILED_EVENT
from diglot.sphinxext.typst.build import diagnostics
from diglot.sphinxext.typst.build.artwork import Artwork, theme_art
from diglot.sphinxext.typst.build.assembly import Assembly
from diglot.sphinxext.typst.build.builder import TypstBuilder
from diglot.sphinxext.typst.build.documents import Documents
from diglot.sphinxext.typst.build.groups import Grouping
from diglot.sphinxext.typst.build.index import Groups, index_groups
from diglot.sphinxext.typst.build.main_file import main_source, source_path
from diglot.sphinxext.typst.build.pdf_files import bytes_of, write_pdf
from diglot.sphinxext.typst.build.resolved_handout import ResolvedHandout
from diglot.sphinxext.typst.build.state import State
from diglot.sphinxext.typst.build.theme_data import theme_data
from diglot.sphinxext.typst.build.turns import Turns
from diglot.typeset.compiler import Typeset
from diglot.typeset.fonts import Faces, FontBook
from diglot.typeset.gray import grayed
from diglot.typeset.print_job import Printed, PrintJob
from diglot.typeset.printed import TypeArea
from diglot.typeset.qr import qr_code


@dataclass(frozen=True, slots=True)
class CompilerInputs:
    """What the handouts of a build are compiled from: Typst sources in a folder, and fonts."""

    app: Sphinx
    folder: Path
    state: State
    documents: Documents
    book: FontBook
    faces: Faces


class HandoutCompiler:
    """Makes the PDFs of one language from the Typst sources in a folder."""

    def __init__(self, inputs: CompilerInputs) -> None:
        app = inputs.app
        builder = app.builder
        assert isinstance(builder, TypstBuilder)  # noqa: S101 - it has made this build
        self._app = app
        self._builder, self._state, self._documents = builder, inputs.state, inputs.documents
        self._book, self._faces = inputs.book, inputs.faces
        self._language = current_language(app)
        self._folder = inputs.folder
        self._turns = Turns(builder, inputs.folder, inputs.book)
        self._grouping = Grouping(inputs.folder, inputs.state, inputs.documents)
        self._standards: tuple[str, ...] = tuple(builder.config.diglot_pdf_standards)
        self._checks = checks_handouts(builder.config)

    def make(self, pdf: HandoutPdf, assembly: Assembly) -> None:
        """Typeset a handout unless it is up to date; report what Typst says."""
        handout = self._resolve(pdf, assembly)
        self._turns.keep_layouts(pdf.name, self._typst_sources(handout))
        data = self._theme_data(handout)
        write_text(self._folder / f"{pdf.name}.typ", main_source(handout))
        if online := data["online"]:
            write_bytes(self._folder / online["code"].lstrip("/"), qr_code(online["address"]))
        if pdf.handout.grayscale:
            self._gray_drawings(assembly)
        fingerprint = self._fingerprint(handout, data)
        if fingerprint == self._known(pdf):
            return
        job = PrintJob(
            self._folder, pdf.name, data, handout.timestamp, self._standards, self._checks
        )
        groups = self._grouping.groups_of(handout, job, self._common())
        printed = self._turns.typeset(job, groups, self._typst_sources(handout), fingerprint)
        if printed is None:
            return
        result = self._report(printed, handout)
        for known in (self._state.fingerprints, self._state.checked):
            known.pop(pdf.name, None)
        if result.pdf is None:
            self._app.emit(HANDOUT_FAILED_EVENT, pdf.name)
            return
        # Who looks at pages while they are edited does not wait for the disk.
        sync = self._builder.kept_layouts is None
        write_pdf(handout, result.pdf, self.folder, sync=sync)
        whole = not self._checks or self._is_whole(
            pdf, assembly, bytes_of(result.pdf), printed.area
        )
        # What there is a warning of is typeset again, so that it is reported again.
        if whole and not (result.errors or result.warnings or result.missing):
            self._state.fingerprints[pdf.name] = fingerprint
            if self._checks:
                self._state.checked[pdf.name] = fingerprint

    def _known(self, pdf: HandoutPdf) -> str | None:
        """Return the fingerprint of the PDF that is there; None if it is to be made again."""
        is_there = all((self.folder / name).is_file() for name in pdf.files.values())
        known = self._state.checked if self._checks else self._state.fingerprints
        return known.get(pdf.name) if is_there else None

    def _is_whole(
        self, pdf: HandoutPdf, assembly: Assembly, data: bytes, area: TypeArea | None
    ) -> bool:
        """Read a PDF back; report what is lost, and what leaves its type area."""
        # Only builds that check pay for a reader of PDFs.
        from diglot.sphinxext.typst.build.losses import report_losses
        from diglot.typeset.pdf_content import read_content

        content = read_content(data, area)
        documents = [(name, self._documents.passages(name)) for name in assembly.docnames]
        documents += [
            (excerpt.docname, self._documents.passages(excerpt.docname, excerpt.identifiers))
            for excerpt in assembly.appendix
        ]
        return report_losses(pdf.name, content, documents)

    def _gray_drawings(self, assembly: Assembly) -> None:
        """Put a gray copy of every drawing where the theme of a grayscale handout looks."""
        for name in assembly.names:
            for path in self._documents.image_files(name):
                if path.suffix.lower() == ".svg":
                    gray = self._folder / "gray" / path.relative_to(self._folder)
                    write_bytes(gray, grayed(path.read_bytes()), sync=False)

    def _theme_data(self, handout: ResolvedHandout) -> dict[str, Any]:
        art = Artwork(handout.handout, self._folder, Path(self._app.confdir), self._documents)
        data = theme_data(handout, self._app, self._faces, self._book.families)
        return {**data, **theme_art(art, handout.assembly)}

    def _resolve(self, pdf: HandoutPdf, assembly: Assembly) -> ResolvedHandout:
        handout = pdf.handout
        labels = {
            label: anchor
            for name in assembly.names
            for label, anchor in self._state.labels[name].items()
        }
        title = title_of(handout, self._builder.env, Path(self._app.srcdir))
        given = bool(handout.title) or is_book(handout, self._builder.config)
        wants_index = handout.index if handout.index is not None else len(assembly.docnames) > 1
        resolved = ResolvedHandout(
            pdf=pdf,
            assembly=assembly,
            language=self._language,
            title=title,
            own_title=given and not self._is_only_title(title, assembly),
            labels=labels,
            indexes=tuple(self._indexes(labels)) if wants_index else (),
            timestamp=timestamp_of(sorted(self._sources(assembly))),
        )
        # Alone, it would leave a page all but empty.
        alone = (
            resolved.has_contents
            and len(handout.documents) == 1
            and len(assembly.items) > 1
            and not has_slides(handout)
            and self._documents.is_title_alone(assembly.docnames[0])
        )
        return replace(resolved, begins_with_title=alone)

    def _is_only_title(self, title: str, assembly: Assembly) -> bool:
        """Whether a handout has one document, which is called as it is."""
        titles = self._builder.env.titles
        known = [titles[name].astext() for name in assembly.docnames if name in titles]
        return len(assembly.docnames) == 1 and [*map(str.split, known)] == [title.split()]

    def _indexes(self, labels: Mapping[str, str]) -> Iterator[tuple[str, Groups]]:
        groups = index_groups(self._builder, self._builder.env, labels, self._language)
        if groups:
            yield str(_("Index")), groups

    def _sources(self, assembly: Assembly) -> Iterator[Path]:
        """Yield the files that a handout is made from: documents and their catalogs."""
        yield from source_files(self._builder.env, assembly.sources)

    def _report(self, printed: Printed, handout: ResolvedHandout) -> Typeset:
        """Report what Typst says; return what was made, with all that it says of it."""
        first, second = printed.first, printed.second
        diagnostics.report(first, self._builder, self._typst_sources(handout))
        if second is None:
            return first
        diagnostics.report(second, self._builder, [], reported=first)
        return replace(second, missing=first.missing)

    def _typst_sources(self, handout: ResolvedHandout) -> list[Path]:
        paths = (source_path(name).lstrip("/") for name in handout.assembly.names)
        return [self._folder / path for path in paths]

    def _fingerprint(self, handout: ResolvedHandout, data: dict[str, Any]) -> str:
        """Return a digest of everything that goes into a PDF."""
        paths = [self._folder / f"{handout.pdf.name}.typ"]
        sources = self._typst_sources(handout)
        for name, source in zip(handout.assembly.names, sources, strict=True):
            paths += [source, *self._documents.image_files(name)]
        return _digest(paths, (self._common(), data, handout.timestamp))

    def _common(self) -> str:
        """Return a digest of what goes into every PDF of this language."""
        paths = sorted(path for path in (self._folder / "theme").rglob("*") if path.is_file())
        rest = (self._standards, self._book.identity, version("typst"))
        return _digest([self._folder / "theme.typ", *paths], rest)

    @property
    def postpones(self) -> bool:
        """Whether handouts are left to be typeset when this process has ended."""
        return bool(self._builder.postponed)

    @property
    def folder(self) -> Path:
        """The folder of the PDFs."""
        config = self._builder.config
        shared = build_options(config).handouts_dir
        return Path(shared or config.diglot_handouts_dir or self._app.outdir)


def _digest(paths: Iterable[Path], rest: Any) -> str:
    """Return a digest of files and of what can be written as JSON."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(digest_of(path))
    digest.update(json.dumps(rest, sort_keys=True).encode())
    return digest.hexdigest()
