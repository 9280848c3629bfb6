"""The sections of a document hold every word a reader can look for, each once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree

from diglot.sphinxext.html.search.sections import Section, sections_of
from site_books import Site, sphinx_build


def sections(rst: str) -> list[Section]:
    return sections_of(publish_doctree(rst, settings_overrides={"doctitle_xform": False}))


def test_each_section_has_its_own_text() -> None:
    found = sections("Top\n===\n\nOne *two*.\n\nSub\n---\n\n- a\n- b\n\nSub 2\n-----\n\nEnd.\n")
    assert found == [
        Section("", "Top", "One two."),
        Section("sub", "Sub", "a\nb"),
        Section("sub-2", "Sub 2", "End."),
    ]


def test_text_around_the_first_section_is_the_pages() -> None:
    assert sections("Before.\n\nTop\n===\n\nText.\n")[:1] == [Section("", "Top", "Text.\nBefore.")]


def test_what_is_not_shown_is_not_found() -> None:
    found = sections("A\n\n.. comment\n\n.. raw:: html\n\n   <b>bold</b><script>x</script>\n")
    assert found == [Section("", "", "A\nbold")]
    assert sections(".. raw:: latex\n\n   secret\n") == [Section("", "", "")]


def test_cells_code_and_captions_are_found() -> None:
    text = sections("===  ===\na    b\n===  ===\nc    d\n===  ===\n\n::\n\n  x = 1\n")[0].text
    assert text.split("\n") == ["a", "b", "c", "d", "x = 1"]


def test_formulas_are_found_by_their_text() -> None:
    rst = "A *term of* :math:`x_1`, :math:`y`\n==================================\n\n.. math:: x\n"
    doctree = publish_doctree(rst, settings_overrides={"doctitle_xform": False})
    text = sections_of(doctree, lambda formula: f"‹{formula.astext()}›")
    assert text == [Section("", "A term of ‹x_1›, ‹y›", "‹x›")]


def test_an_empty_document_has_one_section() -> None:
    assert sections_of(nodes.document(None, None)) == [Section("", "", "")]  # type: ignore[arg-type]  # not read


def test_lists_of_handouts_are_not_found(salon: Site) -> None:
    assert "PDF" not in str(texts_of(salon.root, "en")["index"])


def texts_of(site_root: Path, slug: str) -> dict[str, list[Any]]:
    """Return what the search shows of each page: its address, its title, its sections."""
    folder = site_root / slug / "_search" / slug / "texts"
    found = {}
    for path in sorted(folder.rglob("*.js")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        text = path.read_text("utf-8")
        start = f'diglotSearch.take("{slug}/texts/{name}",'
        assert text.startswith(start)
        found[name] = json.loads(text.removeprefix(start).removesuffix(");\n"))
    return found


def test_the_data_has_resolved_text_in_each_language(salon: Site) -> None:
    chinese, english = (texts_of(salon.root, slug) for slug in ("zh-cn", "en"))
    assert list(chinese) == list(english)
    assert "先读技术：GPU 与显存，再读术语。" in str(chinese["index"])
    assert "First read Technology: GPUs and Their Memory" in str(english["index"])


def test_formulas_are_shown_as_text(salon: Site) -> None:
    text = str(texts_of(salon.root, "zh-cn")["talks/gpu"])
    assert "行内公式 √(d_k) 也在这里" in text
    assert "M = 2N/10⁹ GB, N = ∑_(i = 1)^L n_i" in text


def test_both_languages_have_the_same_anchors(salon: Site) -> None:
    def anchors(slug: str) -> dict[str, list[str]]:
        pages = texts_of(salon.root, slug)
        return {name: [entry[0] for entry in page[2]] for name, page in pages.items()}

    assert anchors("zh-cn") == anchors("en")


def test_sphinx_makes_no_index(salon: Site) -> None:
    assert not list(salon.root.rglob("searchindex.js"))
    assert "searchtools.js" not in salon.read("en/search.html")


def test_an_incremental_build_has_the_data_of_a_clean_one(copy_book: Path) -> None:
    out = copy_book.parent / "site" / "zh-cn"
    sphinx_build(copy_book, "zh_CN", out)
    before = files_of(copy_book.parent)
    page = copy_book / "docs" / "terms.md"
    text = page.read_text("utf-8").replace("# 术语", "# 说法", 1)
    page.write_text(text + "\n新增的一句。\n", "utf-8")
    (copy_book / "docs" / "talks" / "draft.md").unlink()
    index = copy_book / "docs" / "talks" / "index.md"
    index.write_text(index.read_text("utf-8").replace("draft\n", ""), "utf-8")
    sphinx_build(copy_book, "zh_CN", out)
    again = texts_of(out.parent, "zh-cn")
    assert again["terms"][1] == "说法"
    assert "新增的一句。" in str(again["terms"])
    assert "talks/draft" not in again
    assert "显存够不够" in str(again["talks/gpu"])
    clean = copy_book.parent / "clean"
    sphinx_build(copy_book, "zh_CN", clean / "site" / "zh-cn")
    assert before != files_of(copy_book.parent) == files_of(clean)


def files_of(build: Path) -> dict[str, bytes]:
    """Return the search of a build, and the words that it keeps."""
    paths = [*build.glob("site/*/_search/**/*.js"), *build.glob("doctrees/*/words.*")]
    assert any(path.suffix == ".txt" for path in paths)
    return {path.relative_to(build).as_posix(): path.read_bytes() for path in paths}
