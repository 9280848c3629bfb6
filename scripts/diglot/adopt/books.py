"""Books: the two trees as Sphinx reads them, and what their documents become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from diglot.adopt.blocks import block
from diglot.adopt.entries import Adopted, Doubts, PageMessage, adopt_document
from diglot.adopt.matching import match
from diglot.adopt.page_messages import adopt_messages
from diglot.adopt.pairing import Block
from diglot.adopt.toctree_titles import add_titles, without_titles
from diglot.adopt.trees import Trees
from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.glossary import Glossary
from diglot.catalog.scripts import writes_cjk
from diglot.checks.message import Context
from diglot.checks.run import check_entry
from diglot.checks.table import CHECKS
from diglot.core.codes import Code
from diglot.core.languages import Languages
from diglot.sphinxext.config.load import load_project
from diglot.sphinxext.markup.book import Book
from diglot.sphinxext.run.documents import ReadDocument, read_documents
from diglot.sphinxext.run.stand_ins import UnknownName

_DOUBTS = frozenset(
    {
        *(Code.BLOCK_MARKUP, Code.UNPARSED_MARKUP, Code.ROLES, Code.REFERENCES, Code.TERMS),
        *(Code.LINKS, Code.IMAGES, Code.FORMULAS, Code.FOOTNOTES, Code.SUBSTITUTIONS),
    }
)
"""The checks that a translation must pass to be shown without having been confirmed."""
_CHECKS = tuple(check for check in CHECKS if check.code in _DOUBTS)


@dataclass(frozen=True, slots=True)
class ReadBook:
    """One of the two trees as Sphinx read it: its documents, and how their messages are parsed.

    `borrows` tells whether one of the two languages has words of the other's alphabet; `unknown`
    are the directives and roles that no extension knows.
    """

    documents: Mapping[str, ReadDocument]
    book: Book
    borrows: bool
    unknown: Sequence[UnknownName] = ()

    def messages(self, name: str, path: str) -> list[PageMessage]:
        """Return the messages of a document whose old file was at `path`."""
        read = self.documents.get(name, ReadDocument())
        return [
            PageMessage(message.msgid, message.note.partition(" · ")[0], path)
            for message in read.messages
        ]

    def blocks(self, name: str) -> list[Block]:
        """Return the same messages as blocks."""
        read, tokenize = self.documents.get(name, ReadDocument()), self.book.tokenizer(name)
        return [
            block(
                message.msgid,
                message.note,
                tokenize,
                depth=read.depths.get(message.line, 0),
                borrows=self.borrows,
            )
            for message in read.messages
        ]


def read_book(root: Path, languages: Languages, number: int) -> ReadBook:
    """Read the project in `root` in one of its languages, with code and raw HTML as messages.

    Raises DiglotError where Sphinx cannot.
    """
    tag = tuple(languages)[number].tag
    read = read_documents(root, tag, whole=True)
    book = Book(load_project(root))
    return ReadBook(read.documents, book, _mixes_scripts(languages), read.unknown)


def adopt_documents(
    trees: Trees,
    languages: Languages,
    source: ReadBook,
    target: ReadBook,
    titles: Mapping[str, Mapping[str, str]],
) -> dict[str, Adopted]:
    """Return what each document becomes, by name.

    `titles` are the translations of titles in toctrees, by page: they are known, not guessed.
    """
    paths = {_name(page.path): page.target for page in trees.pages}
    known = {_name(page): linked for page, linked in titles.items()}
    found = {}
    for name in sorted({*source.documents, *target.documents}):
        linked = known.get(name, {})
        theirs = target.messages(name, paths.get(name, ""))
        messages, blocks = without_titles(source.messages(name, ""), source.blocks(name), linked)
        others, other_blocks = without_titles(theirs, target.blocks(name), {*linked.values()})
        found[name] = adopt_document(
            messages,
            others,
            match(blocks, other_blocks),
            _doubts(source.book, name, languages),
            source.book.tokenizer(name),
            leaves_cjk=_mixes_scripts(languages),
        )
        add_titles(found[name], linked, len(theirs) - len(others))
    return found


def adopt_catalog(
    trees: Trees, languages: Languages, source: ReadBook, catalog: Catalog
) -> dict[str, Adopted]:
    """Return what each document becomes, by name, where a catalog has the translations."""
    names = {page.source: _name(page.path) for page in trees.pages}
    return adopt_messages(
        {name: source.messages(name, "") for name in source.documents},
        catalog.entries,
        lambda name: _doubts(source.book, name, languages),
        lambda reference: names.get(reference.partition(":")[0], ""),
    )


def _mixes_scripts(languages: Languages) -> bool:
    return len({writes_cjk(language) for language in languages}) > 1


def _doubts(book: Book, name: str, languages: Languages) -> Doubts:
    """Return what says why a translation in a document cannot be shown as it is."""
    source, target = languages.source, languages.targets[0]
    context = Context(source, target, Glossary(source, target))
    tokenize, judge = book.tokenizer(name), book.judge(name)

    def doubts(msgid: str, msgstr: str) -> str:
        entry = Entry(msgid, (msgstr,), 0, (0, 0))
        found = [
            diagnostic.message
            for diagnostic in check_entry(entry, tokenize, context, name, _CHECKS)
        ]
        found += [f"{effect.kind} {effect.shown}" for effect in judge(msgid, msgstr)]
        return "; ".join(dict.fromkeys(found))

    return doubts


def _name(path: str) -> str:
    return PurePosixPath(path).with_suffix("").as_posix()
