"""Pages that navigation alone gives a title."""

import pytest

from diglot.adopt.navigation.items import Item
from diglot.adopt.navigation.page_titles import add_titles


def titled(text: str, title: str = "甲*") -> str:
    source = {"a.md": text}
    add_titles(source, {}, (Item("组", "", (Item(title, "a.md"),)),), {})
    return source["a.md"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "> 注\n\n# 一\n## 1\n二\n==\n###### 2\n```\n# code\n```\n",
            "# 甲\\*\n\n> 注\n\n## 一\n### 1\n## 二\n###### 2\n```\n# code\n```\n",
        ),
        ("---\na: 1\n---\n# 一\n# 二\n", "---\na: 1\n---\n# 甲\\*\n\n## 一\n## 二\n"),
        ("# &nbsp;\n# 一\n", "# 甲\\*\n\n## 一\n"),
        ("# 甲*\n# 二\n", "# 甲*\n## 二\n"),
        ("## 一\n", "# 甲\\*\n\n## 一\n"),
        ("### 一\n#### 1\n", "# 甲\\*\n\n## 一\n### 1\n"),
        ("文\n", "# 甲\\*\n\n文\n"),
    ],
)
def test_pages_without_one_heading_at_the_top_get_a_title(text: str, expected: str) -> None:
    assert titled(text) == expected


@pytest.mark.parametrize("text", ["# 一\n## 二\n", "<h1>一</h1>\n", "## 甲*\n"])
def test_other_pages_stay_as_they_are(text: str) -> None:
    assert titled(text) == text


def test_the_other_language_has_its_own_title() -> None:
    source, target = {"a.md": "# 一\n# 二\n"}, {"a.md": "# One\n# Two\n"}
    add_titles(source, target, (Item("甲", "a.md"),), {("a.md", 0): "A"})
    assert target == {"a.md": "# A\n\n## One\n## Two\n"}
