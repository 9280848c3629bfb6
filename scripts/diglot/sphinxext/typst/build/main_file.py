"""The main Typst file of a handout: its cover, contents, documents and indexes in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count, zip_longest
from pathlib import PurePosixPath

from diglot.sphinxext.handouts.handout import has_slides
from diglot.sphinxext.typst.build.assembly import Chapter, Part
from diglot.sphinxext.typst.build.index import index_call
from diglot.sphinxext.typst.build.resolved_handout import ResolvedHandout
from diglot.typeset.markup import THEME, Markup, call, stack
from diglot.typeset.source_files import IMPORT, included


@dataclass(frozen=True, slots=True)
class Item:
    """A document, an excerpt, a part or an index, as the main file has it printed.

    `names` are those of its Typst sources, `offset` how deep its headings lie, and `opens` whether
    it begins a page.
    """

    source: Markup
    names: tuple[str, ...] = ()
    offset: int = 0
    opens: bool = True
    is_part: bool = False
    title: str = ""


def main_source(handout: ResolvedHandout) -> str:
    """Return the main Typst file of a handout."""
    opening = [*front(handout), *([call("begin")] if front(handout) else [])]
    return file_of(handout, [*opening, _body(handout), *ending(handout)])


def file_of(handout: ResolvedHandout, blocks: Iterable[Markup]) -> str:
    """Return a Typst file that prints `blocks` of a handout."""
    body = stack([call("type-area"), *blocks])
    return (
        f"// Made by diglot for the handout {handout.pdf.name}; changes are lost.\n"
        f'#import "/theme.typ" as {THEME}\n{IMPORT}\n#show: {THEME}.{_kind(handout)}handout\n'
        f"#{body}\n"
    )


def front(handout: ResolvedHandout) -> list[Markup]:
    """Return what comes before the documents, on pages of its own."""
    return [
        *([call(handout.handout.cover_function, _ART)] if handout.has_cover else []),
        *(_contents(handout) if handout.has_contents else []),
    ]


def ending(handout: ResolvedHandout) -> list[Markup]:
    """Return what comes after the documents."""
    return [
        *(item.source for item in indexes(handout)),
        *([call("colophon")] if handout.has_colophon else []),
    ]


def indexes(handout: ResolvedHandout) -> list[Item]:
    """Return the indexes."""
    function = f"{_kind(handout)}chapter"
    return [
        Item(call(function, 0, True, index_call(title, groups)), title=title)
        for title, groups in handout.indexes
    ]


def _kind(handout: ResolvedHandout) -> str:
    """Return what the names of functions begin with that a kind of handout has of its own."""
    return "slides-" if has_slides(handout.handout) else ""


# The function that draws the art of covers: given to those that show it, so that a project may
# replace it alone.
_ART = Markup(f"{THEME}.cover-art")


def _contents(handout: ResolvedHandout) -> list[Markup]:
    if not handout.begins_with_title:
        return [call("contents")]
    include = _include(handout.assembly.docnames[0])
    return [call("contents", above=call("chapter", 0, True, include, closes=False))]


def _body(handout: ResolvedHandout) -> Markup:
    """Return the documents."""
    documents, kind = handout.assembly.docnames, _kind(handout)
    if len(documents) == 1 and not handout.has_cover:
        appendix = [call("appendix", _include(cut.name)) for cut in handout.assembly.appendix]
        return call(f"{kind}leaflet", stack([_include(documents[0]), *appendix]))
    chapters = stack([item.source for item in items(handout)])
    return chapters if handout.has_cover else stack([call(f"{kind}title-head"), chapters])


def items(handout: ResolvedHandout) -> list[Item]:
    """Return the documents of a book, its parts, and what it has of other documents, in order."""
    assembled, numbers = handout.assembly.items[int(handout.begins_with_title) :], count()
    function = f"{_kind(handout)}chapter"
    return [
        *(
            Item(call("part", part.title, _ART, next(numbers)), is_part=True, title=part.title)
            if isinstance(part, Part)
            else _chapter(part, after, function)
            for part, after in zip_longest(assembled, assembled[1:])
        ),
        *(
            Item(call(function, 0, True, _include(cut.name)), (cut.name,))
            for cut in handout.assembly.appendix
        ),
    ]


def _chapter(chapter: Chapter, after: Chapter | Part | None, function: str) -> Item:
    closes = not isinstance(after, Chapter) or after.opens
    options = {} if closes else {"closes": False}
    source = call(function, chapter.offset, chapter.opens, _include(chapter.docname), **options)
    return Item(source, (chapter.docname,), chapter.offset, chapter.opens)


def _include(name: str) -> Markup:
    return included(source_path(name))


def source_path(name: str) -> str:
    """Return the path of the Typst source of a document or excerpt, from the root of the sources.

    `name` is a document's, or `Excerpt.name`.
    """
    handout, is_excerpt, docname = name.rpartition(":")
    folder = PurePosixPath("/appendices", handout) if is_excerpt else PurePosixPath("/documents")
    return str(folder / f"{docname}.typ")
