"""The pages that show handouts: a list of them, and one with the pages of a PDF as pictures."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from diglot.server.handouts import ShownHandout

ABSENT = "<!doctype html><html data-diglot-absent><head></head><body></body></html>"
"""What stands for a page that cannot be made yet."""

NOT_FOUND = ABSENT.replace("<body>", "<body><h1>404 Not Found</h1>")
"""What stands for a page that no document has yet."""

# What browsers count as an inch, over what print does.
_PIXELS = 96 / 72


def list_page(titles: Mapping[str, str]) -> str:
    """Return a page that leads to handouts, by the names of their files."""
    items = "".join(
        f'<li><a href="{quote(name)}">{escape(title)} <small>{escape(name)}</small></a></li>\n'
        for name, title in titles.items()
    )
    return _page("PDF", f"<ul>\n{items}</ul>")


def handout_page(filename: str, shown: ShownHandout, pictures: str) -> str:
    """Return a page that shows the pages of a handout.

    Their pictures have addresses that begin with `pictures`, and change with the handout.
    """
    name = quote(filename)
    figures = "".join(
        f'<img id="page-{number}" alt="{number}" loading="lazy" '
        f'width="{width * _PIXELS:.0f}" height="{height * _PIXELS:.0f}" '
        f'src="{pictures}{name}/{number}.png?{shown.version}">\n'
        for number, (width, height) in enumerate(shown.sizes, 1)
    )
    download = f'<p><a href="?pdf" download="{escape(filename)}">{escape(filename)}</a></p>'
    return _page(filename, f"{download}\n<main>\n{figures}</main>")


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html class="diglot-live-handout"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body>\n{body}\n</body></html>"
    )
