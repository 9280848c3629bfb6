"""What the pages above the languages must know of one language's site, left by its build."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from sphinx.application import Sphinx

from diglot.core.files import write_text

_FILE = "site.json"


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """A site in one language: its title, its own address (or ""), and its pages' addresses.

    `pages` maps docnames to addresses relative to the site's root.
    """

    title: str
    base_url: str
    pages: dict[str, str]


def read_facts(doctreedir: Path) -> SiteFacts | None:
    """Return the facts that a build left beside its doctrees; None if there was none."""
    try:
        data = json.loads((doctreedir / _FILE).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return SiteFacts(**data)


def facts_of(app: Sphinx) -> SiteFacts:
    """Return the facts of the site that is being built."""
    uri = app.builder.get_target_uri
    return SiteFacts(
        title=app.config.html_title,
        base_url=app.config.html_baseurl,
        pages={docname: uri(docname) for docname in sorted(app.env.found_docs)},
    )


def write_facts(app: Sphinx) -> None:
    """Leave the facts beside the doctrees."""
    text = json.dumps(asdict(facts_of(app)), ensure_ascii=False, indent=1)
    write_text(Path(app.doctreedir) / _FILE, text + "\n")
