"""What a build leaves for the pages above the languages: its site's title and addresses."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from sphinx.application import Sphinx

from diglot.core.files import write_text

_FILE = "site.json"


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """A site in one language: its title, its own address (or ""), and its pages' addresses.

    `pages` maps docnames to addresses relative to the site's root.
    """

    title: str
    base_url: str
    pages: dict[str, str]


def read_summary(doctreedir: Path) -> SiteSummary | None:
    """Return the summary that a build left beside its doctrees; None if there was no build."""
    try:
        data = json.loads((doctreedir / _FILE).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return SiteSummary(**data)


def summary_of(app: Sphinx) -> SiteSummary:
    """Return the summary of the site that is being built."""
    uri = app.builder.get_target_uri
    return SiteSummary(
        title=app.config.html_title,
        base_url=app.config.html_baseurl,
        pages={docname: uri(docname) for docname in sorted(app.env.found_docs)},
    )


def write_summary(app: Sphinx) -> None:
    """Write the summary beside the doctrees."""
    text = json.dumps(asdict(summary_of(app)), ensure_ascii=False, indent=1)
    write_text(Path(app.doctreedir) / _FILE, text + "\n")
