"""No English word is left around a text in a language that has a catalog."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
import sphinx
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from pypdf import PdfReader

from diglot.cli.main import main
from diglot.core.language import language
from diglot.sphinxext.html.site.front import LanguageChoice, chooser_page, not_found_page
from diglot.sphinxext.i18n import labels
from diglot.typeset.printed import letters_of
from site_books import Site, build_site

CATALOGS = sorted((Path(labels.__file__).parent / "locale").glob("*.po"))
SPOKEN = ("aria-label", "title", "alt", "placeholder", "content", "label", "value")
# Names, and what the little books themselves say in Latin letters.
NAMES = {"Sphinx", "Python", "Furo", "pradyunsg", "English", "PDF", "HTML", "JavaScript"}
# What Sphinx writes into documents: "module" is fixed in its Python domain.
SPHINX = {"module"}
SAID = {"GPU", "VRAM", "GB", "diglot", "print", "ValueError", "int", "class"}


class Words(HTMLParser):
    """Collects every text a reader can meet: seen, read aloud or shown at the pointer.

    What a page says in another language, and says so, is not collected.
    """

    SILENT = ("script", "style", "annotation")
    EMPTY = ("meta", "link", "input", "img", "br", "hr", "source", "col", "use", "rect", "path")

    def __init__(self, language: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._language = language
        self._open: list[tuple[str, bool]] = []

    def _silent(self) -> bool:
        return any(silent for _, silent in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        foreign = not named.get("lang", self._language).startswith(self._language)
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
    words = Words("zh")
    words.feed(page)
    return {
        text.strip()
        for text in words.texts
        if set(re.findall(r"[A-Za-z]{3,}", text)) - NAMES - SAID - SPHINX
    }


def test_no_english_on_any_chinese_page(tmp_path: Path) -> None:
    site = build_site("site-chrome", tmp_path, ("zh_CN",))
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
    assert not any(left.values()), left


def test_labels_that_sphinx_translates_while_it_is_imported(tmp_path: Path) -> None:
    site = build_site("site-chrome", tmp_path, ("ja",))
    page = site.read("ja/everything.html")
    assert "バージョン 1.0 で追加" in page
    assert "Added in version" not in page


def test_nor_in_the_salon(salon: Site) -> None:
    pages = [path for path in salon.pages() if "zh-cn" in path.parts]
    found = {path.name: english_in(path.read_text("utf-8")) for path in pages}
    assert not {name: english for name, english in found.items() if english}


def test_the_check_sees_english() -> None:
    assert english_in('<a title="Back to top">回到顶部</a>') == {"Back to top"}
    assert english_in("<p>Next</p>") == {"Next"}
    assert english_in('<p lang="en">Next</p><p>Back</p>') == {"Back"}
    assert not english_in("<script>Next</script><p>由 Sphinx 制作</p>")


# A book of few words, none of them English: what is, is a label.
CONF = """\
extensions = ["myst_parser", "sphinx.ext.todo", "diglot"]
language = "zh_CN"
diglot_languages = {languages}
diglot_handouts = {{"book": {{"documents": "index", "cover": True}}}}
html_baseurl = "https://example.org/"
numfig = True
todo_include_todos = True
"""
PAGES = {
    "index": "# 书\n\n见{doc}`second`。\n\n```{toctree}\nsecond\n```\n\n```{note}\n甲\n```\n",
    "second": "# 二\n\n回到{doc}`index`。\n\n```{versionadded} 1\n```\n\n```{todo}\n乙\n```\n",
}

# A sentence that names another document, in a catalog.
SENTENCE = re.compile(r'(msgid "[^"{]+({doc}`\w+`)。"\n)msgstr ""')


# Labels that the book's pages have on paper.
PRINTED = ("Read online", "Note", "Todo", "Added in version")


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a book in every language with a catalog, and in one without its own."""
    folder = tmp_path_factory.mktemp("everywhere")
    tags = dict.fromkeys(["zh_CN", *(path.stem for path in CATALOGS), "zh_HK"])
    (folder / "conf.py").write_text(CONF.format(languages=list(tags)), "utf-8")
    for name, text in PAGES.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    assert main(["update", "--project", str(folder), "-q"]) == 0
    # What is not translated keeps its language, and so does the page that it names.
    for path in folder.glob("locales/*/LC_MESSAGES/*.po"):
        text = path.read_text("utf-8")
        path.write_text(SENTENCE.sub(r'\1msgstr "→ \2"', text), "utf-8")
    assert main(["build", "--project", str(folder), "site", "handouts", "--strict", "-q"]) == 0
    return folder / "_build" / "site"


def printed_text(path: Path) -> str:
    pages = PdfReader(path).pages
    return "\n".join(page.extract_text() for page in pages).replace("\xa0", " ")


def translations(tag: str) -> dict[str, str]:
    """Return what Sphinx's catalog and ours translate otherwise than with the same words."""
    path = labels.catalog_of(tag)
    assert path
    stock = sphinx.package_dir / "locale" / path.stem / "LC_MESSAGES/sphinx.po"
    both: dict[str, str] = {}
    # What Sphinx has, it says itself.
    for catalog_file in (path, stock):
        with catalog_file.open("rb") as file:
            catalog: Catalog = read_po(file)
        both |= {str(message.id): str(message.string) for message in catalog if message.string}
    words = {source.strip(): text.strip() for source, text in both.items() if source}
    return {source: text for source, text in words.items() if source != text}


@pytest.mark.parametrize("tag", [*(path.stem for path in CATALOGS), "zh_HK"])
def test_every_language_has_its_own_labels(everywhere: Path, tag: str) -> None:
    reader = language(tag)
    choices = [LanguageChoice(reader, "")]
    pages = [everywhere / reader.slug / f"{name}.html" for name in ("index", "second", "search")]
    said = {chooser_page(choices), not_found_page(choices)}
    said |= {page.read_text("utf-8") for page in pages}
    ours = translations(tag)
    for page in said:
        words = Words(reader.base)
        words.feed(page)
        assert not {text.strip() for text in words.texts} & ours.keys()
    printed = printed_text(everywhere / "handouts" / f"book.{reader.slug}.pdf")
    assert not [label for label in PRINTED if label in ours and label in printed]
    if reader.direction == "rtl":
        # Out of a PDF, Arabic comes in disorder.
        assert any(
            not Counter(letters_of(ours["Read online"])) - Counter(letters_of(line))
            for line in printed.splitlines()
        )
        return
    for word in re.findall(r"[^\W\d]+", ours["Read online"] + ours["(p. %s)"].replace("%s", "")):
        assert word in printed


def test_traditional_handouts_print_no_simplified_word(everywhere: Path) -> None:
    for slug in ("zh-tw", "zh-hk"):
        printed = printed_text(everywhere / "handouts" / f"book.{slug}.pdf")
        assert "線上閱讀" in printed
        assert "目錄" in printed
        # The titles of boxes that are not translated stay in the language of the source.
        assert not re.findall("[线阅读页码录项办]", printed)
