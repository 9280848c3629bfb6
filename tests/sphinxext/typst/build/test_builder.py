"""The builder as people meet it: what it makes, makes anew, leaves alone and reports."""

import re
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from folders import GUIDE
from sphinxext.typst.conftest import Book, text_of


def times(folder: Path, pattern: str) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob(pattern)}


def test_a_handout_is_made_beside_its_source(book: Book) -> None:
    assert book.build() == ""
    assert "正文" in text_of(book.out() / "book.zh-cn.pdf")
    assert (book.sources() / "documents" / "index.typ").is_file()


def test_the_pdfs_may_lie_elsewhere(book: Book) -> None:
    book.build("zh_CN", "-D", f"diglot_handouts_dir={book.folder / 'pdfs'}")
    assert [path.name for path in (book.folder / "pdfs").iterdir()] == ["book.zh-cn.pdf"]


def test_a_second_build_leaves_everything_alone(book: Book) -> None:
    book.build()
    before = times(book.out(), "*.*")
    book.build()
    assert times(book.out(), "*.pdf").items() <= before.items()
    assert times(book.out(), "*.typ").items() <= before.items()


def test_nothing_is_written_anew_in_another_process(book: Book) -> None:
    # Two processes order sets differently and have things at different addresses.
    state = book.sources() / ".diglot-handouts.json"
    book.build(hash_seed=1)
    before = state.read_bytes()
    book.build(hash_seed=2)
    assert state.read_bytes() == before


def test_the_same_sources_make_the_same_bytes(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    pdf = book.out() / "book.zh-cn.pdf"
    book.build()
    first = pdf.read_bytes()
    pdf.unlink()
    book.build("zh_CN", "-E")
    assert pdf.read_bytes() == first
    assert "20231114" in str(PdfReader(pdf).metadata)
    assert "2023年11月14日版" in text_of(pdf).replace(" ", "")


def two_handouts(book: Book) -> None:
    (book.docs / "other.md").write_text(
        "---\norphan: true\n---\n# 另一篇\n\n见 {doc}`index`。\n", "utf-8"
    )
    book.configure('diglot_handouts["other"] = "other"')


def test_a_change_is_typeset_in_its_handout_only(book: Book) -> None:
    two_handouts(book)
    book.build()
    before = times(book.out(), "*.pdf")
    (book.docs / "index.md").write_text("# 标题\n\n改过的正文。\n", "utf-8")
    book.build()
    after = times(book.out(), "*.pdf")
    assert after["book.zh-cn.pdf"] > before["book.zh-cn.pdf"]
    assert after["other.zh-cn.pdf"] == before["other.zh-cn.pdf"]
    assert "改过的正文" in text_of(book.out() / "book.zh-cn.pdf")


def test_a_new_title_reaches_the_documents_that_name_it(book: Book) -> None:
    two_handouts(book)
    book.build()
    (book.docs / "index.md").write_text("# 新的标题\n\n正文。\n", "utf-8")
    book.build()
    assert "新的标题" in text_of(book.out() / "other.zh-cn.pdf")


def test_a_change_of_conf_is_seen(book: Book) -> None:
    book.build()
    book.configure('diglot_handouts["book"] = {"document": "index", "event": "一场活动"}')
    book.build()
    assert "一场活动" in text_of(book.out() / "book.zh-cn.pdf")


def test_what_is_no_longer_listed_is_removed(book: Book) -> None:
    two_handouts(book)
    book.build()
    (book.out() / "mine.pdf").write_bytes(b"somebody else's")
    book.configure('del diglot_handouts["other"]')
    book.build()
    assert sorted(path.name for path in book.out().glob("*.pdf")) == ["book.zh-cn.pdf", "mine.pdf"]
    assert not (book.sources() / "documents" / "other.typ").exists()


def test_one_handout_that_fails_does_not_stop_the_others(book: Book) -> None:
    two_handouts(book)
    (book.docs / "other.md").write_text(
        "---\norphan: true\n---\n# 另一篇\n\n文字。\n\n```{raw} typst\n#nonsense()\n```\n", "utf-8"
    )
    warned = book.build()
    assert "other.md:" in warned
    assert "unknown variable: nonsense [diglot.typst-error]" in warned
    assert [path.name for path in book.out().glob("*.pdf")] == ["book.zh-cn.pdf"]


def test_a_broken_image_is_reported_and_described(book: Book) -> None:
    (book.docs / "坏 1.png").write_bytes(b"no image at all")
    text = "# 标题\n\n文字。\n\n![一张图](<坏 1.png>)\n\n![没有](%E5%9B%BE.png)\n"
    # A figure of such a picture must not fail the handout for want of an alternative text.
    text += "\n```{figure} ../no.png\n:alt: 图里的\n\n题\n```\n"
    text += "\n```{figure} https://example.org/a.png\n\n网上的\n```\n"
    (book.docs / "index.md").write_text(text, "utf-8")
    warned = book.build()
    assert "index.md:5: " in warned
    assert "[diglot.missing-image]" in warned
    assert "not readable: 坏" not in warned
    assert "not readable: 图.png" in warned
    shown = text_of(book.out() / "book.zh-cn.pdf")
    assert all(words in shown for words in ("一张图", "图里的", "网上的"))


def test_a_missing_character_is_reported_and_its_code_printed(book: Book) -> None:
    (book.docs / "index.md").write_text("# 标题\n\n前面。\n\n缺\U000f1234字。\n", "utf-8")
    warned = book.build()
    assert "index.md:5: " in warned
    assert "U+F1234" in warned
    assert "[diglot.missing-glyph]" in warned
    assert "U+F1234" in text_of(book.out() / "book.zh-cn.pdf")


def test_html_shows_the_projects_images(book: Book) -> None:
    (book.docs / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>',
        "utf-8",
    )
    (book.docs / "index.md").write_text(
        '# 标题\n\n<p align="center"><img src="dot.svg" alt="一点" width="40"></p>\n', "utf-8"
    )
    assert book.build() == ""
    assert 'picture("/images/' in (book.sources() / "documents" / "index.typ").read_text("utf-8")


STRANGE = """
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx import addnodes


class stranger(nodes.General, nodes.Element):
    pass


class film(nodes.General, nodes.Element):
    pass


class nothing(nodes.General, nodes.Element):
    pass


class Strange(Directive):
    has_content = True

    def run(self):
        node = stranger()
        self.state.nested_parse(self.content, 0, node)
        paragraph = nodes.paragraph("", "外面的话", nodes.paragraph("", "段落里的段落"))
        tab = nodes.container("", nodes.label("", "选项"), nodes.paragraph("", "其中"), type="tab")
        path = addnodes.desc_parameterlist("", "", nodes.Text("int: "))
        path += addnodes.desc_parameter("", "user")
        signature = addnodes.desc("", addnodes.desc_signature("", "", path), domain="", objtype="")
        shown = film(at="https://example.org/film")
        made = [node, shown, nothing(), paragraph, tab, signature]
        for number, part in enumerate(made):
            part.line = self.lineno + number
        return made


def visit_film(self, node):
    self.body.append(self.starttag(node, "iframe", src=node["at"]) + "</iframe>")


def visit_nothing(self, node):
    self.body.append(self.builder.no_such_part)


def leave(self, node):
    pass


def setup(app):
    app.add_directive("strange", Strange)
    app.add_node(stranger)
    app.add_node(film, html=(visit_film, leave))
    app.add_node(nothing, html=(visit_nothing, leave))
"""


def test_unknown_nodes_are_printed_as_far_as_their_text_or_html_says_what_they_are(
    book: Book,
) -> None:
    (book.folder / "strange.py").write_text(STRANGE, "utf-8")
    book.configure(
        "import sys", f"sys.path.insert(0, {str(book.folder)!r})", 'extensions.append("strange")'
    )
    (book.docs / "index.md").write_text("# 标题\n\n```{strange}\n里面的话。\n```\n", "utf-8")
    warned = book.build()
    assert "index.md:3: " in warned
    assert "'stranger'; its text is printed" in warned
    assert "index.md:5: " in warned
    assert "'nothing'; nothing of it is printed" in warned
    assert warned.count("WARNING") == 2
    text = text_of(book.out() / "book.zh-cn.pdf")
    assert 'd.panel("选项"' in (book.sources() / "documents" / "index.typ").read_text("utf-8")
    for words in (
        "里面的话",
        "https://example.org/film",
        "外面的话",
        "段落里的段落",
        "(int: user)",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('diglot_handouts = {"book": "nowhere"}', "there is no document 'nowhere'"),
        ('diglot_fonts = {"serif": "No Such Face"}', "the serif font 'No Such Face'"),
    ],
)
def test_bad_settings_are_reported(book: Book, line: str, message: str) -> None:
    book.configure(line)
    assert message in book.build()


def test_without_standards_a_handout_is_made_all_the_same(book: Book) -> None:
    book.configure("diglot_pdf_standards = []")
    assert book.build() == ""
    assert PdfReader(book.out() / "book.zh-cn.pdf").pages


def test_raw_latex_stands_for_a_formula_that_cannot_be_set(book: Book) -> None:
    (book.docs / "index.md").write_text("# 标题\n\n公式 $\\nosuchcommand{x$ 在此。\n", "utf-8")
    warned = book.build()
    assert "[diglot.math-not-converted]" in warned
    assert "nosuchcommand" in text_of(book.out() / "book.zh-cn.pdf")


def test_a_project_overrides_the_theme(book: Book) -> None:
    (book.folder / "our.typ").write_text(
        '#let paragraph(body) = par(body + " [our own mark]")\n', "utf-8"
    )
    book.configure('diglot_handouts_theme = "our.typ"')
    assert book.build() == ""
    assert "[our own mark]" in text_of(book.out() / "book.zh-cn.pdf")


def test_a_project_replaces_files_of_the_theme(book: Book) -> None:
    # What the theme calls itself, such as its running heads and colours, is not of the documents.
    (book.folder / "ours").mkdir()
    words = (
        '#let word(name, lang: none) = if name == "page" { n => [ [our page #n]] } else { name }\n'
    )
    (book.folder / "ours" / "words.typ").write_text(words, "utf-8")
    (book.docs / "index.md").write_text(
        "# 标题\n\n见 {ref}`there`。\n\n```{raw} typst\n#pagebreak()\n```\n\n"
        "(there)=\n## 那里\n\n文。\n",
        "utf-8",
    )
    book.configure('diglot_handouts_theme = "ours"')
    assert book.build() == ""
    assert "[our page 2]" in text_of(book.out() / "book.zh-cn.pdf").replace("\xa0", " ")


def test_the_guides_theme_works(book: Book) -> None:
    guide = GUIDE / "organisers.md"
    example = re.search(
        r"```\{code-block\} typst\n:caption: theme.typ\n\n(.*?)```",
        guide.read_text("utf-8"),
        re.DOTALL,
    )
    assert example
    (book.folder / "theme.typ").write_text(example[1], "utf-8")
    book.configure(
        'diglot_handouts_theme = "theme.typ"',
        'myst_enable_extensions.append("attrs_block")',
    )
    (book.docs / "index.md").write_text('# 标题\n\n{attribution="某人"}\n> 引用的话。\n', "utf-8")
    assert book.build() == ""
    assert "—— 某人" in text_of(book.out() / "book.zh-cn.pdf")


def test_another_folder_makes_the_same_bytes(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    book.build()
    elsewhere = Book(book.folder / "another" / "place")
    shutil.copytree(book.docs, elsewhere.docs)
    shutil.copy(book.folder / "conf.py", elsewhere.folder)
    elsewhere.build(hash_seed=7)
    name = "book.zh-cn.pdf"
    assert (elsewhere.out() / name).read_bytes() == (book.out() / name).read_bytes()


def test_a_heading_may_hold_an_entry_of_the_index(book: Book) -> None:
    # It stands in the contents as well, and a place must not be there twice.
    pages = ["# 标题", "", "## 关于{index}`词 <single: 词>`的一节", "", "正文。", ""]
    (book.docs / "index.md").write_text("\n".join(pages), "utf-8")
    book.configure(
        'diglot_handouts = {"book": {"documents": "index", "contents": True, "index": True}}'
    )
    assert book.build() == ""
    assert "索引" in text_of(book.out() / "book.zh-cn.pdf")


def test_a_document_without_a_title_is_no_level_of_headings(book: Book) -> None:
    toctrees = "".join(f":::{{toctree}}\n:caption: {at}\n\n{at}\n:::\n\n" for at in "ab")
    (book.docs / "index.md").write_text(f"# 标题\n\n{toctrees}", "utf-8")
    (book.docs / "a.md").write_text("# 甲\n", "utf-8")
    (book.docs / "b.md").write_text(":::{toctree}\ninner\nother\n:::\n", "utf-8")
    for name in ("inner", "other"):
        (book.docs / f"{name}.md").write_text(f"# {name}\n\n## 一节\n\n文。\n", "utf-8")
    book.configure(
        'myst_enable_extensions.append("colon_fence")', 'diglot_handouts = {"whole": "index"}'
    )
    assert book.build() == ""
    source = (book.out() / "zh-cn/whole.typ").read_text("utf-8")
    chapters = re.findall(r'chapter\((\d), (\w+), source-file\("/documents/(\w+)', source)
    assert chapters[1:] == [
        ("1", "true", "a"),
        ("1", "true", "b"),
        ("1", "true", "inner"),
        ("1", "true", "other"),
    ]


def test_a_handout_brings_what_it_refers_to_of_its_appendix(book: Book) -> None:
    (book.docs / "index.md").write_text(
        "# 标题\n\n:::{toctree}\ntalk\nsources\nterms\n:::\n", "utf-8"
    )
    (book.docs / "talk.md").write_text("# 讲\n\n见{ref}`laws`。{term}`训练`很慢。\n", "utf-8")
    (book.docs / "sources.md").write_text(
        "# 出处\n\n总的说明。\n\n(laws)=\n## 法律\n\n某某法[^a]。\n\n## 案件\n\n某某案[^b]。\n\n"
        "[^a]: 已经修正。\n[^b]: 已经上诉。\n",
        "utf-8",
    )
    (book.docs / "terms.md").write_text(
        "# 术语\n\n:::{glossary}\n训练\n  调整参数。\n\n推理\n  得出结果。\n:::\n", "utf-8"
    )
    book.configure(
        'myst_enable_extensions.append("colon_fence")',
        "diglot_check_handouts = True",
        'diglot_handouts = {"talk": {"documents": "talk", "appendix": ["sources", "terms"]}}',
    )
    assert book.build() == ""
    talk = text_of(book.out() / "talk.zh-cn.pdf").replace("\n", "")
    for printed in ("出处", "法律", "某某法", "已经修正", "术语", "调整参数"):
        assert printed in talk
    for left_out in ("总的说明", "案件", "已经上诉", "推理"):
        assert left_out not in talk
    # What it no longer refers to is no longer there.
    (book.docs / "talk.md").write_text("# 讲\n\n{term}`推理`很快。\n", "utf-8")
    assert book.build() == ""
    talk = text_of(book.out() / "talk.zh-cn.pdf").replace("\n", "")
    assert "得出结果" in talk
    assert "出处" not in talk
    assert not (book.sources() / "appendices/talk/sources.typ").exists()
