"""The main Typst file of a handout: its cover, contents, documents and indexes in order."""

from __future__ import annotations

from itertools import count, zip_longest
from pathlib import PurePosixPath

from diglot.sphinxext.handouts.handout import has_slides
from diglot.sphinxext.typst.build.assembly import Chapter, Part
from diglot.sphinxext.typst.build.index import index_call
from diglot.sphinxext.typst.build.resolved_handout import ResolvedHandout
from diglot.typeset.markup import THEME, Markup, call, literal, stack


def main_source(handout: ResolvedHandout) -> str:
    """Return the main Typst file of a handout."""
    kind = "slides-" if has_slides(handout.handout) else ""
    body = stack(
        [
            call("type-area"),
            *([call(handout.handout.cover_function, _ART)] if handout.has_cover else []),
            *(_contents(handout) if handout.has_contents else []),
            *([call("begin")] if handout.has_cover or handout.has_contents else []),
            _body(handout, kind),
            *(
                call(f"{kind}chapter", 0, True, index_call(title, groups))
                for title, groups in handout.indexes
            ),
            *([call("colophon")] if handout.has_colophon else []),
        ]
    )
    return (
        f"// Made by diglot for the handout {handout.pdf.name}; changes are lost.\n"
        f'#import "/theme.typ" as {THEME}\n#show: {THEME}.{kind}handout\n#{body}\n'
    )


# The function that draws the art of covers: given to those that show it, so that a project may
# replace it alone.
_ART = Markup(f"{THEME}.cover-art")


def _contents(handout: ResolvedHandout) -> list[Markup]:
    if not handout.begins_with_title:
        return [call("contents")]
    include = _include(handout.assembly.docnames[0])
    return [call("contents", above=call("chapter", 0, True, include, closes=False))]


def _body(handout: ResolvedHandout, kind: str) -> Markup:
    """Return the documents; what functions of a kind of handout are called begins with `kind`."""
    documents = handout.assembly.docnames
    if len(documents) == 1 and not handout.has_cover:
        appendix = [call("appendix", include) for include in _appendix(handout)]
        return call(f"{kind}leaflet", stack([_include(documents[0]), *appendix]))
    items, numbers = handout.assembly.items[int(handout.begins_with_title) :], count()
    chapters = stack(
        [
            *(
                call("part", item.title, _ART, next(numbers))
                if isinstance(item, Part)
                else _chapter(item, after, kind)
                for item, after in zip_longest(items, items[1:])
            ),
            *(call(f"{kind}chapter", 0, True, include) for include in _appendix(handout)),
        ]
    )
    return chapters if handout.has_cover else stack([call(f"{kind}title-head"), chapters])


def _appendix(handout: ResolvedHandout) -> list[Markup]:
    return [_include(excerpt.name) for excerpt in handout.assembly.appendix]


def _chapter(chapter: Chapter, after: Chapter | Part | None, kind: str) -> Markup:
    closes = not isinstance(after, Chapter) or after.opens
    options = {} if closes else {"closes": False}
    include = _include(chapter.docname)
    return call(f"{kind}chapter", chapter.offset, chapter.opens, include, **options)


def _include(name: str) -> Markup:
    return Markup(f"include {literal(source_path(name))}")


def source_path(name: str) -> str:
    """Return the path of the Typst source of a document or excerpt, from the root of the sources.

    `name` is a document's, or `Excerpt.name`.
    """
    handout, is_excerpt, docname = name.rpartition(":")
    folder = PurePosixPath("/appendices", handout) if is_excerpt else PurePosixPath("/documents")
    return str(folder / f"{docname}.typ")
