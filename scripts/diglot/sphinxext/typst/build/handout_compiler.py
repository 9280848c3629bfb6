"""The press: lays out each handout, typesets those whose inputs changed, keeps the others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import _

from diglot.core.files import write_bytes, write_text
from diglot.sphinxext.config.build_options import build_options
from diglot.sphinxext.config.languages import current_language
from diglot.sphinxext.handouts.handout import is_book, title_of
from diglot.sphinxext.handouts.pdf import HandoutPdf
from diglot.sphinxext.i18n.lookup import paths_of
from diglot.sphinxext.reporting.progress import FAILED
from diglot.sphinxext.typst.build import diagnostics
from diglot.sphinxext.typst.build.assembly import Assembly
from diglot.sphinxext.typst.build.backmatter import Groups, index_groups
from diglot.sphinxext.typst.build.documents import Documents
from diglot.sphinxext.typst.build.main_file import Layout, facts, main_source, source_path
from diglot.sphinxext.typst.build.state import State
from diglot.sphinxext.typst.build.timestamps import timestamp_of
from diglot.typeset.compiler import Compiler, Typeset
from diglot.typeset.fonts import Faces, FontBook
from diglot.typeset.gray import grayed
from diglot.typeset.qr import qr_code


class HandoutCompiler:
    """Makes the PDFs of one language from the Typst sources in a folder."""

    def __init__(
        self,
        app: Sphinx,
        folder: Path,
        state: State,
        documents: Documents,
        book: FontBook,
        faces: Faces,
    ) -> None:
        builder = app.builder
        self._app = app
        self._builder, self._state, self._documents = builder, state, documents
        self._book, self._faces = book, faces
        self._language = current_language(app)
        self._folder = folder
        self._compiler = Compiler(folder, book)
        self._standards: Sequence[str] = tuple(builder.config.diglot_pdf_standards)

    def make(self, pdf: HandoutPdf, plan: Assembly) -> None:
        """Typeset a handout unless it is as its sources want it; report what Typst says."""
        layout = self._layout(pdf, plan)
        told = self._told(layout)
        write_text(self._folder / f"{pdf.name}.typ", main_source(layout))
        if told["online"]:
            write_bytes(
                self._folder / told["online"]["code"].lstrip("/"),
                qr_code(told["online"]["address"]),
            )
        if pdf.handout.grayscale:
            self._gray_drawings(plan)
        fingerprint = self._fingerprint(layout, told)
        path = self._path(pdf)
        if self._state.handouts.get(pdf.name) == fingerprint and path.is_file():
            return
        made = self._typeset(layout, told)
        self._state.handouts.pop(pdf.name, None)
        if made.pdf is None:
            self._app.emit(FAILED, pdf.name)
            return
        write_bytes(path, made.pdf)
        self._state.pdfs[pdf.name] = str(path)
        # What has something to complain of is made again, so that it is said again.
        if not (made.errors or made.warnings or made.missing):
            self._state.handouts[pdf.name] = fingerprint

    def _gray_drawings(self, plan: Assembly) -> None:
        """Put a gray copy of every drawing where the theme of a grayscale handout looks."""
        for docname in plan.docnames:
            for path in self._documents.image_files(docname):
                if path.suffix.lower() == ".svg":
                    gray = self._folder / "gray" / path.relative_to(self._folder)
                    write_bytes(gray, grayed(path.read_bytes()), sync=False)

    def _told(self, layout: Layout) -> dict[str, Any]:
        return facts(layout, self._app, self._faces)

    def _layout(self, pdf: HandoutPdf, plan: Assembly) -> Layout:
        handout = pdf.handout
        labels = {
            name: anchor
            for docname in plan.docnames
            for name, anchor in self._state.labels[docname].items()
        }
        whole = is_book(handout, self._builder.config)
        wants_index = handout.index if handout.index is not None else len(plan.docnames) > 1
        return Layout(
            pdf=pdf,
            assembly=plan,
            language=self._language,
            title=title_of(handout, self._builder.env, Path(self._app.srcdir)),
            own_title=bool(handout.title) or whole,
            labels=labels,
            indexes=tuple(self._indexes(labels)) if wants_index else (),
            timestamp=timestamp_of(sorted(self._sources(plan))),
        )

    def _indexes(self, labels: Mapping[str, str]) -> Iterator[tuple[str, Groups]]:
        groups = index_groups(self._builder, self._builder.env, labels, self._language)
        if groups:
            yield str(_("Index")), groups

    def _sources(self, plan: Assembly) -> Iterator[Path]:
        """Yield the files that a handout is made from: documents and their catalogs."""
        for docname in plan.docnames:
            yield Path(self._builder.env.doc2path(docname))
            yield from paths_of(docname, self._builder.config, Path(self._app.srcdir))

    def _typeset(self, layout: Layout, told: dict[str, Any]) -> Typeset:
        """Compile; a character that no font has is named, and its code takes its place."""
        made = self._compile(layout, told)
        diagnostics.report(
            made, self._builder.env, [self._folder / one for one in _typ_files(layout)]
        )
        if not made.missing:
            return made
        again = self._compile(layout, {**told, "missing": list(made.missing)})
        diagnostics.report(again, self._builder.env, [], known=made)
        return Typeset(again.pdf, again.errors, again.warnings, made.missing)

    def _compile(self, layout: Layout, told: dict[str, Any]) -> Typeset:
        name = layout.pdf.name
        write_text(self._folder / f"{name}.json", json.dumps(told, ensure_ascii=False, indent=1))
        return self._compiler.compile(
            f"{name}.typ",
            inputs={"handout": f"/{name}.json"},
            timestamp=layout.timestamp,
            standards=self._standards,
        )

    def _fingerprint(self, layout: Layout, told: dict[str, Any]) -> str:
        """Return a digest of everything that goes into a PDF."""
        paths = [self._folder / f"{layout.pdf.name}.typ", self._folder / "theme.typ"]
        paths += sorted(path for path in (self._folder / "theme").rglob("*") if path.is_file())
        for docname, source in zip(layout.assembly.docnames, _typ_files(layout), strict=True):
            paths += [self._folder / source, *self._documents.image_files(docname)]
        digest = hashlib.sha256()
        for path in paths:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        rest = (told, layout.timestamp, self._standards, self._book.identity, version("typst"))
        digest.update(json.dumps(rest, sort_keys=True).encode())
        return digest.hexdigest()

    def _path(self, pdf: HandoutPdf) -> Path:
        config = self._builder.config
        shared = build_options(config).handouts_dir
        return Path(shared or config.diglot_handouts_dir or self._app.outdir) / pdf.filename


def _typ_files(layout: Layout) -> list[str]:
    return [source_path(one).lstrip("/") for one in layout.assembly.docnames]
