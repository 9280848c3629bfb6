"""The documents of a project: their parsed pages, and the tokenizer for the messages of each."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx.config import Config
from sphinx.project import Project as SphinxProject
from sphinx.util.i18n import docname_to_domain
from sphinx.util.matching import Matcher, get_matching_files
from sphinx.util.tags import Tags

from diglot.catalog.effects import Judge
from diglot.catalog.tokens import Tokenizer, plain
from diglot.core.project import Project
from diglot.core.slugs import slug_of
from diglot.sphinxext.compat.settings import stated_settings
from diglot.sphinxext.config.declare import declare
from diglot.sphinxext.i18n.config_texts import DOMAIN
from diglot.sphinxext.i18n.template_texts import DOMAIN as TEMPLATES_DOMAIN
from diglot.sphinxext.markup.glossaries import NAME, terms_of_page, terms_of_rst
from diglot.sphinxext.markup.listings import listings_of_page, listings_of_rst
from diglot.sphinxext.markup.myst import MystTokenizer, myst_parser_of
from diglot.sphinxext.markup.pages import Page, read_page
from diglot.sphinxext.markup.rst import RstTokenizer
from diglot.sphinxext.reporting.looping_links import looping_links
from diglot.sphinxext.safety.judge import all_of
from diglot.sphinxext.safety.judges import Judges
from diglot.sphinxext.safety.listing import Listing
from diglot.sphinxext.safety.settings import myst_config
from diglot.sphinxext.transforms import emphasis

_RST = "restructuredtext"
# The line number at the end of a reference.
_LINE = re.compile(r":\d+$")


class Book:
    """The sources of a project, without a build; each file is read when it is needed.

    Raises DiglotError where MyST does not accept a setting of conf.py.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self.config = Config.read(project.confdir, overrides={}, tags=Tags())
        """What conf.py says, with the settings of diglot but none of other extensions."""
        self._has_diglot = "diglot" in project.extensions
        if self._has_diglot:
            emphasis.install()
        declare(self.config)
        self._myst = myst_config(self.config)
        self._parser = myst_parser_of(self._myst)
        self._rst = RstTokenizer()
        self._tokenizers: dict[tuple[str, bool], Tokenizer] = {}
        self._includes_pages = cache(_includes_pages)
        self._pages: dict[str, Page] = {}

    @cached_property
    def documents(self) -> dict[str, Path]:
        """The absolute paths of all documents, by name.

        Raises PermissionError for one that cannot be read.
        """
        srcdir, excluded = self._project.srcdir, [*self.config.exclude_patterns, "_build", "build"]
        excluded += looping_links(srcdir, Matcher(excluded))
        # Sphinx leaves such a document out, and nobody would miss it.
        for name in get_matching_files(srcdir, exclude_patterns=excluded):
            path = srcdir / name
            is_document = name.endswith(tuple(self._suffixes)) and path.exists()
            if is_document and not os.access(path, os.R_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        sources = SphinxProject(srcdir, self._suffixes)
        sources.discover(excluded)
        return {
            name: Path(sources.doc2path(name, absolute=True)) for name in sorted(sources.docnames)
        }

    @cached_property
    def _suffixes(self) -> dict[str, str]:
        """The name of the parser for each file name suffix."""
        declared: Any = self.config.source_suffix
        if not isinstance(declared, dict):
            declared = dict.fromkeys([declared] if isinstance(declared, str) else declared, _RST)
        suffixes = {suffix: parser or _RST for suffix, parser in declared.items()}
        if any(name.startswith("myst") for name in self._project.extensions):
            suffixes = {".md": "markdown", **suffixes}
        return suffixes

    def pages(self) -> Iterator[Page]:
        """Yield all MyST pages. Raises OSError."""
        for name, path in self.documents.items():
            if not self._is_rst(path):
                yield self._page(name, path)

    def _page(self, name: str, path: Path) -> Page:
        if name not in self._pages:
            self._pages[name] = read_page(name, path, self._parser)
        return self._pages[name]

    def _is_rst(self, path: Path) -> bool:
        return self._suffixes.get(path.suffix, _RST) == _RST

    def slug(self, heading: str) -> str:
        """Return the anchor that MyST makes of the text of a heading."""
        return str((self._myst.heading_slug_func or slug_of)(heading))

    @property
    def terms(self) -> dict[str, str]:
        """The name of the document that defines each term of the glossaries."""
        return {term: name for term, (name, _definition) in self._glossary.items()}

    @property
    def definitions(self) -> dict[str, str]:
        """The first paragraph of the definition of each term, in the markup of its document."""
        return {term: definition for term, (_name, definition) in self._glossary.items()}

    @cached_property
    def _glossary(self) -> dict[str, tuple[str, str]]:
        terms: dict[str, tuple[str, str]] = {}
        for name, path in self.documents.items():
            text = path.read_text("utf-8-sig", errors="replace")
            if NAME not in text:
                # Few documents have a glossary, and parsing all of a large book takes seconds.
                continue
            if self._is_rst(path):
                definitions = terms_of_rst(text)
            else:
                definitions = terms_of_page(self._page(name, path))
            for term, definition in definitions:
                terms.setdefault(term, (name, definition))
        return terms

    def tokenizer(self, domain: str, references: Iterable[str] = ()) -> Tokenizer:
        """Return the tokenizer for a message of the catalog `domain`.

        `references` are those of the message (``#:``). They show which document the message is
        from, where several documents share a catalog.
        """
        name = self._document(domain, references)
        key = (name, self._is_of_page_in_rst(name, references))
        if key not in self._tokenizers:
            _, of_page = key
            made = self._myst_tokenizer() if of_page else self._make_tokenizer(name, references)
            self._tokenizers[key] = made
        return self._tokenizers[key]

    def _is_of_page_in_rst(self, name: str, references: Iterable[str]) -> bool:
        """Whether a message is of a MyST page that a document in rST includes."""
        first = next(iter(references), None)
        path = self.documents.get(name)
        if first is None or path is None or not self._is_rst(path):
            return False
        markup = self._suffixes.get(PurePosixPath(_path(first)).suffix, _RST)
        return markup != _RST and self._includes_pages(path)

    def judge(self, domain: str) -> Judge:
        """Return the judge of what translations of the catalog `domain` may do."""
        # Sphinx's builder of templates, which declares the setting, is not set up here.
        compact = stated_settings(self.config).get("gettext_compact", True)
        names = [name for name in self.documents if docname_to_domain(name, compact) == domain]
        judges = self._judges
        of_documents = [judges.of_document(name, self._project.srcdir) for name in names]
        if domain in (DOMAIN, TEMPLATES_DOMAIN):
            of_documents.append(judges.of_page_texts())
        listings = chain.from_iterable(map(self._listings, names))
        return all_of(
            [*(of_documents or [judges.of_unknown()]), *(listing.effects for listing in listings)]
        )

    def _listings(self, name: str) -> Iterator[Listing]:
        """Yield the programs of a document whose comments builds translate."""
        if self.config.diglot_code != "comments" or self.config.diglot_trust_translations:
            return
        path, srcdir = self.documents[name], self._project.srcdir
        language = str(self.config.highlight_language)
        if self._is_rst(path):
            text = path.read_text("utf-8-sig", errors="replace")
            yield from listings_of_rst(text, path.parent, srcdir, language)
        else:
            yield from listings_of_page(self._page(name, path), srcdir, language)

    @property
    def allows_fuzzy(self) -> bool:
        """Whether builds show translations that are still to be confirmed."""
        return bool(self.config.gettext_allow_fuzzy_translations)

    @cached_property
    def _judges(self) -> Judges:
        uses_myst = "markdown" in self._suffixes.values()
        trusts = bool(self.config.diglot_trust_translations)
        return Judges(self._suffixes, self._myst if uses_myst else None, trusts=trusts)

    def _make_tokenizer(self, name: str, references: Iterable[str]) -> Tokenizer:
        path = self.documents.get(name)
        if path is not None:
            return self._rst if self._is_rst(path) else self._myst_tokenizer(self._page(name, path))
        suffix = next((PurePosixPath(_path(reference)).suffix for reference in references), "")
        markup = self._suffixes.get(suffix)
        if suffix and markup is None:
            return plain  # a message of a drawing, for instance, or of conf.py
        is_myst = markup not in (None, _RST) or (not suffix and ".md" in self._suffixes)
        return self._myst_tokenizer() if is_myst else self._rst

    def _myst_tokenizer(self, page: Page | None = None) -> Tokenizer:
        references = page.references if page else {}
        return MystTokenizer(self._parser, references, as_blocks=not self._has_diglot)

    def _document(self, domain: str, references: Iterable[str]) -> str:
        if domain in self.documents:
            return domain
        for reference in references:
            # The path may be relative to any folder, as the program chose that wrote the template.
            parts = PurePosixPath(_path(reference)).with_suffix("").parts
            for start in range(len(parts)):
                if (name := "/".join(parts[start:])) in self.documents:
                    return name
        return domain


def _includes_pages(path: Path) -> bool:
    """Return whether a document in rST has MyST read what it includes."""
    return ":parser: myst" in path.read_text("utf-8-sig", errors="replace")


def _path(reference: str) -> str:
    return _LINE.sub("", reference.split(" ")[0])
