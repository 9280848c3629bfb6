"""The catalogs that lack messages of the sources, which each build tells again.

To find them, all catalogs of a language are read. Where nothing has changed since, what was found
then is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from diglot import __version__
from diglot.actions.comparison import compare, present_templates
from diglot.actions.source_messages import recorded_messages
from diglot.core.diagnostic import Diagnostic, diagnostic_from_dict
from diglot.core.files import write_text
from diglot.core.language import Language
from diglot.core.project import Edition, Format, Project

_FILE = "stale-catalogs.json"


def stale_catalogs(
    project: Project, editions: Sequence[Edition], inputs: str, *, must_read: bool
) -> tuple[Diagnostic, ...]:
    """Return a warning for each catalog of these editions that lacks messages of the sources.

    `inputs` is a fingerprint of all that a build can see. The site of the source reads the
    messages. Without it nothing is told, unless it `must_read` them: what an earlier build has
    recorded is no part of this one.
    """
    tags = {tag for edition in editions for tag in (edition.language, edition.partner)}
    languages = [language for language in project.targets if language.tag in tags]
    is_read = must_read or Edition(project.source.tag, Format.SITE) in editions
    if not languages or not is_read:
        return ()
    if not recorded_messages(project).is_current():
        return tuple(_found(project, languages, must_read=must_read))
    key = [__version__, inputs, *(language.tag for language in languages)]
    known = _known(project.builddir / _FILE, key)
    if known is not None:
        return known
    found = tuple(_found(project, languages, must_read=False))
    data = {"key": key, "found": [diagnostic.as_stored() for diagnostic in found]}
    write_text(project.builddir / _FILE, json.dumps(data, ensure_ascii=False), sync=False)
    return found


def _known(path: Path, key: list[str]) -> tuple[Diagnostic, ...] | None:
    """Return what was found when all was as it is now, None where it was not or nobody looked."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["key"] != key:
            return None
        return tuple(map(diagnostic_from_dict, data["found"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _found(
    project: Project, languages: Sequence[Language], *, must_read: bool
) -> Iterator[Diagnostic]:
    templates, unread = present_templates(project, must_read=must_read)
    yield from unread
    for language in languages if templates is not None else ():
        yield from compare(project, language, templates or ()).stale.values()
