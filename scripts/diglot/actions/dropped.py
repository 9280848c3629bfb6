"""Removing what earlier builds made of editions that the project no longer has.

Builders of sites and EPUBs list beside their doctrees what they have made, and those of handouts
beside their Typst sources; what others have put there is in no list.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from diglot.core.files import remove_file
from diglot.core.project import Format, Project

_HANDOUTS = ".diglot-handouts.json"
# Hidden files are in no list.
_RECORDS_OF_SPHINX = (".buildinfo", ".buildinfo.bak")
# What lies beside the doctrees of the languages.
_NO_LANGUAGES = frozenset({"messages", "templates"})


def remove_dropped(project: Project) -> None:
    """Remove the files of dropped editions, and what was read in dropped languages."""
    doctrees, builddir = project.builddir / "doctrees", project.builddir.resolve()
    outdirs = {project.outdir(edition).resolve() for edition in project.all_editions}
    for listed in doctrees.glob("*/files.*.json"):
        data = _read(listed)
        outdir = (listed.parent / str(data.get("outdir", ""))).resolve()
        if "outdir" in data and outdir not in outdirs and outdir.is_relative_to(builddir):
            for name in (*_RECORDS_OF_SPHINX, *_own(data, outdir)):
                remove_file(outdir / name, outdir)
                if name.endswith(".epub"):
                    (project.epubdir / name).unlink(missing_ok=True)
            with suppress(OSError):
                outdir.rmdir()  # unless somebody has put something there
            listed.unlink()
    _remove_handouts(project)
    tags = {language.tag for language in project.languages}
    for folder in doctrees.glob("*/environment.pickle"):
        if folder.parent.name not in tags | _NO_LANGUAGES:
            # What was read in a language that comes back later would not be told again.
            shutil.rmtree(folder.parent)


def _own(data: dict[str, Any], outdir: Path) -> Iterable[str]:
    """Return the files that builds have made in a folder."""
    if "others" not in data:
        return sorted(data.get("own", ()))
    # The last build did not finish: it has listed what was not its own when it began.
    files = (path for path in outdir.rglob("*") if path.is_file())
    return sorted(
        {path.relative_to(outdir).as_posix() for path in files}.difference(data["others"])
    )


def _remove_handouts(project: Project) -> None:
    editions = [edition for edition in project.all_editions if edition.format is Format.HANDOUTS]
    slugs = {project.slug(edition) for edition in editions}
    for listed in (project.builddir / "typst").glob(f"*/{_HANDOUTS}"):
        if listed.parent.name not in slugs:
            for path in map(Path, _read(listed).get("pdfs", {}).values()):
                if path.is_relative_to(project.builddir):
                    path.unlink(missing_ok=True)
            # All that lies there has been made of the sources, and none of it is published.
            shutil.rmtree(listed.parent)


def _read(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return data
