"""Where the links of a page lead to when the page and its files have moved."""

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.adopt.links import Place, file_of, relocate

FILES = {
    "docs/zh/guide/a.md": "guide/a.md",
    "docs/zh/b.md": "b.md",
    "docs/zh/guide/x_cn.md": "guide/x.md",
    "docs/zh/c/index.md": "c/index.md",
    "docs/zh/pic.png": "pic.png",
    "docs/images/x y.png": "images/x y.png",
    "docs/public/logo.svg": "public/logo.svg",
    "docs/.vuepress/public/a.png": "a.png",
}


def moved(text: str) -> str:
    def find(link: Place) -> Place | None:
        tops = ("docs/zh", "docs", "")
        anchor = link.anchor.removeprefix("_")
        if not link.path:
            return Place("", anchor)
        found = file_of(link.path, "docs/zh/guide/a.md", FILES, tops)
        return Place(posixpath.relpath(FILES[found], "guide"), anchor) if found else None

    return relocate(text, find)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[b](../b.md#x)", "[b](../b.md#x)"),
        ("[b](/zh/b)", "[b](../b.md)"),
        ("[b](/zh/b.html#x)", "[b](../b.md#x)"),
        ("[b](/zh/b?id=_12-x)", "[b](../b.md#12-x)"),
        ("[b](/zh/b?id=x) [b](/zh/b?v=1)", "[b](../b.md#x) [b](../b.md?v=1)"),
        ("[b](/zh/b?v=1#_x) [here](?id=_x)", "[b](../b.md?v=1#x) [here](#x)"),
        ("[here](#_12-x) [top](#)", "[here](#12-x) [top](#)"),
        ("[b](#/zh/b#%e5%ae%89)", "[b](../b.md#%e5%ae%89)"),
        ("[c](/zh/c/)", "[c](../c/index.md)"),
        ("[c](../c/)", "[c](../c/index.md)"),
        ("![x](../../images/x%20y.png)", "![x](../images/x%20y.png)"),
        ('<img src="/logo.svg">', '<img src="../public/logo.svg">'),
        ("![x](/a.png)", "![x](../a.png)"),
        ("[b]: ../b.md", "[b]: ../b.md"),
        ("[b]: /b", "[b]: ../b.md"),
        (".. image:: ../pic.png", ".. image:: ../pic.png"),
        ("```{image} /pic.png\n```", "```{image} ../pic.png\n```"),
        (
            "```{literalinclude} /pic.png\n/pic.png\n```",
            "```{literalinclude} ../pic.png\n/pic.png\n```",
        ),
        ("[out](https://a.org/b.md) [here](#b)", "[out](https://a.org/b.md) [here](#b)"),
        (".. toctree::\n   :caption: b\n\n   ../b.md\n   T <../c/index>\n",) * 2,
        (".. toctree::\n\n   x_cn\n   T </zh/guide/x_cn.md>\n", ".. toctree::\n\n   x\n   T <x>\n"),
        ("```{toctree}\nx_cn\n/gone\n```\nx_cn", "```{toctree}\nx\n/gone\n```\nx_cn"),
        (".. |l| image:: ../pic.png", ".. |l| image:: ../pic.png"),
        ("[gone](../gone.md)", "[gone](../gone.md)"),
        ("`[b](/zh/b)`", "`[b](/zh/b)`"),
        ("```md\n[b](/zh/b)\n```\n[b](/zh/b)", "```md\n[b](/zh/b)\n```\n[b](../b.md)"),
    ],
)
def test_links_lead_to_the_new_places(text: str, expected: str) -> None:
    assert moved(text) == expected


@given(st.text("[]()#/ab.`~<>\n:\"'=srchef"))
def test_what_leads_nowhere_stays_as_it_was(text: str) -> None:
    assert relocate(text, lambda _path: None) == text
