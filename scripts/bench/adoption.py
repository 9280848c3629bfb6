"""`diglot adopt` on public projects: how many translations find their places, and how surely.

They are fetched from GitHub once, into build/corpus or the folder that DIGLOT_CORPUS names;
DIGLOT_MIRROR names git folders that are there already, `…/{owner}/{name}.git`. With DIGLOT_PROJECTS
only those are tried whose names have one of its words. Sphinx reads the projects with catalogs with
the extensions that are installed here; where one is missing, the row says so.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.adoption_corpus import checked_out
from bench.adoption_projects import PROJECTS, Published
from bench.adoption_sample import draw
from diglot.adopt.survey import survey
from diglot.adopt.trees import Placed
from diglot.catalog.progress import progress_of_entries
from diglot.catalog.reader import read_catalog

_HEAD = re.compile(r"^(#{1,6})\s|^\s*(```|~~~)", re.MULTILINE)


class Score(NamedTuple):
    """A row: a project and what became of it, as text."""

    project: str
    commit: str
    layout: str
    languages: str
    units: str
    """Pages in both languages, or catalogs."""
    total: int
    """Blocks of the target's tree, or translations before."""
    agreeing: str
    """Of the blocks of pages whose headings and codes agree, those with a partner, per cent."""
    confirmed: int
    fuzzy: int
    aside: int
    """What is in the memory alone, or obsolete."""
    lost: int
    remark: str = ""


def rows(_repeat: int = 1) -> Iterator[Score]:
    """Yield a row for each project; raises RuntimeError where something is lost."""
    words = os.environ.get("DIGLOT_PROJECTS", "").split()
    for project in PROJECTS:
        if not words or any(word in project.name for word in words):
            score = _trees(project) if project.languages else _catalogs(project)
            if score.lost:
                raise RuntimeError(f"{score.lost} blocks of {project.name} are lost")
            yield score


def table(scores: Sequence[Score]) -> str:
    """Return the rows as a table in Markdown."""
    heads = (
        "project", "commit", "layout", "languages", "pages or catalogs", "blocks", "paired %",
        "confirmed", "fuzzy", "aside", "lost", "remark",
    )  # fmt: skip
    lines = [heads, tuple("---" for _ in heads), *(map(str, score) for score in scores)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _trees(project: Published) -> Score:
    folder = checked_out(project)
    source, _comma, target = project.languages.partition(",")
    trees = survey(folder, (source, target)).trees
    if trees is None:
        raise RuntimeError(f"{project.name}: no two trees in {folder}")
    with tempfile.TemporaryDirectory() as scratch:
        into = Path(scratch) / "project"
        done = _adopt(folder, "--languages", project.languages, "--write", "--into", str(into))
        share = _share(folder, into / "locales" / target, trees.pages, done)
        draw(project.name.replace("/", "+"), into / "locales")
        shutil.rmtree(into)
    kept = sum(done[name] for name in ("confirmed", "fuzzy", "same", "left"))
    return Score(
        project.name,
        project.commit[:10],
        f"{done['layout']} ({done['dialect']})",
        project.languages.replace(",", " → "),
        str(done["pages"]),
        done["blocks"],
        share,
        done["confirmed"],
        done["fuzzy"],
        done["left"],
        done["blocks"] - kept,
        f"{done['same']} equal in both" if done["same"] else "",
    )


def _share(folder: Path, catalogs: Path, pages: Sequence[Placed], done: dict[str, Any]) -> str:
    """Return how many blocks have a partner, in pages whose headings and codes agree."""
    left = Counter(
        diagnostic["location"]["path"]
        for diagnostic in done["diagnostics"]
        if diagnostic["code"] == "unpaired-block"
    )
    paired = alone = 0
    for page in pages:
        if not page.source or not page.target or not _agree(folder, page):
            continue
        catalog = catalogs / "LC_MESSAGES" / Path(page.path).with_suffix(".po")
        if catalog.is_file():
            progress = progress_of_entries(read_catalog(catalog).entries)
            paired += progress.translated + progress.fuzzy
            alone += left[page.target]
    return f"{100 * paired / (paired + alone):.1f}" if paired else "–"


def _agree(folder: Path, page: Placed) -> bool:
    ours, theirs = (
        _HEAD.findall((folder / path).read_text("utf-8", errors="replace"))
        for path in (page.source, page.target)
    )
    return bool(ours == theirs)


def _catalogs(project: Published) -> Score:
    done = _adopt(checked_out(project))
    before, after = (
        Counter[str]()
        + sum((Counter(catalog[when]) for catalog in done["catalogs"] if catalog[when]), Counter())
        for when in ("before", "after")
    )
    broken = {
        diagnostic["location"]["path"]
        for diagnostic in done["diagnostics"]
        if diagnostic["code"] == "broken-catalog"
    }
    unread = next(
        (
            diagnostic["message"]
            for diagnostic in done["diagnostics"]
            if diagnostic["code"] == "extension-error"
        ),
        "",
    )
    if unread and project.packages:
        unread += f" (pip install {project.packages})"
    mended = f"{len(broken)} broken, {len(done['repaired'])} mended" if broken else ""
    return Score(
        project.name,
        project.commit[:10],
        "catalogs (Sphinx)",
        " → ".join([done["languages"][0], ", ".join(done["languages"][1:])]),
        str(len(done["catalogs"])),
        before["translated"] + before["fuzzy"],
        "–",
        after["translated"],
        after["fuzzy"],
        after["obsolete"],
        len(done["lost"]),
        "; ".join(filter(None, (mended, unread))),
    )


def _adopt(folder: Path, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "diglot", "adopt", str(folder), *arguments, "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout.startswith("{"):
        raise RuntimeError(done.stdout + done.stderr)
    results: dict[str, Any] = json.loads(done.stdout)
    return results
