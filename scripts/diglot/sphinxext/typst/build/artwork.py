"""The pictures that dress a handout: its cover, the pages of its parts, its logos.

They are copied beside the Typst sources under the digest of what they show, so that the data of the
theme, which names them, changes with them.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from diglot.core.codes import Code
from diglot.core.files import write_bytes
from diglot.core.i18n import _
from diglot.core.image_types import named_by_bytes
from diglot.sphinxext.config.conf_lines import line_of
from diglot.sphinxext.handouts.handout import Handout
from diglot.sphinxext.reporting.warn import place, warn
from diglot.sphinxext.typst.build.assembly import Assembly, Chapter, Part
from diglot.sphinxext.typst.build.documents import Documents
from diglot.typeset.gray import grayed
from diglot.typeset.images import fault_of
from diglot.typeset.motif import motif
from diglot.typeset.svg import without_html

_FOLDER = "covers"
# What is warm in a drawing, where conf.py names no second colour, and in a gray handout.
_SECOND, _GRAY_SECOND = "#e3a33b", "#cdcdcd"
# Of what is wider for its height, such as a name in letters, a cover would show a few shapes alone.
_WIDEST = 3.0
_PATTERN = {"kind": "pattern"}


class Artwork:
    """The art of a handout, in the folder of its Typst sources; `confdir` is that of conf.py."""

    def __init__(self, handout: Handout, folder: Path, confdir: Path, documents: Documents) -> None:
        self._handout, self._folder, self._confdir = handout, folder, confdir
        self._documents = documents
        second = handout.colours.get("second", _SECOND)
        self._second = _GRAY_SECOND if handout.grayscale else second

    def cover(self, assembly: Assembly) -> Mapping[str, str]:
        """Return what the cover shows: what conf.py names, a drawing of the book, or a pattern."""
        asked = self._handout.cover_art
        if picture := asked.get("picture"):
            return self._picture(picture) or _PATTERN
        if drawing := asked.get("drawing"):
            path = self._named(drawing)
            return (path and self._richest([path], widest=math.inf)) or _PATTERN
        if kind := asked.get("kind"):
            return {"kind": kind}
        return self._richest(self._drawings(assembly.docnames)) or _PATTERN

    def parts(self, assembly: Assembly) -> list[Mapping[str, str]]:
        """Return what the page of each part shows: a drawing of its chapters, else the cover's."""
        cover = self.cover(assembly)
        if cover["kind"] != "drawing":
            return [cover for _part in assembly.parts]
        groups = _by_part(assembly)
        return [self._richest(self._drawings(names)) or cover for names in groups]

    def logos(self) -> list[dict[str, str | None]]:
        """Return the logos with their alternative texts, as conf.py gives them."""
        return [
            {"path": copied["path"], "alt": alt or None}
            for name, alt in self._handout.logo.items()
            if (copied := self._picture(name))
        ]

    def _picture(self, name: str) -> dict[str, str] | None:
        """Return a picture of the project's; report one that cannot be shown."""
        path = self._named(name)
        if path is None:
            return None
        data = path.read_bytes()
        if path.suffix.lower() == ".svg":
            data = without_html(data)
            data = grayed(data) if self._handout.grayscale else data
        suffix = Path(named_by_bytes(path.name, path)).suffix.lower()
        return {"kind": "picture", "path": self._kept(data, suffix)}

    def _named(self, name: str) -> Path | None:
        path = self._confdir / name
        fault = fault_of(path)
        if fault is None:
            return path
        conf = self._confdir / "conf.py"
        line = line_of(conf, "diglot_handouts", name)
        warn(
            Code.MISSING_IMAGE,
            _(
                "the handout {handout!r} shows {image}, which cannot be read: {fault}",
                handout=self._handout.name,
                image=name,
                fault=fault,
            ),
            at=place(conf, line),
            hint=_("name a picture by its path from conf.py: SVG, PNG, JPEG or PDF"),
        )
        return None

    def _drawings(self, docnames: Iterable[str]) -> Iterator[Path]:
        for docname in docnames:
            for path in self._documents.image_files(docname):
                if path.suffix.lower() == ".svg":
                    yield path

    def _richest(
        self, drawings: Iterable[Path], *, widest: float = _WIDEST
    ) -> dict[str, str] | None:
        """Return the art made of the drawing that has the most shapes; None where none will do."""
        made = [motif(path.read_bytes(), self._second) for path in dict.fromkeys(drawings)]
        fitting = [art for art in made if art and art.aspect <= widest]
        best = max(fitting, key=lambda art: art.shapes, default=None)
        return None if best is None else {"kind": "drawing", "path": self._kept(best.svg, ".svg")}

    def _kept(self, data: bytes, suffix: str) -> str:
        name = f"{_FOLDER}/{hashlib.sha256(data).hexdigest()[:16]}{suffix}"
        path = self._folder / name
        if not path.is_file():
            write_bytes(path, data, sync=False)
        return f"/{name}"


def _by_part(assembly: Assembly) -> list[list[str]]:
    """Return the documents of each part."""
    groups: list[list[str]] = []
    for item in assembly.items:
        if isinstance(item, Part):
            groups.append([])
        elif groups and isinstance(item, Chapter):
            groups[-1].append(item.docname)
    return groups


def theme_art(art: Artwork, assembly: Assembly) -> dict[str, Any]:
    """Return what the theme is told of the art of a handout."""
    return {"cover": art.cover(assembly), "part-art": art.parts(assembly), "logos": art.logos()}
