"""Links of a theme's own navigation get the titles of the pages they lead to."""

from __future__ import annotations

import pytest

from diglot.sphinxext.parallel.html.navigation import docnames_at, with_both_titles

TITLES = {"b.html": "B & C", "a/b.html": "Two", "a": "Folder", ".": "Home"}


def in_both(address: str, text: str) -> str | None:
    return f"[{address}]" if TITLES.get(address) == text else None


@pytest.mark.parametrize(
    ("address", "link", "shown"),
    [
        ("a.html", '<a href="b.html">\n B &amp; C </a>', '<a href="b.html">\n [b.html] </a>'),
        ("a/c.html", '<a class="x" href="../b.html">B &amp; C</a>', "[b.html]"),
        ("a/b.html", '<a href="#">Two</a>', "[a/b.html]"),
        ("a/b.html", '<a href="">Two</a>', "[a/b.html]"),
        ("a/", '<a href="../">Home</a>', "[.]"),
        ("", '<a href="a/">Folder</a>', "[a]"),
        # Called otherwise than their page, a part of one, elsewhere, more than a text.
        ("a.html", '<a href="b.html">Other</a>', ">Other<"),
        ("a.html", '<a href="b.html#part">B &amp; C</a>', ">B &amp; C<"),
        ("a.html", '<a href="https://example.org/b.html">B &amp; C</a>', ">B &amp; C<"),
        ("a.html", '<a href="b.html"><b>B &amp; C</b></a>', ">B &amp; C<"),
    ],
)
def test_a_link_called_as_its_page(address: str, link: str, shown: str) -> None:
    page = f"<html><nav>{link}</nav>{link}</html>"
    found = with_both_titles(page, address, in_both)
    assert shown in found
    # What is outside navigation stays.
    assert found.endswith(f"</nav>{link}</html>")


@pytest.mark.parametrize(
    ("address", "names"),
    [("a/b.html", ["a/b"]), ("a", ["a", "a/index"]), (".", ["index"]), ("z", ["index"])],
)
def test_documents_at_an_address(address: str, names: list[str]) -> None:
    known = {"a/b", "a", "a/index", "index"}
    assert [name for name in docnames_at(address, ".html", known) if name in names] == names
