"""Running Sphinx's gettext builder: the templates that catalogs follow."""

from __future__ import annotations

import io
import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from diglot.core.errors import DiglotError
from diglot.core.files import write_text
from diglot.core.project import Project

# Dates and line numbers change when no message does; a frozen date is what Babel reads and
# nobody has to merge.
_FROZEN_DATE = "2000-01-01 00:00+0000"
_DATE = re.compile(r'^"POT-Creation-Date: [^"\\]*\\n"$', re.MULTILINE)
_LOCATION = re.compile(r"^#: (?P<path>.+):\d+$", re.MULTILINE)


def write_templates(project: Project, outdir: Path) -> None:
    """Write a template (.pot) for each document into `outdir`, in canonical form.

    Canonical: locations relative to the sources and without lines, each once; the date
    frozen. Raises DiglotError where Sphinx cannot read the project.
    """
    try:
        app = Sphinx(
            srcdir=project.srcdir,
            confdir=project.confdir,
            outdir=outdir,
            doctreedir=project.builddir / "doctrees" / "gettext",
            buildername="gettext",
            confoverrides={"language": project.source.tag},
            status=None,
            warning=io.StringIO(),
        )
        app.build(force_all=True)
    except SphinxError as error:
        raise DiglotError(str(error), hint="build the site first: it says more") from error
    for template in outdir.rglob("*.pot"):
        text = template.read_text("utf-8")
        write_text(template, canonical(text, template.parent, project.srcdir))


def canonical(text: str, folder: Path, srcdir: Path) -> str:
    """Return a template without dates and line numbers; its locations were seen from `folder`."""
    text = _DATE.sub(rf'"POT-Creation-Date: {_FROZEN_DATE}\\n"', text)

    def relative(match: re.Match[str]) -> str:
        path = (folder / match["path"]).resolve()
        shown = path.relative_to(srcdir) if path.is_relative_to(srcdir) else path.name
        return f"#: {shown}"

    lines = _LOCATION.sub(relative, text).split("\n")
    kept = [
        line
        for previous, line in zip(["", *lines], lines, strict=False)
        if not (line.startswith("#: ") and line == previous)
    ]
    return "\n".join(kept)
