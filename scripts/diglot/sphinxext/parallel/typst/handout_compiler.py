"""Compiles handouts in two languages: their titles, indexes and data for the theme in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from diglot.sphinxext.handouts.handout import Handout, title_of
from diglot.sphinxext.handouts.pdf import HandoutPdf
from diglot.sphinxext.i18n.source_files import source_files
from diglot.sphinxext.parallel.partner import Partner
from diglot.sphinxext.parallel.resolved_doctrees import current_words
from diglot.sphinxext.typst.build.assembly import Assembly, Part, assemble
from diglot.sphinxext.typst.build.handout_compiler import CompilerInputs, HandoutCompiler
from diglot.sphinxext.typst.build.index import Groups, index_groups
from diglot.sphinxext.typst.build.resolved_handout import ResolvedHandout
from diglot.sphinxext.typst.build.theme_data import language_data, metadata_of
from diglot.sphinxext.typst.writer.scripts import HAN, LATIN, script_of
from diglot.typeset.fonts import Faces
from diglot.typeset.markup import call

# Between the names of authors, as on the covers in one language.
_SEPARATORS = {HAN: "　", LATIN: ", "}
# What a handout says of itself in each of its languages.
_FACTS = (
    "title",
    "title-pieces",
    "subtitle",
    "event",
    "date",
    "sponsors",
    "licence",
    "copyright",
    "about",
)


class ParallelHandoutCompiler(HandoutCompiler):
    """Makes the PDFs of the source language and its partner."""

    def __init__(self, inputs: CompilerInputs, partner: Partner, partners_faces: Faces) -> None:
        super().__init__(inputs)
        self._partner, self._partners_faces = partner, partners_faces

    def _theme_data(self, handout: ResolvedHandout) -> dict[str, Any]:
        data = super()._theme_data(handout)
        translated = self._partners_metadata(handout)
        both = {key: [data[key], translated[key]] for key in _FACTS}
        words = (current_words(), self._partner.words)
        data["parallel"] = {
            "layout": handout.pdf.reading,
            "first": handout.handout.first,
            "source": language_data(self._language, self._faces),
            "target": language_data(self._partner.language, self._partners_faces),
            "authors": [
                _SEPARATORS[script_of(language)].join(names["authors"])
                for language, names in (
                    (self._language, data),
                    (self._partner.language, translated),
                )
            ],
            "contents": [own.contents for own in words],
            "indexes": [own.index for own in words],
            **both,
        }
        # The properties of the PDF; what is the same in both languages is said once.
        data["title"] = " · ".join(dict.fromkeys(both["title"]))
        subtitles = filter(None, (data["subtitle"], translated["subtitle"]))
        data["description"] = " · ".join(dict.fromkeys(subtitles)) or None
        data["authors"] = list(dict.fromkeys([*data["authors"], *translated["authors"]]))
        return data

    def _partners_metadata(self, handout: ResolvedHandout) -> dict[str, Any]:
        env, srcdir = self._partner.env, Path(self._app.srcdir)
        title = title_of(handout.handout, env, srcdir)
        translated = replace(handout, language=self._partner.language, title=title)
        return metadata_of(translated, env.config, srcdir)

    def _resolve(self, pdf: HandoutPdf, assembly: Assembly) -> ResolvedHandout:
        return super()._resolve(pdf, self._with_both_titles(pdf.handout, assembly))

    def _with_both_titles(self, handout: Handout, assembly: Assembly) -> Assembly:
        """Return the assembly with the titles of its parts in both languages."""
        translated = assemble(handout, self._partner.env, self._builder.tags)
        if len(assembly.parts) != len(translated.parts):
            return assembly
        titles = iter(
            source.title if source == target else call("pair-words", source.title, target.title)
            for source, target in zip(assembly.parts, translated.parts, strict=True)
        )
        items = (Part(next(titles)) if isinstance(item, Part) else item for item in assembly.items)
        return replace(assembly, items=tuple(items))

    def _indexes(self, labels: Mapping[str, str]) -> Iterator[tuple[str, Groups]]:
        yield from super()._indexes(labels)
        partner = self._partner
        prefix = f"{partner.language.slug}:"
        own_labels = {
            name.removeprefix(prefix): anchor
            for name, anchor in labels.items()
            if name.startswith(prefix)
        }
        groups = index_groups(self._builder, partner.env, own_labels, partner.language)
        if groups:
            yield partner.words.index, groups

    def _sources(self, assembly: Assembly) -> Iterator[Path]:
        yield from super()._sources(assembly)
        yield from source_files(self._partner.env, assembly.sources)
