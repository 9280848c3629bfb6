"""Pages: which files of a folder are the same page in two languages, judged by their paths.

A layout says where a path names its language. Each layout is tried on all paths; the one that pairs
most pages goes first, and the others pair what it leaves (a README beside two folders of docs).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import PurePosixPath
from typing import NamedTuple

_Spellings = Mapping[str, str]
"""The language of each spelling: `zh_cn`, `zh`, `cn` → `zh_CN`."""

_OTHER_SPELLINGS = {
    "zh": ("zh_cn", "zh_hans", "zh_hans_cn", "cn", "chinese"),
    "zh_cn": ("zh", "zh_hans", "zh_hans_cn", "cn", "chinese"),
    "zh_tw": ("zh_hant", "zh_hant_tw", "tw"),
    "en": ("en_us", "en_gb", "english"),
    "ja": ("ja_jp", "jp"),
    "ko": ("ko_kr", "kr"),
}
"""How folders and files name a language besides its tag. Chosen by hand; no corpus counted."""
_TAGS = (
    *("zh_CN", "en", "ja", "ko", "zh_TW"),
    *("ar", "de", "es", "fr", "it", "pt", "pt_BR", "ru", "vi"),
)
"""The languages that are looked for where nobody names any; of equals, the first are taken."""


class Reading(NamedTuple):
    """A path as a layout reads it: what both languages share, and the language, if it is named."""

    page: str
    language: str | None


class PagePair(NamedTuple):
    """The paths of a page in both languages, and the name of the layout that paired them."""

    source: str
    target: str
    layout: str


def pair_pages(paths: Iterable[str], source: str, target: str) -> list[PagePair]:
    """Return the pages that `paths` (relative, with slashes) hold in both languages, sorted.

    One of the two languages may go unnamed: `docs/a.md` beside `docs/en/a.md`. A path is in one
    pair at most.
    """
    spellings = _spellings(target) | _spellings(source)
    known = in_order(paths, source, target)
    found = {name: list(_pairs(name, known, spellings, source, target)) for name in _LAYOUTS}
    taken: set[str] = set()
    pairs = []
    for layout in sorted(found, key=lambda name: -len(found[name])):
        for pair in found[layout]:
            if taken.isdisjoint((pair.source, pair.target)):
                taken |= {pair.source, pair.target}
                pairs.append(pair)
    return sorted(pairs)


def in_order(paths: Iterable[str], source: str, target: str) -> list[str]:
    """Return paths in order, those first that spell a language by its tag.

    Of two versions of a page in one language, such as ``zh-TW`` and ``zh-Hant``, the first counts.
    """
    tag = re.compile(rf"(?<![a-z0-9])(?:{_plain(source)}|{_plain(target)})(?![a-z0-9_])")
    return sorted(set(paths), key=lambda path: (tag.search(_plain(path)) is None, path))


def read_path(path: str, layout: str, source: str, target: str) -> Reading:
    """Return a path as the layout of a pair reads it."""
    return _LAYOUTS[layout](path, _spellings(target) | _spellings(source))


def is_of_another_language(
    path: str, layout: str, languages: tuple[str, str], pages: Collection[str]
) -> bool:
    """Whether a path is that of one of `pages` in a language besides the two."""
    ours = _spellings(languages[0]) | _spellings(languages[1])
    for tag in _TAGS:
        others = {name: tag for name in _spellings(tag) if name not in ours}
        page, language = _LAYOUTS[layout](path, others)
        # Docusaurus' folders name their language, whether it is asked for or not.
        if others and language == tag and page in pages:
            return True
    return False


def is_called_otherwise(name: str, tag: str) -> bool:
    """Whether a name, such as that of a folder or a setting, is that of another language."""
    return _plain(name) not in _spellings(tag) and is_name_of_language(name)


def is_name_of_language(name: str) -> bool:
    """Whether a name, such as that of a folder, is that of a language."""
    return any(_plain(name) in _spellings(tag) for tag in _TAGS)


def languages_in(paths: Iterable[str], unnamed: str = "") -> tuple[str, str] | None:
    """Return the languages, by their tags, that most pages are there in; None where there is one.

    `unnamed` is the language of pages whose paths name none, "" where nobody knows. The source is
    the one of the two that most pairs do not name, as what is written first lies where a site has
    its own language; where they name both, the one that comes first in `_TAGS`.
    """
    known = sorted(set(paths))
    tags = [tag for tag in _TAGS if tag == unnamed or any(_names(path, tag) for path in known)]
    found = {pair: pair_pages(known, *pair) for pair in combinations(tags, 2)}
    best = max(found, key=lambda pair: len(found[pair]), default=None)
    if best is None or not found[best]:
        return None
    first, second = best
    without = [pair for pair in found[best] if unnamed_among([pair.source, pair.target])]
    return (second, first) if second == unnamed and 2 * len(without) > len(found[best]) else best


def unnamed_among(paths: Iterable[str]) -> list[str]:
    """Return the paths that name no language which is looked for."""
    return [path for path in paths if not any(_names(path, tag) for tag in _TAGS)]


def _names(path: str, tag: str) -> bool:
    spellings = _spellings(tag)
    return any(layout(path, spellings).language == tag for layout in _LAYOUTS.values())


def _pairs(
    layout: str, paths: Iterable[str], spellings: _Spellings, source: str, target: str
) -> Iterator[PagePair]:
    pages: defaultdict[str, dict[str | None, str]] = defaultdict(dict)
    for path in paths:
        page, language = _LAYOUTS[layout](path, spellings)
        pages[page].setdefault(language, path)
    for versions in pages.values():
        unnamed = versions.get(None)
        ours, theirs = versions.get(source, unnamed), versions.get(target, unnamed)
        if ours and theirs and ours != theirs:
            yield PagePair(ours, theirs, layout)


def _spellings(tag: str) -> dict[str, str]:
    plain = _plain(tag)
    return dict.fromkeys((plain, *_OTHER_SPELLINGS.get(plain, ())), tag)


def _plain(tag: str) -> str:
    return tag.casefold().replace("-", "_")


def _folder(path: str, spellings: _Spellings) -> Reading:
    """`docs/zh/a.md`, `zh/docs/a.md`: a folder is the language."""
    *folders, file = path.split("/")
    for place, folder in enumerate(folders):
        if language := spellings.get(_plain(folder)):
            return Reading("/".join([*folders[:place], *folders[place + 1 :], file]), language)
    return Reading(path, None)


def _folder_ending(path: str, spellings: _Spellings) -> Reading:
    """`docs_zh/a.md`: a folder's name ends in the language."""
    *folders, file = path.split("/")
    for place, folder in enumerate(folders):
        name, language = _ending(folder, spellings)
        if language:
            return Reading(
                "/".join([*folders[:place], name, *folders[place + 1 :], file]), language
            )
    return Reading(path, None)


def _file_ending(path: str, spellings: _Spellings) -> Reading:
    """`page.zh.md`, `README_zh.md`, `README.zh-CN.md`: a file's name ends in the language."""
    whole = PurePosixPath(path)
    name, language = _ending(whole.stem, spellings)
    return Reading(str(whole.with_name(name + whole.suffix)), language)


def _docusaurus(path: str, spellings: _Spellings) -> Reading:
    """`i18n/zh/docusaurus-plugin-content-docs/current/a.md` translates `docs/a.md`."""
    match path.split("/"):
        case ["i18n", tag, "docusaurus-plugin-content-docs", "current", *rest]:
            return Reading("/".join(["docs", *rest]), spellings.get(_plain(tag), tag))
    return Reading(path, None)


def _ending(name: str, spellings: _Spellings) -> Reading:
    """Split the longest spelling off the end of a name; one of `.`, `_`, `-` stands before it."""
    for spelling in sorted(spellings, key=len, reverse=True):
        rest, end = name[: -len(spelling)], name[-len(spelling) :]
        if _plain(end) == spelling and len(rest) > 1 and rest[-1] in "._-":
            return Reading(rest[:-1], spellings[spelling])
    return Reading(name, None)


_LAYOUTS: Mapping[str, Callable[[str, _Spellings], Reading]] = {
    "folder": _folder,
    "folder ending": _folder_ending,
    "file ending": _file_ending,
    "docusaurus": _docusaurus,
}
