"""What headings are called by generators and by MyST."""

import pytest

from diglot.adopt.anchors import anchors_of, known_by
from diglot.adopt.dialect import Dialect

PAGE = """\
---
title: no heading
---
# `useData` <Badge type="info" />
## 1.1 开始（一）
```
# code
```
## 1.1 开始（一）
Été, *now*
---
"""
OURS = ["usedata-", "11-开始一", "11-开始一-1", "été-now"]


@pytest.mark.parametrize(
    ("dialect", "theirs"),
    [
        (Dialect.VITEPRESS, ["usedata", "_1-1-开始-一", "_1-1-开始-一-1", "ete-now"]),
        (Dialect.MARKDOWN, ["usedata", "_11-开始（一）", "_11-开始（一）-1", "été-now"]),
        (Dialect.MKDOCS, ["usedata", "11", "11_1", "ete-now"]),
    ],
)
def test_headings_have_names_of_their_generator(dialect: Dialect, theirs: list[str]) -> None:
    assert anchors_of(PAGE, dialect) == dict(zip(theirs, OURS, strict=True))


def test_roles_are_no_part_of_names() -> None:
    assert anchors_of("# `a` {bdg-info}`b`\n", Dialect.VITEPRESS) == {"a": "a-"}


def test_docsify_keeps_the_letters_of_escapes() -> None:
    assert anchors_of("# A's & b\n", Dialect.MARKDOWN) == {"a39s-amp-b": "as--b"}


def test_headings_without_ascii_are_counted_by_mkdocs() -> None:
    assert anchors_of("# 一\n# 二\n# a_2\n# a_2\n", Dialect.MKDOCS) == {
        "_1": "一",
        "_2": "二",
        "a_2": "a_2",
        "a_3": "a_2-1",
    }


def test_others_name_headings_as_myst_does() -> None:
    assert anchors_of(PAGE, Dialect.HUGO) == {}


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [("shared-getters", "ours"), ("Shared-Getters", "ours"), ("elsewhere", None)],
)
def test_links_by_titles_lead_to_their_headings(anchor: str, expected: str | None) -> None:
    assert known_by(anchor, {"shared-getters": "ours"}, Dialect.VITEPRESS) == expected


def test_where_no_names_differ_links_stay() -> None:
    assert known_by("Shared-Getters", {}, Dialect.DOCUSAURUS) is None
