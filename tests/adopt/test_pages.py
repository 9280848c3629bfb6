"""Which files are the same page in two languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.adopt.pages import pair_pages

_CURRENT = "i18n/zh-CN/docusaurus-plugin-content-docs/current"


@pytest.mark.parametrize(
    ("chinese", "english", "layout"),
    [
        ("docs/zh/a/b.md", "docs/en/a/b.md", "folder"),
        ("zh_CN/docs/b.rst", "en/docs/b.rst", "folder"),
        ("docs/zh/a.md", "docs/a.md", "folder"),
        ("docs/a.md", "docs/en/a.md", "folder"),
        ("docs_zh/a.md", "docs/a.md", "folder ending"),
        ("docs-zh/a.md", "docs-en/a.md", "folder ending"),
        ("docs/a.zh.md", "docs/a.en.md", "file ending"),
        ("README_zh.md", "README.md", "file ending"),
        ("README.zh-CN.md", "README.md", "file ending"),
        ("README_CN.md", "README.md", "file ending"),
        (f"{_CURRENT}/a/b.md", "docs/a/b.md", "docusaurus"),
    ],
)
def test_a_layout_pairs_in_both_directions(chinese: str, english: str, layout: str) -> None:
    paths = [chinese, english, "other.md"]
    assert pair_pages(paths, "zh_CN", "en") == [(chinese, english, layout)]
    assert pair_pages(paths, "en", "zh_CN") == [(english, chinese, layout)]


def test_named_languages_come_before_an_unnamed_page() -> None:
    paths = ["a.md", "a.en.md", "a.zh.md"]
    assert pair_pages(paths, "zh_CN", "en") == [("a.zh.md", "a.en.md", "file ending")]


def test_the_commonest_layout_goes_first_and_others_pair_the_rest() -> None:
    paths = ["docs/a.md", "docs/b.md", "docs/en/a.md", "docs/en/b.md", "docs/a.en.md", "README.md"]
    assert pair_pages([*paths, "README_en.md"], "zh_CN", "en") == [
        ("README.md", "README_en.md", "file ending"),
        ("docs/a.md", "docs/en/a.md", "folder"),
        ("docs/b.md", "docs/en/b.md", "folder"),
    ]


def test_another_language_is_no_partner() -> None:
    paths = ["docs/a.md", "docs/ja/a.md", "a.zh-TW.md", "a.md", "i18n/ja/a.md"]
    assert pair_pages(paths, "zh_CN", "en") == []


@given(st.lists(st.sampled_from(["docs", "zh", "en", "a_zh", "a.en", "i18n"]), max_size=4))
def test_a_page_alone_has_no_partner(folders: list[str]) -> None:
    assert pair_pages(["/".join([*folders, "a.zh.md"])], "zh_CN", "en") == []


@given(st.sets(st.sampled_from(["a.md", "zh/a.md", "en/a.md", "a.zh.md", "a_en.md", "en/a_zh.md"])))
def test_a_path_is_in_one_pair_at_most(paths: set[str]) -> None:
    paired = [path for pair in pair_pages(paths, "zh_CN", "en") for path in pair[:2]]
    assert len(paired) == len(set(paired))
    assert set(paired) <= paths
