"""What pages of a site link to, load and offer as places to link to."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote


class Page(HTMLParser):
    """The places of a page that can be linked to, and where it links."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.resources: set[str] = set()
        self.lang: str | None = None
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "html":
            self.lang = values.get("lang")
        if values.get("id"):
            self.ids.add(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.links.add(str(values["href"]))
        elif tag != "a":
            rel = values.get("rel") or ""
            named = values.get("src") or (values.get("href") if "canonical" not in rel else None)
            if named and "alternate" not in rel:
                self.resources.add(named)


def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted(site.rglob("*.html"))}


def lands(page: Page, fragment: str) -> bool:
    # `#top` is the browser's own; `#name=value` speaks to a script.
    return fragment in ("", "top") or "=" in fragment or unquote(fragment) in page.ids
