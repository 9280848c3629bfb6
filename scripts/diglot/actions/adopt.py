"""Taking over what a team already has: a report on a folder, then a project of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from diglot.adopt.survey import Kind, Survey, survey
from diglot.core.diagnostic import Report


def look(folder: Path, languages: tuple[str, str] | None = None) -> tuple[Survey, Report]:
    """Look at a folder, and write nothing.

    `languages` are the tags of source and target; they are guessed where they are not given. The
    report's results hold ``kind`` and ``dialect``; of two trees also ``languages``, ``layout``,
    ``root``, ``pages`` (how many there are in both languages), and the paths ``only_source``,
    ``only_target`` and ``outside``; pages whose translations are in a catalog count as both.
    """
    found = survey(folder, languages)
    results: dict[str, Any] = {
        "folder": str(folder),
        "kind": str(found.kind),
        "dialect": str(found.dialect),
    }
    if trees := found.trees:
        is_whole = found.kind is Kind.PAGE_CATALOGS
        results |= {
            "languages": [trees.source, trees.target],
            "layout": trees.layout,
            "root": trees.root,
            "pages": len(trees.pages if is_whole else trees.paired),
            "only_source": [] if is_whole else trees.only_source,
            "only_target": trees.only_target,
            "outside": [pair.source for pair in trees.outside],
        }
    return found, Report((), results)
