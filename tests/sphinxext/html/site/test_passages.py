"""Passages in another language of the project say which it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.core.language import language
from diglot.sphinxext.html.site.passages import other_script
from site_books import sphinx_build


@pytest.mark.parametrize(
    ("here", "others", "found"),
    [
        ("en", ["zh_CN", "en"], "zh_CN"),
        ("zh_CN", ["zh_CN", "en"], "en"),
        ("zh_TW", ["zh_TW", "de"], "de"),
        ("en", ["ja", "en"], "ja"),
        # Which of them, no script tells.
        ("en", ["zh_CN", "en", "ja"], None),
        ("zh_CN", ["zh_CN", "en", "fr"], None),
        ("en", ["en", "fr"], None),
    ],
)
def test_the_only_language_of_another_script(
    here: str, others: list[str], found: str | None
) -> None:
    other = other_script(here, map(language, others))
    assert (other and other[1].tag) == found


def test_passages_have_their_language(copy_book: Path) -> None:
    page = copy_book / "docs" / "terms.md"
    added = "论文 *Attention Is All You Need* 与 Hugging Face，`one two three`。"
    page.write_text(f"{page.read_text('utf-8')}\n\n{added}\n", "utf-8")
    catalog = copy_book / "locales/en/LC_MESSAGES/terms.po"
    translated = "The paper, 论文《甲》 in Chinese, and `显存`."
    with catalog.open("a", encoding="utf-8") as entries:
        entries.write(f'\nmsgid "{added}"\nmsgstr "{translated}"\n')
    out = copy_book.parent / "site"
    for tag, slug in (("zh_CN", "zh-cn"), ("en", "en")):
        assert not sphinx_build(copy_book, tag, out / slug)
    html = (out / "zh-cn/terms.html").read_text("utf-8")
    assert '<span lang="en">Attention Is All You Need</span>' in html
    assert "与 Hugging Face，" in html
    html = (out / "en/terms.html").read_text("utf-8")
    assert 'The paper, <span lang="zh-CN">论文《甲》</span> in Chinese' in html
    assert html.count('<span lang="zh-CN">显存') == 0
