"""What a build leaves for the pages above the languages: its site's title and addresses."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sphinx.application import Sphinx

from diglot.core.files import write_text
from diglot.core.source_date import commit_times
from diglot.sphinxext.i18n.source_files import source_files

_FILE = "site.json"


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """A site in one language: its title, its own address (or ""), and its pages' addresses.

    `pages` maps docnames to addresses relative to the site's root.
    """

    title: str
    base_url: str
    pages: dict[str, str]
    dates: dict[str, str] = field(default_factory=dict)
    """When a page or its catalog was last committed, by docname, where git knows that."""


def read_summary(doctreedir: Path) -> SiteSummary | None:
    """Return the summary that a build left beside its doctrees; None if there was no build."""
    try:
        data = json.loads((doctreedir / _FILE).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return SiteSummary(**data)


def summary_of(app: Sphinx) -> SiteSummary:
    """Return the summary of the site that is being built, without dates."""
    uri = app.builder.get_target_uri
    return SiteSummary(
        title=app.config.html_title,
        base_url=app.config.html_baseurl,
        pages={docname: uri(docname) for docname in sorted(app.env.found_docs)},
    )


def dates_of(app: Sphinx) -> dict[str, str]:
    """Return the date of each document as https://www.w3.org/TR/NOTE-datetime has it."""
    sources = {
        docname: [path for path in source_files(app.env, [docname]) if path.is_file()]
        for docname in sorted(app.env.found_docs)
    }
    times = commit_times(Path(app.srcdir), [path for paths in sources.values() for path in paths])
    return {
        docname: datetime.fromtimestamp(max(times[path] for path in paths), UTC).isoformat()
        for docname, paths in sources.items()
        if paths and all(path in times for path in paths)
    }


def write_summary(app: Sphinx, summary: SiteSummary) -> None:
    """Write the summary beside the doctrees."""
    text = json.dumps(asdict(summary), ensure_ascii=False, indent=1)
    write_text(Path(app.doctreedir) / _FILE, text + "\n")
