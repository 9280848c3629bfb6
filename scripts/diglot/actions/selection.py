"""What a check looks at and what it says: documents by name, diagnostics by code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from diglot.core.codes import AnyCode, Code
from diglot.core.errors import UsageError
from diglot.core.i18n import _
from diglot.core.locales import domain_of
from diglot.core.project import Project
from diglot.core.suggestions import did_you_mean


@dataclass(frozen=True, slots=True)
class Selection:
    """Documents as people name them, and codes; nothing named means everything.

    `ignored` codes are left out of what `selected` asks for.
    """

    documents: tuple[str, ...] = ()
    selected: frozenset[AnyCode] = frozenset()
    ignored: frozenset[AnyCode] = frozenset()

    def wants(self, code: AnyCode) -> bool:
        """Return whether diagnostics of this code are asked for.

        A plugin that does not work is always reported unless it is ignored by name: what it would
        have found is not known.
        """
        asked = not self.selected or code in self.selected or code is Code.BROKEN_PLUGIN
        return asked and code not in self.ignored


EVERYTHING = Selection()


def find_documents(
    project: Project, documents: Mapping[str, Path], asked: Iterable[str]
) -> frozenset[str] | None:
    """Return the names of the documents asked for; None, for all, where none is.

    A document may be called by its name, by the path of its source or by that of a catalog.
    Raises UsageError, with names that are alike, for one that is not there.
    """
    names = {_find(project, documents, name) for name in asked}
    return frozenset(names) or None


def belongs(domain: str, names: frozenset[str] | None) -> bool:
    """Return whether a catalog holds messages of the named documents."""
    if names is None or domain in names:
        return True
    # With gettext_compact, a catalog serves all documents of a folder.
    return any(name.startswith(f"{domain}/") for name in names)


def _find(project: Project, documents: Mapping[str, Path], asked: str) -> str:
    path = Path(asked).resolve()
    for name, source in documents.items():
        if asked == name or path in (source, project.srcdir / name):
            return name
    tags = [language.tag for language in project.targets]
    # A catalog may be a link: then the link's own place says which one it is.
    for place in (Path(asked).parent.resolve() / Path(asked).name, Path(asked).absolute(), path):
        if place.suffix == ".po" and place.is_file():
            domain = domain_of(place, project.locale_dirs, tags)
            if domain is not None:
                return domain
    raise UsageError(
        _("there is no document {document!r}", document=asked),
        hint=did_you_mean(asked, documents) or _("name one as toctrees do"),
    )
