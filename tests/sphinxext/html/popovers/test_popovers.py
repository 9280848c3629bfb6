"""The other language of terms and blocks on the pages of one language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diglot.core.block_names import name_of
from diglot.sphinxext.html.popovers.blocks import script
from diglot.sphinxext.html.popovers.readable import readable_html, readable_text
from site_books import Site, elements, sphinx_build

MYST = [
    (
        "一句 **粗** 与 *斜* 和 `x < y`",
        "一句 <strong>粗</strong> 与 <em>斜</em> 和 <code>x &lt; y</code>",
    ),
    ("见{term}`显存 <mem>`和{ref}`here`", "见显存和<code>here</code>"),
    ("[链接 **粗**](http://x.org/a_(b))。", "链接 <strong>粗</strong>。"),
    ("![图](a.png) 与脚注[^one]", "图 与脚注"),
    (r"不是 \*斜\* 的", "不是 *斜* 的"),
    ("公式 $a_1 < b$ 值 5$", "公式 <code>a_1 &lt; b</code> 值 5$"),
    ("<script>alert(1)</script> & <kbd>键</kbd>", "alert(1) &amp; 键"),
    ("上一行\\\n下一行", "上一行<br>下一行"),
    ("`<b>` 是代码", "<code>&lt;b&gt;</code> 是代码"),
    ("**没有结尾", "**没有结尾"),
    ("<https://x.org/>", "https://x.org/"),
]
RST = [
    ("**b** *s* ``c <x>``", "<strong>b</strong> <em>s</em> <code>c &lt;x&gt;</code>"),
    ("See :term:`memory <mem>` and `link <http://x.org>`_.", "See memory and link."),
    (r"re\ *pair*\ ed", "re<em>pair</em>ed"),
    ("note [1]_ and |name|", "note  and name"),
    (":py:func:`~a.b`", "a.b"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "expected"), MYST)
def test_myst_is_readable(message: str, expected: str) -> None:
    assert readable_html(message) == expected


@pytest.mark.parametrize(("message", "expected"), RST)
def test_rst_is_readable(message: str, expected: str) -> None:
    assert readable_html(message, rst=True) == expected


def test_words_alone() -> None:
    assert readable_text("**显存** <br> & `x`") == "显存  & x"


def test_no_text_can_end_the_script() -> None:
    text = script({"en": {"a": "</script>\u2028"}})
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text[len("diglotBlocks(") : -3]) == {"en": {"a": "</script>\u2028"}}


def translations_of_terms(page: str) -> list[str]:
    translations = (attrs.get("data-diglot-translation") for _tag, attrs in elements(page))
    return [words for words in translations if words]


def blocks_of(site: Site, page: str) -> dict[str, dict[str, str]]:
    text = site.read(page)
    blocks: dict[str, dict[str, str]] = json.loads(text[len("diglotBlocks(") : -3])
    return blocks


def test_terms_have_the_other_language(pairs: Site) -> None:
    assert translations_of_terms(pairs.read("zh-cn/blocks.html")) == ["video memory"]
    assert translations_of_terms(pairs.read("en/blocks.html")) == ["显存"]


def test_each_block_finds_its_text_in_the_file(pairs: Site) -> None:
    for slug, other, msgid, text in (
        ("zh-cn", "en", "框里的一段。", "A paragraph in a box."),
        ("en", "zh-CN", "框里的一段。", "框里的一段。"),
    ):
        name = name_of(msgid)
        assert f"diglot-block-{name}" in pairs.read(f"{slug}/blocks.html")
        assert blocks_of(pairs, f"{slug}/_blocks/blocks.js")[other][name] == text


def test_what_is_not_translated_is_not_in_the_file(pairs: Site) -> None:
    name = name_of("这一段还没有译文。")
    assert name not in blocks_of(pairs, "zh-cn/_blocks/blocks.js")["en"]


def test_the_parallel_site_needs_none_of_it(pairs: Site) -> None:
    assert not (pairs.root / "zh-cn_en" / "_blocks").exists()
    assert "diglot-block-" not in pairs.read("zh-cn_en/blocks.html")


def test_it_can_be_switched_off(copy_pairs: Path, tmp_path: Path) -> None:
    out = tmp_path / "build" / "site" / "zh-cn"
    sphinx_build(copy_pairs, "zh_CN", out, "-D", "diglot_popovers=0")
    assert not (out / "_blocks").exists()
    page = (out / "blocks.html").read_text("utf-8")
    assert "diglot-block-" not in page
    assert "diglot-popovers.js" not in page


def test_the_catalog_of_a_term_reaches_the_pages_that_name_it(
    copy_pairs: Path, tmp_path: Path
) -> None:
    out = tmp_path / "build" / "site" / "zh-cn"
    sphinx_build(copy_pairs, "zh_CN", out)
    catalog = copy_pairs / "locales/en/LC_MESSAGES/terms.po"
    text = catalog.read_text("utf-8")
    catalog.write_text(text.replace('"video memory"', '"GPU memory"'), "utf-8")
    sphinx_build(copy_pairs, "zh_CN", out)
    page = (out / "blocks.html").read_text("utf-8")
    assert translations_of_terms(page) == ["GPU memory"]
    assert "GPU memory" in (out / "_blocks" / "terms.js").read_text("utf-8")
    # A catalog that goes takes its texts along.
    catalog.unlink()
    sphinx_build(copy_pairs, "zh_CN", out)
    assert "memory" not in (out / "_blocks" / "terms.js").read_text("utf-8")
