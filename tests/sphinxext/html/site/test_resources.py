"""No page needs another host."""

from __future__ import annotations

import re

from site_books import Site, elements

LOADING = {
    "script": ["src"],
    "link": ["href"],
    "img": ["src", "srcset"],
    "iframe": ["src"],
    "source": ["src", "srcset"],
    "object": ["data"],
    "use": ["href"],
}
# Links that name a page to a reader or a search engine; the browser does not follow them.
NAMING = {"canonical", "alternate", "next", "prev", "author", "index", "search", "copyright"}
REMOTE = re.compile(r"(?:https?:)?//")


def remote_resources(page: str) -> list[str]:
    return [
        f"{name} {attrs[attribute]}"
        for name, attrs in elements(page)
        for attribute in LOADING.get(name, [])
        if not (name == "link" and attrs.get("rel") in NAMING)
        if REMOTE.match(attrs.get(attribute, ""))
    ]


def test_the_check_sees_what_loads() -> None:
    assert remote_resources('<script src="https://cdn.example/x.js"></script>')
    assert remote_resources('<link rel="stylesheet" href="//cdn.example/x.css">')
    assert not remote_resources('<link rel="canonical" href="https://example.org/">')


def test_pages_load_nothing_from_elsewhere(salon: Site) -> None:
    found = {str(path): remote_resources(path.read_text("utf-8")) for path in salon.pages()}
    assert not {path: remote for path, remote in found.items() if remote}


def test_style_sheets_load_nothing_from_elsewhere(salon: Site) -> None:
    sheets = sorted(salon.root.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        for url in re.findall(r"""(?:url\(|@import)\s*["']?([^"')]+)""", sheet.read_text("utf-8")):
            assert not REMOTE.match(url), f"{sheet}: {url}"
