"""The press of parallel text: what a handout says of itself, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from diglot.core.language import Language
from diglot.sphinxext.handouts.handout import Handout, title_of
from diglot.sphinxext.handouts.pdf import HandoutPdf
from diglot.sphinxext.i18n.lookup import paths_of
from diglot.sphinxext.parallel.partner import Partner
from diglot.sphinxext.parallel.resolved_doctrees import words_here
from diglot.sphinxext.typst.build.assembly import Assembly, Part, assemble
from diglot.sphinxext.typst.build.backmatter import Groups, index_groups
from diglot.sphinxext.typst.build.documents import Documents
from diglot.sphinxext.typst.build.handout_compiler import HandoutCompiler
from diglot.sphinxext.typst.build.main_file import Layout, names, script_of
from diglot.sphinxext.typst.build.state import State
from diglot.typeset.fonts import Faces, FontBook
from diglot.typeset.markup import call


class ParallelHandoutCompiler(HandoutCompiler):
    """Makes the PDFs of the source language and its partner."""

    def __init__(
        self,
        app: Sphinx,
        folder: Path,
        state: State,
        documents: Documents,
        book: FontBook,
        faces: Faces,
        partner: Partner,
        partners_faces: Faces,
    ) -> None:
        super().__init__(app, folder, state, documents, book, faces)
        self._partner, self._partners_faces = partner, partners_faces

    def _told(self, layout: Layout) -> dict[str, Any]:
        told = super()._told(layout)
        other = self._names_of_partner(layout)
        both = {key: [told[key], other[key]] for key in ("title", "subtitle", "event", "date")}
        words = (words_here(), self._partner.words)
        told["parallel"] = {
            "layout": layout.pdf.reading,
            "first": layout.handout.first,
            "source": _voice(self._language, self._faces),
            "target": _voice(self._partner.language, self._partners_faces),
            "authors": [", ".join(told["authors"]), ", ".join(other["authors"])],
            "contents": [one.contents for one in words],
            "indexes": [one.index for one in words],
            **both,
        }
        told["title"] = " · ".join(dict.fromkeys(both["title"]))
        return told

    def _names_of_partner(self, layout: Layout) -> dict[str, Any]:
        env, srcdir = self._partner.env, Path(self._app.srcdir)
        title = title_of(layout.handout, env, srcdir)
        theirs = replace(layout, language=self._partner.language, title=title)
        return names(theirs, env.config, srcdir)

    def _layout(self, pdf: HandoutPdf, plan: Assembly) -> Layout:
        return super()._layout(pdf, self._with_both_parts(pdf.handout, plan))

    def _with_both_parts(self, handout: Handout, plan: Assembly) -> Assembly:
        """Return the plan with the names of its parts in both languages."""
        theirs = assemble(handout, self._partner.env).items
        others = [item.title for item in theirs if isinstance(item, Part)]
        ours = [item.title for item in plan.items if isinstance(item, Part)]
        if len(ours) != len(others):
            return plan
        both = iter(
            [a if a == b else call("pair-words", a, b) for a, b in zip(ours, others, strict=True)]
        )
        return Assembly(
            tuple(Part(next(both)) if isinstance(item, Part) else item for item in plan.items)
        )

    def _indexes(self, labels: Mapping[str, str]) -> Iterator[tuple[str, Groups]]:
        yield from super()._indexes(labels)
        partner = self._partner
        prefix = f"{partner.language.slug}:"
        theirs = {
            name.removeprefix(prefix): anchor
            for name, anchor in labels.items()
            if name.startswith(prefix)
        }
        groups = index_groups(self._builder, partner.env, theirs, partner.language)
        if groups:
            yield partner.words.index, groups

    def _sources(self, plan: Assembly) -> Iterator[Path]:
        yield from super()._sources(plan)
        for docname in plan.docnames:
            yield from paths_of(docname, self._partner.env.config, Path(self._app.srcdir))


def _voice(language: Language, faces: Faces) -> dict[str, Any]:
    """Return how the theme sets a language."""
    tag, _sep, region = language.bcp47.partition("-")
    return {
        "lang": tag,
        "region": region if len(region) == 2 else None,
        "script": script_of(language),
        "fonts": {part: list(value) for part, value in asdict(faces).items()},
    }
