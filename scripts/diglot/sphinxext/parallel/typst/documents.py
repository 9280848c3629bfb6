"""Documents in two languages as Typst sources on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.logging import suppress_logging

from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.handouts.selection import Selection
from diglot.sphinxext.parallel.interleave import Pair, Shape, Side, interleave
from diglot.sphinxext.parallel.partner import Partner
from diglot.sphinxext.parallel.report import report_unpaired
from diglot.sphinxext.parallel.resolved_doctrees import current_words
from diglot.sphinxext.parallel.shared_pictures import share_pictures
from diglot.sphinxext.parallel.typst.writer import write_paired_document
from diglot.sphinxext.typst.build.documents import Documents
from diglot.sphinxext.typst.build.excerpts import WHOLE, cut
from diglot.sphinxext.typst.build.images import (
    copy_images,
    natural_sizes,
    register_html_images,
)
from diglot.sphinxext.typst.build.passages import Passage, passages
from diglot.sphinxext.typst.build.state import State
from diglot.sphinxext.typst.writer.addresses import IMAGES
from diglot.sphinxext.typst.writer.captioned_pictures import divide_at_captioned_pictures
from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.drawings import replace_drawings
from diglot.sphinxext.typst.writer.html_nodes import expand_raw_html
from diglot.sphinxext.typst.writer.last_blocks import group_last_blocks
from diglot.sphinxext.typst.writer.prepare import find_footnotes, prepare, repeated_addresses
from diglot.sphinxext.typst.writer.scripts import languages_by_script


class ParallelDocuments(Documents):
    """The Typst sources of the source language with its partner."""

    def __init__(
        self, app: Sphinx, folder: Path, state: State, selection: Selection, partner: Partner
    ) -> None:
        super().__init__(app, folder, state, selection)
        self._partner = partner
        self._partner_languages_by_script = languages_by_script(
            partner.language, languages_of(app.config, Path(app.srcdir))
        )

    def _write(self, name: str, docname: str, identifiers: Set[str]) -> None:
        builder = self._builder
        source = self._doctree(docname, identifiers)
        target = self._partners_doctree(docname, identifiers)
        drawn: dict[str, str] = {}
        for doctree in (source, target):
            expand_raw_html(doctree)
        divide_at_captioned_pictures(source, target)
        for doctree in (source, target):
            register_html_images(doctree, docname, builder)
            builder.post_process_images(doctree)
            drawn |= replace_drawings(doctree, builder, docname, self._extensions)
        share_pictures(source, target, Path(builder.srcdir))
        _name_admonitions(source, current_words().admonitions)
        _name_admonitions(target, self._partner.words.admonitions)
        group_last_blocks(source, target)
        paired = interleave(source, target)
        sides = (self._language, self._partner.language)
        if self._partner.has_document(docname):
            report_unpaired(paired, docname, dict(zip(Side, sides, strict=True)))
        images = {
            **self._images_of(source, docname, builder.images, IMAGES),
            **drawn,
        }
        partner_images = {**self._partner_images(target, docname), **images}
        source_context = replace(
            self._context(docname, source, images), repeated=_repeated_addresses(source, target)
        )
        target_context = self._partner_context(source_context, target, partner_images)
        typst = write_paired_document(paired, source_context, target_context)
        self._store(name, source, typst)
        self._state.images[name] = sorted(
            copy_images({**partner_images, **images}, self._srcdir, self._folder)
        )

    def _partners_doctree(self, docname: str, identifiers: Set[str]) -> nodes.document:
        doctree = self._partner.doctree(docname)
        self._select(doctree, self._partner.language)
        cut(doctree, identifiers)
        return doctree

    def passages(self, docname: str, identifiers: Set[str] = WHOLE) -> list[list[Passage]]:
        """Return what must be found in print of what `identifiers` name, in both languages.

        What is the same in both, or not translated, stands once: the source is looked for.
        """
        # What is wrong with the document was told when it was written.
        with suppress_logging():
            source = self._doctree(docname, identifiers)
            target = self._partners_doctree(docname, identifiers)
        for doctree in (source, target):
            expand_raw_html(doctree)
        divide_at_captioned_pictures(source, target)
        share_pictures(source, target, Path(self._builder.srcdir))
        leaves = list(_leaves(interleave(source, target)))
        printed = [
            [pair.source for pair in leaves if pair.source is not None],
            [pair.target for pair in leaves if pair.target is not None and not _is_once(pair)],
        ]
        return [
            [passage for node in side for passage in passages(node, self._extensions)]
            for side in printed
        ]

    def _shared_fingerprints(self) -> list[str]:
        titles, rest = super()._shared_fingerprints()
        return [titles, rest + self._partner.fingerprint()]

    def _state_of(self, docname: str) -> str:
        return f"{super()._state_of(docname)} {self._partner.state_of(docname)}"

    def _partner_context(
        self, source_context: Context, doctree: nodes.document, images: Mapping[str, str]
    ) -> Context:
        language = self._partner.language
        prepare(doctree, language)
        notes, marks = find_footnotes(doctree)
        return replace(
            source_context,
            env=self._partner.env,
            language=self._partner.language,
            languages_by_script=self._partner_languages_by_script,
            images=images,
            natural_sizes=natural_sizes(images, self._srcdir, self._folder),
            notes=notes,
            first_marks=marks,
            label_prefix=f"{self._partner.language.slug}:",
        )

    def _partner_images(self, doctree: nodes.document, docname: str) -> dict[str, str]:
        """Return the images that only the partner's pages show, in a folder of its own."""
        names = {uri: name for uri, (_docnames, name) in self._partner.env.images.items()}
        folder = f"{IMAGES}/{self._partner.language.slug}"
        return self._images_of(doctree, docname, names, folder)


def _name_admonitions(doctree: nodes.document, labels: Mapping[str, str]) -> None:
    """Give every admonition the title that a writer would, in the language of its tree."""
    for node in list(doctree.findall(nodes.Element)):
        label = labels.get(node.tagname)
        if not label or not isinstance(node, nodes.Admonition):
            continue
        if not any(isinstance(child, nodes.title) for child in node.children):
            node.insert(0, nodes.title("", label))
            node["classes"].append(node.tagname)


def _leaves(pair: Pair) -> Iterator[Pair]:
    """Yield the pairs that are printed as a whole; paper has contents of its own."""
    if isinstance(pair.node, nodes.compound) and "toctree-wrapper" in pair.node["classes"]:
        return
    if pair.shape is not Shape.NEST:
        yield pair
    for part in pair.parts if pair.shape is Shape.NEST else ():
        yield from _leaves(part)


def _is_once(pair: Pair) -> bool:
    return pair.shape in (Shape.ONCE, Shape.UNTRANSLATED)


def _repeated_addresses(*sides: nodes.document) -> frozenset[str]:
    """Return the addresses of several links of a section, or of links in both languages."""
    first, second = (repeated_addresses(side, 0) for side in sides)
    return frozenset().union(first & second, *map(repeated_addresses, sides))
