"""Documents as Typst sources on disk, with the images they show; only what changed is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.images import get_image_extension, parse_data_uri
from sphinx.util.logging import suppress_logging

from diglot.core.codes import Code
from diglot.core.files import write_bytes, write_text
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.sphinxext.compat.sphinx import resolved_doctree
from diglot.sphinxext.config.languages import current_language, languages_of
from diglot.sphinxext.handouts.selection import Selection
from diglot.sphinxext.i18n.labels import translator_for
from diglot.sphinxext.incremental.doctrees import stored_at
from diglot.sphinxext.incremental.fingerprint import fingerprint_of
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.transforms.conditions import decide_conditions
from diglot.sphinxext.typst.build.excerpts import WHOLE, Excerpt, cut, references_in
from diglot.sphinxext.typst.build.main_file import source_path
from diglot.sphinxext.typst.build.passages import Passage, passages
from diglot.sphinxext.typst.build.state import State
from diglot.sphinxext.typst.writer.addresses import IMAGES
from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.dispatch import extension_writers, write_node
from diglot.sphinxext.typst.writer.document import TypstDocument, write_document
from diglot.sphinxext.typst.writer.drawings import replace_drawings
from diglot.sphinxext.typst.writer.handlers import fingerprint_of_handlers, handlers_of
from diglot.sphinxext.typst.writer.html_nodes import expand_raw_html
from diglot.sphinxext.typst.writer.last_blocks import group_last_blocks
from diglot.sphinxext.typst.writer.prepare import find_footnotes, prepare
from diglot.sphinxext.typst.writer.runs import languages_by_script
from diglot.sphinxext.typst.writer.solutions import place_solutions
from diglot.sphinxext.typst.writer.speaker_notes import remove_speaker_notes
from diglot.typeset.images import fault_of, named_by_bytes, natural_size
from diglot.typeset.svg import without_html


class Documents:
    """The Typst sources of one language, in a folder."""

    def __init__(self, app: Sphinx, folder: Path, state: State, selection: Selection) -> None:
        builder = app.builder
        self._selection = selection
        self._folder = folder
        self._builder, self._env, self._state = builder, builder.env, state
        self._language = current_language(app)
        handlers = handlers_of(builder, app.registry)
        self._extensions = extension_writers(handlers)
        self._handlers_fingerprint = fingerprint_of_handlers(handlers)
        self._languages_by_script = languages_by_script(
            self._language, languages_of(builder.config, builder.srcdir)
        )

    def outdated(self, docnames: Iterable[str]) -> list[str]:
        """Return the documents whose sources must be written again.

        These are all where something changed that documents show of each other: titles, numbers,
        anchors.
        """
        fingerprint = self._shared_fingerprint()
        if fingerprint != self._state.shared:
            self._state.documents.clear()
        self._state.shared = fingerprint
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
        expand_raw_html(doctree)
        self._register_html_images(doctree, docname)
        builder.post_process_images(doctree)
        images = {
            **self._images(doctree, docname),
            **replace_drawings(doctree, builder, docname, self._extensions),
        }
        group_last_blocks(doctree)
        typst = write_document(doctree, self._context(docname, doctree, images))
        self._store(name, doctree, typst)
        self._state.images[name] = sorted(self._copy(images))

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
        self._state.references[name] = references_in(doctree)

    def passages(self, docname: str, identifiers: Set[str] = WHOLE) -> list[list[Passage]]:
        """Return what must be found in print of what `identifiers` name, in each language."""
        # What is wrong with the document was told when it was written.
        with suppress_logging():
            doctree = self._doctree(docname, identifiers)
        return [list(passages(doctree, self._extensions))]

    def _select(self, doctree: nodes.document, language: Language) -> None:
        """Leave of a resolved document what its handouts print."""
        decide_conditions(doctree, self._selection.tags)
        config = self._builder.config
        translator = translator_for(language.tag, Path(self._builder.srcdir), config.locale_dirs)
        title = translator.gettext("Solutions")
        place_solutions(doctree, self._selection.solutions, title)
        if self._selection.speaker_notes == "hide":
            remove_speaker_notes(doctree)

    def image_files(self, name: str) -> list[Path]:
        """Return the files of the images of a document or excerpt beside the Typst sources."""
        return [self._folder / image for image in self._state.images.get(name, ())]

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove the sources of all other documents and excerpts, which are in no handout."""
        state = self._state
        for name in state.labels.keys() - set(names):
            self._file(name).unlink(missing_ok=True)
            for table in (state.documents, state.labels, state.references, state.images):
                table.pop(name, None)

    def _shared_fingerprint(self) -> str:
        """Return a digest of what documents show of each other and of what writes them."""
        return fingerprint_of(self._env) + self._handlers_fingerprint

    def _images(self, doctree: nodes.document, docname: str) -> dict[str, str]:
        """Return where the images to print lie among the Typst sources, by their uri."""
        images, srcdir = self._builder.images, Path(self._builder.srcdir)
        return {
            uri: f"/{IMAGES}/{named_by_bytes(images[uri], srcdir / uri)}"
            for node in doctree.findall(nodes.image)
            if (uri := node["uri"]) in images and self._is_sound(node, docname)
        }

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
            natural_sizes=self._natural_sizes(images),
            notes=notes,
            first_marks=marks,
            writer=write_node,
            builder=self._builder,
            extensions=self._extensions,
        )

    def _natural_sizes(self, images: Mapping[str, str]) -> dict[str, float]:
        """Return the longer sides of the bitmaps to print, in points, by their uri."""
        srcdir = Path(self._builder.srcdir)
        found = {
            uri: natural_size(file if (file := srcdir / uri).is_file() else self._folder / name[1:])
            for uri, name in images.items()
        }
        return {uri: size for uri, size in found.items() if size is not None}

    def _register_html_images(self, doctree: nodes.document, docname: str) -> None:
        """Register the project's images that only raw HTML shows, of which Sphinx does not know."""
        for node in doctree.findall(nodes.image):
            address = node["uri"]
            if node.get("candidates") != {"?": address} or "://" in address:
                continue
            if address.startswith("data:"):
                path = _unpacked(address, Path(self._builder.doctreedir) / "images")
                relative = str(path)
            else:
                relative, absolute = self._env.relfn2path(address, docname)
                path = Path(absolute)
            if path.is_file():
                digest = hashlib.sha256(relative.encode()).hexdigest()[:8]
                node["uri"] = relative
                self._builder.images[relative] = f"{digest}-{path.name}"

    def _is_sound(self, node: nodes.image, docname: str) -> bool:
        fault = fault_of(Path(self._builder.srcdir) / node["uri"])
        if fault:
            warn(
                Code.MISSING_IMAGE,
                _("the image {image} cannot be read: {fault}", image=node["uri"], fault=fault),
                at=(docname, node.line),
                hint=_("save it again as SVG, PNG or JPEG; the handout prints its description"),
            )
        return fault is None

    def _copy(self, images: Mapping[str, str]) -> Iterator[str]:
        for uri, name in images.items():
            relative = name.lstrip("/")
            source, copy = Path(self._builder.srcdir) / uri, self._folder / relative
            if source.is_file():
                data = source.read_bytes()
                is_drawing = copy.suffix.lower() == ".svg"
                write_bytes(copy, without_html(data) if is_drawing else data, sync=False)
            # A diagram has no file in the sources: it has been drawn into this folder.
            if copy.is_file():
                yield relative

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


def _unpacked(address: str, folder: Path) -> Path:
    """Write what a `data:` address holds to a file in a folder, and return that.

    Where the address cannot be read, the folder is returned.
    """
    try:
        held = parse_data_uri(address)
    except ValueError:
        held = None
    suffix = get_image_extension(held.mimetype) if held else None
    if held is None or suffix is None:
        return folder
    path = folder / f"{hashlib.sha256(held.data).hexdigest()[:16]}{suffix}"
    write_bytes(path, held.data, sync=False)
    return path
