"""No English word is left around a Chinese text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import sphinx
from babel.messages.pofile import read_po

from diglot.sphinxext.html.site import chrome
from site_books import Site, build_site

CATALOGS = sorted((Path(chrome.__file__).parent / "locale").glob("*.po"))
SPOKEN = ("aria-label", "title", "alt", "placeholder", "content", "label", "value")
# Names, and what the little books themselves say in Latin letters.
NAMES = {"Sphinx", "Python", "Furo", "pradyunsg", "English", "PDF", "HTML", "JavaScript"}
# What Sphinx writes into documents: "module" is fixed in its Python domain, and its catalog for
# zh_TW says "Todo".
SPHINX = {"module", "Todo"}
SAID = {"GPU", "VRAM", "GB", "diglot", "print", "ValueError", "int", "class"}


class Words(HTMLParser):
    """Collects every text a reader can meet: seen, read aloud or shown at the pointer.

    What a page says in another language, and says so, is not collected.
    """

    SILENT = ("script", "style", "annotation")
    EMPTY = ("meta", "link", "input", "img", "br", "hr", "source", "col", "use", "rect", "path")

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def _silent(self) -> bool:
        return any(silent for _, silent in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        foreign = not named.get("lang", "zh").startswith("zh")
        if tag not in self.EMPTY:
            self._open.append((tag, tag in self.SILENT or foreign))
        if tag == "meta" and named.get("name") != "description":
            return
        if named.get("type") != "hidden" and not self._silent():
            self.texts += [named[name] for name in SPOKEN if name in named]

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _ in self._open):
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._silent():
            self.texts.append(data)


def english_in(page: str) -> set[str]:
    words = Words()
    words.feed(page)
    return {
        text.strip()
        for text in words.texts
        if set(re.findall(r"[A-Za-z]{3,}", text)) - NAMES - SAID - SPHINX
    }


@pytest.mark.parametrize("tag", ["zh_CN", "zh_TW"])
def test_no_english_on_any_chinese_page(tmp_path: Path, tag: str) -> None:
    site = build_site("site-chrome", tmp_path, (tag,))
    pages = [path for path in site.pages() if path.parent != site.root]
    assert {path.name for path in pages} >= {
        "404.html",
        "everything.html",
        "genindex.html",
        "index.html",
        "py-modindex.html",
        "reference.html",
        "search.html",
    }
    found = {path.name: english_in(path.read_text("utf-8")) for path in pages}
    left = {name: english for name, english in found.items() if english}
    if sphinx.version_info < (9,):
        # The Chinese of Sphinx 8.2 has no words for these.
        left.get("everything.html", set()).difference_update(
            {"Added in version 1.0:", "Removed in version 1.3:"}
        )
    assert not any(left.values()), left


def test_nor_in_the_salon(salon: Site) -> None:
    pages = [path for path in salon.pages() if "zh-cn" in path.parts]
    found = {path.name: english_in(path.read_text("utf-8")) for path in pages}
    assert not {name: english for name, english in found.items() if english}


def test_the_check_sees_english() -> None:
    assert english_in('<a title="Back to top">回到顶部</a>') == {"Back to top"}
    assert english_in("<p>Next</p>") == {"Next"}
    assert english_in('<p lang="en">Next</p><p>Back</p>') == {"Back"}
    assert not english_in("<script>Next</script><p>由 Sphinx 制作</p>")


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_catalogs_are_complete_and_alike(path: Path) -> None:
    with CATALOGS[0].open("rb") as first, path.open("rb") as file:
        expected = {message.id for message in read_po(first) if message.id}
        messages = {message.id: message for message in read_po(file) if message.id}
    assert set(messages) == expected
    for message in messages.values():
        assert message.string
        assert not message.fuzzy
        fields = r"%\(\w+\)s|%s"
        assert re.findall(fields, str(message.string)) == re.findall(fields, str(message.id))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("zh_CN", "zh_CN"), ("zh", "zh_CN"), ("zh_HK", "zh_TW"), ("en", None), ("pt_BR", None)],
)
def test_each_reader_finds_the_nearest_catalog(tag: str, expected: str | None) -> None:
    path = chrome.catalog_of(tag)
    assert (path.stem if path else None) == expected
