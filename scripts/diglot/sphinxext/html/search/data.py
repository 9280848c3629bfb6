"""The files of the search: scripts of one call each, which pages can also load from a disk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from diglot.core.files import remove_file, write_text
from diglot.core.language import Language
from diglot.sphinxext.html.search.index import Index, as_json
from diglot.sphinxext.html.search.sections import Section

FOLDER = "_search"
"""Where a site keeps the files of the search, from the site's root."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as readers see it among the results."""

    address: str
    title: str
    sections: list[Section]


class SearchFolder:
    """The files of one language in a site."""

    def __init__(self, site: Path, language: Language) -> None:
        self._root = site / FOLDER
        self._slug = language.slug
        self._folder = self._root / language.slug

    def write(
        self,
        documents: Mapping[str, Document],
        index: Index,
        stemmer: str,
        folding: tuple[str, str],
    ) -> str:
        """Write all files, remove what else is in the folder, and return the version of the index.

        `stemmer` is JavaScript that defines `Stemmer`, `folding` traditional signs and their
        simplified forms.
        """
        parts = {f"words-{at}": piece for at, piece in enumerate(index.pieces)}
        parts["vocabulary"] = as_json(index.vocabulary)
        scripts = {name: self._script(name, value) for name, value in parts.items()}
        for docname, document in documents.items():
            name = f"texts/{docname}"
            scripts[name] = self._script(name, _text_of(document))
        version = 0
        for script in scripts.values():
            version = crc32(script.encode(), version)
        described = {
            "version": f"{version:08x}",
            "names": index.names,
            "sizes": index.sizes,
            "firstWords": index.first_words,
            "isRead": index.is_read,
            "folding": folding,
        }
        # The stemmer comes with it: a reader waits for one answer, not for two in turn.
        whole = f"Object.assign({as_json(described)},{{stemmer:new Stemmer()}})"
        scripts["index"] = f"{stemmer}\n{self._script('index', whole)}"
        self._write(scripts)
        return f"{crc32(scripts['index'].encode()):08x}"

    def _write(self, scripts: Mapping[str, str]) -> None:
        paths = {self._folder / f"{name}.js": script for name, script in scripts.items()}
        for path, script in paths.items():
            write_text(path, script, sync=False)
        for path in sorted(self._folder.rglob("*.js")):
            if path not in paths:
                remove_file(path, self._root)

    def text_file(self, docname: str) -> Path:
        """Return the file that has the texts of a document."""
        return self._folder / "texts" / f"{docname}.js"

    def sections(self, docname: str) -> list[Section] | None:
        """Read the sections of a document as an earlier build left them; None where it did not."""
        try:
            text = self.text_file(docname).read_text("utf-8")
            _address, _title, sections = json.loads(text[text.index(",") + 1 : text.rindex(")")])
            return [Section(*section) for section in sections]
        except (OSError, ValueError, TypeError):
            return None

    def _script(self, name: str, value: str) -> str:
        key = as_json(f"{self._slug}/{name}")
        return f"diglotSearch.take({key},{value});\n"


def _text_of(document: Document) -> str:
    sections = [[section.anchor, section.title, section.text] for section in document.sections]
    return as_json([document.address, document.title, sections])
