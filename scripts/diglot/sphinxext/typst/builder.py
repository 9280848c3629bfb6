"""The builder `typst`: handouts as PDFs, and their Typst sources kept beside."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Set
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.i18n import docname_to_domain

from diglot.core.codes import Code
from diglot.core.errors import DiglotError
from diglot.core.files import write_bytes, write_text
from diglot.sphinxext.progress import counted
from diglot.sphinxext.settings import current_language
from diglot.sphinxext.typst import complaints
from diglot.sphinxext.typst.assembly import Assembly, assemble
from diglot.sphinxext.typst.backmatter import index_groups
from diglot.sphinxext.typst.documents import Documents
from diglot.sphinxext.typst.handouts import Handout, read_handouts
from diglot.sphinxext.typst.main import Layout, facts, main_source, source_path
from diglot.sphinxext.typst.references import TARGET_SIGN
from diglot.sphinxext.typst.state import read_state, write_state
from diglot.sphinxext.typst.timestamps import timestamp_of
from diglot.sphinxext.warn import warn
from diglot.typeset.code_theme import text_mate_theme
from diglot.typeset.compiler import Compiler, Typeset
from diglot.typeset.fonts import Faces, FontBook, faces_for, font_book

_logger = logging.getLogger(__name__)


class TypstBuilder(Builder):
    """Writes each document as a Typst source and typesets each handout of conf.py."""

    name = "typst"
    format = "typst"
    epilog = "The handouts are in %(outdir)s."
    allow_parallel = False
    default_translator_class = nodes.NodeVisitor
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    # Sphinx would fetch them; a build needs no network.
    supported_remote_images = True

    def init(self) -> None:
        """Read what the last build left."""
        self._state_file = Path(self.outdir) / ".diglot-handouts.json"
        self._state = read_state(self._state_file)

    def get_outdated_docs(self) -> str:
        """Return what is built: which documents are outdated is found out when writing."""
        return "handouts"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return a document's address inside the handouts."""
        return TARGET_SIGN + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the same address from everywhere."""
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Nothing: all is done for each handout."""

    def write_documents(self, _docnames: Set[str]) -> None:
        """Write the sources and typeset the handouts."""
        plans = [
            (handout, assemble(handout, self.env))
            for handout in read_handouts(self.app, set(self.env.found_docs))
        ]
        if not self.config.diglot_handouts:
            warn(
                Code.BAD_HANDOUT,
                "no handout is listed in conf.py",
                hint=f"add one: diglot_handouts = {{'book': {self.config.root_doc!r}}}",
            )
        try:
            self._fonts = font_book(tuple(_font_folders(self)))
            self._faces = faces_for(
                current_language(self.app).bcp47,
                self._fonts.families,
                {k: v for k, v in self.config.diglot_fonts.items() if k != "folders"},
            )
        except DiglotError as error:
            warn(Code.MISSING_FONT, error.message, hint=error.hint)
            return
        self._write_sources(plans)
        self._typeset_all(plans)
        self._remove_unlisted({handout.name for handout, _ in plans})
        write_state(self._state_file, self._state)

    def finish(self) -> None:
        """Nothing: a handout is finished when it is typeset."""

    def _write_sources(self, plans: list[tuple[Handout, Assembly]]) -> None:
        wanted = list(dict.fromkeys(name for _, plan in plans for name in plan.docnames))
        self._documents = Documents(self, self._state)
        outdated = self._documents.outdated(wanted)
        for docname in counted(self.app, "writing", outdated, len(outdated)):
            self._documents.write(docname)
        self._documents.forget(wanted)
        self._write_theme()

    def _write_theme(self) -> None:
        folder = Path(self.outdir) / "theme"
        for source in files("diglot.typeset").joinpath("theme").iterdir():
            if source.name.endswith(".typ"):
                write_bytes(folder / source.name, source.read_bytes())
        style = self.config.pygments_style or "default"
        write_bytes(folder / "code.tmTheme", text_mate_theme(style))
        write_bytes(folder / "code-gray.tmTheme", text_mate_theme(style, gray=True))
        lines = ['#import "/theme/theme.typ": *\n']
        own = self.config.diglot_handouts_theme
        if own:
            lines.append('#import "/theme/project/theme.typ": *\n')
            write_bytes(
                folder / "project" / "theme.typ", (Path(self.app.confdir) / own).read_bytes()
            )
        write_text(Path(self.outdir) / "theme.typ", "".join(lines))

    def _typeset_all(self, plans: list[tuple[Handout, Assembly]]) -> None:
        compiler = Compiler(Path(self.outdir), self._fonts)
        for handout, plan in counted(self.app, "typesetting", plans, len(plans)):
            layout = self._layout(handout, plan)
            self._typeset(layout, compiler)

    def _layout(self, handout: Handout, plan: Assembly) -> Layout:
        labels = {
            name: anchor
            for docname in plan.docnames
            for name, anchor in self._state.labels[docname].items()
        }
        language = current_language(self.app)
        root = handout.documents[0]
        is_book = root == self.config.root_doc or len(handout.documents) > 1
        from diglot.sphinxext.config_text import config_text

        given = config_text(self.app, handout.title) if handout.title else None
        title = given or (
            self.config.project if is_book else self.env.titles[root].astext()
        )
        wants_index = handout.index if handout.index is not None else len(plan.docnames) > 1
        return Layout(
            handout=handout,
            assembly=plan,
            language=language,
            title=title,
            own_title=given is not None or is_book,
            labels=labels,
            index=index_groups(self, labels, language) if wants_index else [],
            timestamp=timestamp_of(sorted(self._sources(plan))),
        )

    def _sources(self, plan: Assembly) -> Iterator[Path]:
        """Yield the files that a handout is made from: documents, catalogs, images."""
        for docname in plan.docnames:
            yield Path(self.env.doc2path(docname))
            domain = docname_to_domain(docname, self.config.gettext_compact)
            for folder in self.config.locale_dirs:
                yield (
                    Path(self.srcdir, folder, self.config.language, "LC_MESSAGES", f"{domain}.po")
                )

    def _typeset(self, layout: Layout, compiler: Compiler) -> None:
        name = layout.handout.name
        main, told = f"{name}.typ", facts(layout, self.app, self._faces, None)
        write_text(Path(self.outdir) / main, main_source(layout))
        pdf = self._pdf_path(name)
        fingerprint = self._fingerprint(layout, told)
        if self._state.handouts.get(name) == fingerprint and pdf.is_file():
            return
        made = self._compile(compiler, main, told, layout)
        complaints.report(made, self.app, [Path(self.outdir, p) for p in self._typ_files(layout)])
        if made.missing:
            told["missing"] = list(made.missing)
            again = self._compile(compiler, main, told, layout)
            complaints.report(again, self.app, [], known=made)
            made = again
        if made.pdf is None:
            self._state.handouts.pop(name, None)
            return
        write_bytes(pdf, made.pdf)
        self._state.handouts[name] = fingerprint if not made.missing else ""
        self._state.pdfs[name] = str(pdf)

    def _compile(
        self, compiler: Compiler, main: str, told: dict[str, Any], layout: Layout
    ) -> Typeset:
        data = Path(self.outdir) / f"{layout.handout.name}.json"
        write_text(data, json.dumps(told, ensure_ascii=False, indent=1))
        return compiler.compile(
            main,
            inputs={"handout": f"/{data.name}"},
            timestamp=layout.timestamp,
            standards=self.config.diglot_pdf_standards,
        )

    def _typ_files(self, layout: Layout) -> list[str]:
        return [source_path(one).lstrip("/") for one in layout.assembly.docnames]

    def _fingerprint(self, layout: Layout, told: dict[str, Any]) -> str:
        """Return a digest of everything that goes into a PDF."""
        digest = hashlib.sha256()
        outdir = Path(self.outdir)
        paths = [outdir / f"{layout.handout.name}.typ", outdir / "theme.typ"]
        paths += sorted((outdir / "theme").rglob("*.*"))
        for docname, source in zip(
            layout.assembly.docnames, self._typ_files(layout), strict=True
        ):
            paths += [outdir / source, *self._documents.image_files(docname)]
        for path in paths:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        rest = (
            told,
            layout.timestamp,
            list(self.config.diglot_pdf_standards),
            self._fonts.identity,
            version("typst"),
        )
        digest.update(json.dumps(rest, sort_keys=True).encode())
        return digest.hexdigest()

    def _pdf_path(self, name: str) -> Path:
        folder = Path(self.config.diglot_handouts_dir or self.outdir)
        return folder / f"{name}.{current_language(self.app).slug}.pdf"

    def _remove_unlisted(self, listed: Set[str]) -> None:
        """Remove what this builder made of handouts that conf.py no longer lists."""
        for name in [one for one in self._state.pdfs if one not in listed]:
            Path(self._state.pdfs.pop(name)).unlink(missing_ok=True)
            self._state.handouts.pop(name, None)
            for suffix in (".typ", ".json"):
                (Path(self.outdir) / f"{name}{suffix}").unlink(missing_ok=True)


def _font_folders(builder: TypstBuilder) -> list[str]:
    folders = builder.config.diglot_fonts.get("folders", ())
    several = [folders] if isinstance(folders, str) else folders
    return [str(Path(builder.app.confdir) / one) for one in several]
