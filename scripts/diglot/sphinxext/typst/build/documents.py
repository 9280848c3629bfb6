"""Documents as Typst sources on disk, with the images they show; only what changed is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.logging import suppress_logging

from diglot.core.files import write_text
from diglot.core.language import Language
from diglot.sphinxext.compat.sphinx import resolved_doctree
from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.handouts.selection import Selection
from diglot.sphinxext.i18n.labels import translator_for
from diglot.sphinxext.incremental.doctrees import stored_at
from diglot.sphinxext.incremental.fingerprint import fingerprints_of
from diglot.sphinxext.transforms.conditions import decide_conditions
from diglot.sphinxext.typst.build.excerpts import WHOLE, Excerpt, cut, references_in
from diglot.sphinxext.typst.build.images import (
    copy_images,
    images_of,
    natural_sizes,
    register_html_images,
)
from diglot.sphinxext.typst.build.main_file import source_path
from diglot.sphinxext.typst.build.passages import Passage, passages
from diglot.sphinxext.typst.build.state import State
from diglot.sphinxext.typst.build.unchanged import printed_of
from diglot.sphinxext.typst.writer.addresses import IMAGES
from diglot.sphinxext.typst.writer.captioned_pictures import divide_at_captioned_pictures
from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.dispatch import extension_writers, write_node
from diglot.sphinxext.typst.writer.displayed import divide_paragraphs
from diglot.sphinxext.typst.writer.document import TypstDocument, write_document
from diglot.sphinxext.typst.writer.drawings import replace_drawings
from diglot.sphinxext.typst.writer.handlers import fingerprint_of_handlers, handlers_of
from diglot.sphinxext.typst.writer.html_nodes import expand_raw_html
from diglot.sphinxext.typst.writer.last_blocks import group_last_blocks
from diglot.sphinxext.typst.writer.prepare import find_footnotes, prepare, repeated_addresses
from diglot.sphinxext.typst.writer.scripts import languages_by_script
from diglot.sphinxext.typst.writer.site_html import html_handlers_of, replace_by_html
from diglot.sphinxext.typst.writer.site_pages import remove_site_pages
from diglot.sphinxext.typst.writer.solutions import place_solutions
from diglot.sphinxext.typst.writer.speaker_notes import remove_speaker_notes
from diglot.sphinxext.typst.writer.terminal_codes import remove_terminal_codes
from diglot.typeset.printed import letters_of


class Documents:
    """The Typst sources of one language, in a folder."""

    def __init__(self, app: Sphinx, folder: Path, state: State, selection: Selection) -> None:
        builder = app.builder
        self._selection = selection
        self._folder, self._srcdir = folder, Path(builder.srcdir)
        self._builder, self._env, self._state = builder, builder.env, state
        self._language = current_language(app)
        handlers = handlers_of(builder, app.registry)
        self._extensions = extension_writers(handlers)
        self._html_handlers = html_handlers_of(app.registry)
        self._handlers_fingerprint = fingerprint_of_handlers(handlers)
        # Documents that were up to date but for titles of others.
        self._retitled: frozenset[str] = frozenset()
        self._languages_by_script = languages_by_script(
            self._language, languages_of(builder.config, builder.srcdir)
        )

    def outdated(self, docnames: Iterable[str]) -> list[str]:
        """Return the documents whose sources must be written again.

        These are all where something changed that documents show of each other: titles, numbers,
        anchors.
        """
        shared = self._shared_fingerprints()
        titles, rest = self._state.shared
        if shared != [titles, rest]:
            self._retitled = frozenset(filter(self._is_current, docnames))
            self._state.documents.clear()
        if shared[1] != rest:
            self._retitled = frozenset()
        self._state.shared = shared
        return [docname for docname in docnames if not self._is_current(docname)]

    def write(self, docname: str) -> None:
        """Write one document's source and copy its images."""
        state = self._state_of(docname)
        self._write(docname, docname, WHOLE)
        self._state.documents[docname] = state

    def write_excerpt(self, excerpt: Excerpt) -> None:
        """Write what a handout prints of a document in its appendix."""
        self._write(excerpt.name, excerpt.docname, excerpt.identifiers)

    def _write(self, name: str, docname: str, identifiers: Set[str]) -> None:
        """Write what `identifiers` name of a document to the source `name`."""
        builder = self._builder
        doctree = self._doctree(docname, identifiers)
        if name == docname and self._is_printed_as_before(doctree, docname):
            return
        expand_raw_html(doctree)
        divide_at_captioned_pictures(doctree)
        register_html_images(doctree, docname, builder)
        builder.post_process_images(doctree)
        images = {
            **self._images_of(doctree, docname, builder.images, IMAGES),
            **replace_drawings(doctree, builder, docname, self._extensions),
        }
        group_last_blocks(doctree)
        typst = write_document(doctree, self._context(docname, doctree, images))
        self._store(name, doctree, typst)
        self._state.images[name] = sorted(copy_images(images, self._srcdir, self._folder))

    def _is_printed_as_before(self, doctree: nodes.document, docname: str) -> bool:
        """Return whether a document that has other titles around it is printed as it was.

        What was wrong with it is told again where it is written.
        """
        known = self._state.printed.get(docname)
        printed = printed_of(doctree, self._env, docname, self._extensions)
        self._state.printed[docname] = printed
        has_problems = docname in self._state.problems
        return bool(printed) and printed == known and docname in self._retitled and not has_problems

    def _images_of(
        self, doctree: nodes.document, docname: str, names: Mapping[str, str], folder: str
    ) -> dict[str, str]:
        return images_of(doctree, docname, self._srcdir, names, folder, self._state.sound_images)

    def _doctree(self, docname: str, identifiers: Set[str]) -> nodes.document:
        """Return what `identifiers` name of a document."""
        doctree = resolved_doctree(self._env, docname, self._builder)
        self._select(doctree, self._language)
        cut(doctree, identifiers)
        return doctree

    def _store(self, name: str, doctree: nodes.document, typst: TypstDocument) -> None:
        """Write a source; remember where it can be linked to and what it refers to itself."""
        write_text(self._file(name), typst.source, sync=False)
        self._state.labels[name] = dict(typst.labels)
        self._state.headings[name] = [list(heading) for heading in typst.headings]
        self._state.references[name] = references_in(doctree)

    def passages(self, docname: str, identifiers: Set[str] = WHOLE) -> list[list[Passage]]:
        """Return what must be found in print of what `identifiers` name, in each language."""
        # What is wrong with the document was told when it was written.
        with suppress_logging():
            doctree = self._doctree(docname, identifiers)
        divide_at_captioned_pictures(doctree)
        return [list(passages(doctree, self._extensions))]

    def is_title_alone(self, docname: str) -> bool:
        """Return whether nothing is printed of a document but its title."""
        toc, title = self._env.tocs.get(docname), self._env.titles.get(docname)
        if toc is None or title is None or self._state.images.get(docname):
            return False
        # Whoever has sections has more; documents need not be loaded to tell that.
        if sum(1 for _ in toc.findall(nodes.list_item)) != 1:
            return False
        letters = "".join(passage.letters for passage in self.passages(docname)[0])
        return letters == letters_of(title.astext())

    def _select(self, doctree: nodes.document, language: Language) -> None:
        """Leave of a resolved document what its handouts print."""
        decide_conditions(doctree, self._selection.tags)
        remove_site_pages(doctree)
        config = self._builder.config
        translator = translator_for(language.tag, self._srcdir, config.locale_dirs)
        title = translator.gettext("Solutions")
        place_solutions(doctree, self._selection.solutions, title)
        if self._selection.speaker_notes == "hide":
            remove_speaker_notes(doctree)
        remove_terminal_codes(doctree)
        divide_paragraphs(doctree)
        replace_by_html(doctree, self._html_handlers, self._builder, self._extensions)

    def image_files(self, name: str) -> list[Path]:
        """Return the files of the images of a document or excerpt beside the Typst sources."""
        return [self._folder / image for image in self._state.images.get(name, ())]

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove the sources of all other documents and excerpts, which are in no handout."""
        state = self._state
        for name in state.labels.keys() - set(names):
            self._file(name).unlink(missing_ok=True)
            kept: tuple[dict[str, Any], ...]
            kept = state.documents, state.labels, state.headings, state.references, state.images
            kept = *kept, state.printed
            for table in kept:
                table.pop(name, None)

    def _shared_fingerprints(self) -> list[str]:
        """Return digests of titles that documents show of each other, and of all else they share.

        That is what writes them, too.
        """
        titles, rest = fingerprints_of(self._env)
        return [titles, rest + self._handlers_fingerprint]

    def _context(self, docname: str, doctree: nodes.document, images: Mapping[str, str]) -> Context:
        prepare(doctree, self._language)
        notes, marks = find_footnotes(doctree)
        source = self._env.doc2path(docname, base=False)
        return Context(
            env=self._env,
            docname=docname,
            path=str(source),
            language=self._language,
            languages_by_script=self._languages_by_script,
            images=images,
            natural_sizes=natural_sizes(images, self._srcdir, self._folder),
            notes=notes,
            first_marks=marks,
            repeated=repeated_addresses(doctree),
            writer=write_node,
            builder=self._builder,
            extensions=self._extensions,
        )

    def _is_current(self, docname: str) -> bool:
        return (
            self._state.documents.get(docname) == self._state_of(docname)
            and self._file(docname).is_file()
            and all(path.is_file() for path in self.image_files(docname))
        )

    def _state_of(self, docname: str) -> str:
        """Return what changes when the document must be written again."""
        return str(stored_at(self._builder.doctreedir, docname))

    def _file(self, name: str) -> Path:
        return self._folder / source_path(name).lstrip("/")
