"""The main content of pages as lines, to compare diglot's pages with stock's.

Each rule of `RULES` takes away one difference that is meant, from pages of either. What no rule
names counts: every word, element, attribute, class, and what a link leads to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from urllib.parse import unquote, urldefrag

import sphinx
from bs4 import BeautifulSoup, Tag
from bs4.element import AttributeValueList, NavigableString

Place = int
"""An element of a page, counted from its beginning."""

OTHERWISE = frozenset({"search.html", "404.html", "translation-progress.html"})
"""Pages that are diglot's own: stock has none, or one with another search engine."""

_INDEX = "genindex.html"


@dataclass
class Page:
    """The main content of a page, and where each of its ids is."""

    main: Tag
    places: dict[str, Place] = field(default_factory=dict)


def read_pages(outdir: Path) -> dict[str, Page]:
    """Return the pages of a site without what differs on purpose, by their path."""
    found = {}
    for path in sorted(outdir.rglob("*.html")):
        name = path.relative_to(outdir).as_posix()
        if name not in OTHERWISE:
            soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
            main = soup.select_one("article[role=main]")
            assert main is not None, name
            for rule in RULES:
                rule(main)
            found[name] = Page(main, _take_ids(main))
    return found


def lines_of(pages: dict[str, Page]) -> dict[str, list[str]]:
    """Return each page as lines: one for each tag and each run of text."""
    found = {name: list(_lines(page.main, name, pages)) for name, page in pages.items()}
    if _INDEX in found:
        # Diglot files Chinese words by pinyin: what counts is each entry and what it leads to.
        found[_INDEX] = sorted(_entries(pages[_INDEX].main, pages))
    return found


# --- what is meant, each the reason in a line


def _without_names_of_blocks(main: Tag) -> None:
    """Blocks carry the name of their message, by which readers call up the other language."""
    for tag in main.find_all(class_=True):
        _drop_classes(tag, lambda name: name.startswith("diglot-block-"))


def _without_sizes(main: Tag) -> None:
    """Pictures carry their width and height, so that nothing moves when they arrive late."""
    for tag in main.select("img[width][height]"):
        del tag["width"], tag["height"]
        tag.attrs.pop("loading", None)


def _without_counterparts(main: Tag) -> None:
    """References to terms carry the term in the other language."""
    for tag in main.select("[data-diglot-translation]"):
        del tag["data-diglot-translation"]


def _without_marks(main: Tag) -> None:
    """A block that is not translated is marked, says why, and names its language."""
    for tag in main.find_all(class_=["diglot-untranslated", "diglot-fuzzy"]):
        _drop_classes(tag, {"diglot-untranslated", "diglot-fuzzy"}.__contains__)
        del tag["title"], tag["lang"]


def _without_progress(main: Tag) -> None:
    """A page that is not fully translated says so under its heading."""
    for tag in main.select("aside.diglot-progress-note"):
        tag.decompose()


def _without_latin(main: Tag) -> None:
    """An emphasis in Latin letters stays italic on a Chinese page."""
    for tag in main.find_all("em", class_="diglot-latin"):
        _drop_classes(tag, "diglot-latin".__eq__)


def _without_ends_of_words(main: Tag) -> None:
    """Chinese titles may break where their words end."""
    for tag in main.select(":is(h1, h2, h3) wbr"):
        tag.decompose()
    for tag in main.select("span.diglot-clause"):
        tag.unwrap()
    main.smooth()


def _without_levels(main: Tag) -> None:
    """The caption of contents says which level its role `heading` has, as ARIA asks for."""
    for tag in main.select('p.caption[role=heading][aria-level="2"]'):
        del tag["aria-level"]


def _without_wrong_roles(main: Tag) -> None:
    """Citations are entries of a list; the label of a tab does not say what only its button may."""
    for tag in main.select("div.citation[role]"):
        del tag["role"]
    for tag in main.select("label.sd-tab-label[aria-controls]"):
        del tag["aria-controls"]


def _without_names_of_boxes(main: Tag) -> None:
    """The box of a task is named by the task."""
    for tag in main.select("input.task-list-item-checkbox[aria-labelledby]"):
        del tag["aria-labelledby"]


def _without_long_code(main: Tag) -> None:
    """Words of code that are longer than a line may break, after signs."""
    for place in main.select("code.diglot-long span.pre + wbr"):
        before, after = place.find_previous_sibling(), place.find_next_sibling()
        if before is None or after is None:
            continue
        after.insert(0, before.get_text())
        before.decompose()
        place.decompose()
        after.smooth()
    for tag in main.select("code.diglot-long"):
        _drop_classes(tag, "diglot-long".__eq__)


def _without_ends_of_lines(main: Tag) -> None:
    """A line may begin with an option; a word and its number stay on one."""
    for tag in main.select("wbr"):
        tag.decompose()
    for tag in main.select(".diglot-whole"):
        if tag.name == "span":
            tag.unwrap()
        else:
            _drop_classes(tag, "diglot-whole".__eq__)
    main.smooth()


def _without_marks_of_cells(main: Tag) -> None:
    """Cells with sentences are wide enough on narrow pages, dates stay whole."""
    for name in ("diglot-text-cell", "diglot-number-cell"):
        for tag in main.select(f".{name}"):
            _drop_classes(tag, name.__eq__)


def _without_breaks(main: Tag) -> None:
    """A line break between 汉字 or beside a full-width sign leaves no space."""
    for text in main.find_all(string=re.compile("\n")):
        if not text.find_parent("pre"):
            text.replace_with(NavigableString(_BREAK.sub("", text)))


def _without_titles_of_permalinks(main: Tag) -> None:
    """Permalinks say in our Chinese what they are; English before release 9 had none."""
    ours = ("链接到",) if sphinx.version_info >= (9,) else ("链接到", "Link to ")
    for tag in main.select("a.headerlink[title]"):
        if str(tag["title"]).startswith(ours):
            del tag["title"]


def _without_words_of_later_releases(main: Tag) -> None:
    """Diglot translates some labels that Sphinx leaves in English in Chinese before release 9."""
    if sphinx.version_info < (9,):
        for tag in main.select(".versionmodified"):
            tag.string = re.sub(r"[^\d.]", "", tag.get_text())
        for tag in main.select("[class*=-only-separator] > abbr"):
            del tag["title"]


def _without_names_of_separators(main: Tag) -> None:
    """What `*` and `/` mean in a signature is said in our Chinese, with wide brackets."""
    for tag in main.select("[class*=-only-separator] > abbr"):
        if "参数" in str(tag.get("title")):
            del tag["title"]


def _without_wide_dashes(main: Tag) -> None:
    """The dash before the source of a quotation is twice as wide in Chinese."""
    for tag in main.select("p.attribution"):
        if tag.contents and isinstance(text := tag.contents[0], NavigableString):
            text.replace_with(NavigableString(re.sub("^——", "—", text)))


def _without_titles_of_todos(main: Tag) -> None:
    """A box for what is to be done has our title in Chinese."""
    for tag in main.select(".admonition-todo > .admonition-title"):
        if tag.get_text() in ("待处理", "待办"):
            tag.clear()


def _without_chinese_numbers(main: Tag) -> None:
    """Chinese listings are 代码, where Sphinx has the word for lists; brackets are wide."""
    for tag in main.select("span.caption-number, span.std-numref, a.reference.internal"):
        for text in tag.find_all(string=_NUMBER):
            text.replace_with(NavigableString(_NUMBER.sub(_as_stock, text)))


_NUMBER = re.compile(r"^代码(?= [\d.]+)|^（(?P<number>[\d.]+)）$")


def _as_stock(match: re.Match[str]) -> str:
    return f"({match['number']})" if match["number"] else "列表"


_WIDE = "\u3000-\u303f\u3400-\u9fff\uff00-\uff60"
_SIGN = "\u3000-\u303f\uff00-\uff0f\uff1a-\uff20"
_BREAK = re.compile(f"(?<=[{_WIDE}])\n(?=[{_WIDE}])|(?<=[{_SIGN}])\n|\n(?=[{_SIGN}])")


def _without_languages_of_passages(main: Tag) -> None:
    """A passage in another script says which language it is in."""
    for tag in main.find_all("span", lang=True):
        if set(tag.attrs) == {"lang"} and (parent := tag.parent):
            tag.unwrap()
            parent.smooth()


RULES: tuple[Callable[[Tag], None], ...] = (
    _without_words_of_later_releases,
    _without_names_of_blocks,
    _without_counterparts,
    _without_sizes,
    _without_marks,
    _without_progress,
    _without_latin,
    _without_ends_of_words,
    _without_levels,
    _without_wrong_roles,
    _without_names_of_boxes,
    _without_long_code,
    _without_ends_of_lines,
    _without_marks_of_cells,
    _without_breaks,
    _without_titles_of_permalinks,
    _without_names_of_separators,
    _without_titles_of_todos,
    _without_wide_dashes,
    _without_chinese_numbers,
    _without_languages_of_passages,
)


def _take_ids(main: Tag) -> dict[str, Place]:
    """Anchors are made of words: what counts is which element an id names, not how it is spelt.

    An element with several ids has an empty span for each but the first.
    """
    more: dict[int, list[str]] = {}
    for tag in main.find_all("span", id=True):
        if set(tag.attrs) == {"id"} and not tag.contents and tag.parent:
            following = tag.find_next_sibling(lambda beside: beside.name != "span")
            # Spans stand before a table, but within other elements.
            is_table = isinstance(following, Tag) and following.name == "table"
            owner = following if is_table else tag.parent
            more.setdefault(id(owner), []).append(str(tag["id"]))
            tag.decompose()
    places: dict[str, Place] = {}
    tags = [main, *main.find_all(True)]
    for place, tag in enumerate(tags):
        for name in [tag.attrs.pop("id", None), *more.get(id(tag), [])]:
            # Stock has an id twice where a theme wraps a table or a formula; ours has the inner.
            if name is None:
                continue
            before = places.get(str(name))
            if before is None or any(box is tags[before] for box in tag.parents):
                places[str(name)] = place
    return places


# --- lines


def _lines(tag: Tag, name: str, pages: dict[str, Page]) -> Iterator[str]:
    attributes = "".join(
        f' {key}="{_value(key, value, name, pages)}"' for key, value in sorted(tag.attrs.items())
    )
    yield f"<{tag.name}{attributes}>"
    for child in tag.children:
        if isinstance(child, Tag):
            yield from _lines(child, name, pages)
        elif tag.find_parent("pre") or tag.name == "pre":
            yield repr(str(child))
        elif words := re.sub(r"\s+", " ", str(child)):
            yield words
    yield f"</{tag.name}>"


def _value(key: str, value: object, name: str, pages: dict[str, Page]) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return _target(str(value), name, pages) if key == "href" else str(value)


def _target(address: str, name: str, pages: dict[str, Page]) -> str:
    """Return an address with the element it leads to, where that is known."""
    path, anchor = urldefrag(address)
    page = (Path(name).parent / path).as_posix() if path else name
    known = pages[page].places if page in pages else {}
    return f"{path}#{known[unquote(anchor)]}" if unquote(anchor) in known else address


def difference(stock: list[str], ours: list[str]) -> list[str]:
    """Return how the lines of a page differ from stock's, as a unified diff.

    Where a link of stock's leads to an anchor that its own page has not, ours may lead anywhere:
    with MyST-Parser 5.0 that happens to headings that are translated.
    """
    if len(stock) == len(ours):
        pairs = zip(stock, ours, strict=True)
        stock = [own if _LEADS_NOWHERE.match(line) else line for line, own in pairs]
    return list(unified_diff(stock, ours, "stock", "ours", lineterm=""))


# An anchor that an element has is a number by now.
_LEADS_NOWHERE = re.compile(r'<a class="reference internal" href="[^#"]*#(?!\d+")')


def _entries(main: Tag, pages: dict[str, Page]) -> Iterator[str]:
    for entry in main.select("table.indextable li"):
        heads = [parent for parent in entry.find_parents("li") if parent in main.descendants]
        words = [" ".join(_own_words(line)) for line in (*reversed(heads), entry)]
        leads = [_target(str(link["href"]), _INDEX, pages) for link in entry.select(":scope > a")]
        yield " | ".join([*words, *leads])


def _own_words(entry: Tag) -> list[str]:
    return [
        words
        for child in entry.children
        if not (isinstance(child, Tag) and child.name == "ul")
        and (words := " ".join(child.get_text().split()))
    ]


def _drop_classes(tag: Tag, dropped: Callable[[str], bool]) -> None:
    kept = [name for name in tag.get_attribute_list("class") if name and not dropped(name)]
    if kept:
        tag["class"] = AttributeValueList(kept)
    else:
        del tag["class"]
