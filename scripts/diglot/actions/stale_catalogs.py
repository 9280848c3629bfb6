"""The catalogs that lack messages of the sources, which each build tells again.

To find them, the catalogs of a language are read. What they lack is kept, for as long as nothing
has changed at all, and for each catalog until it or the messages of its document change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from diglot import __version__
from diglot.actions.comparison import Lack, lack_of, present_templates, stale_of_lacks
from diglot.actions.source_messages import recorded_messages
from diglot.catalog.template import Template
from diglot.core.diagnostic import Diagnostic, diagnostic_from_dict
from diglot.core.files import file_state, now, state_as_read, write_text
from diglot.core.language import Language
from diglot.core.locales import serving_paths
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
    kept = _Kept(project, _load(project.builddir / _FILE))
    recorded = recorded_messages(project)
    if not recorded.is_current():
        return tuple(_found(kept, languages, must_read=must_read))
    # Messages also come from files that `inputs` do not know, such as drawings in other folders.
    key = [inputs, recorded.state, *(language.tag for language in languages)]
    known = kept.found(key)
    if known is not None:
        return known
    found = tuple(_found(kept, languages, must_read=False))
    kept.store(key, found)
    return found


def _found(kept: _Kept, languages: Sequence[Language], *, must_read: bool) -> Iterator[Diagnostic]:
    templates, unread = present_templates(kept.project, must_read=must_read)
    yield from unread
    for language in languages if templates is not None else ():
        yield from kept.stale(language, templates or ()).values()


@dataclass
class _Kept:
    """What was found, all of it and in each catalog; `data` is what the file of it holds."""

    project: Project
    data: Mapping[str, Any]
    began: int = field(default_factory=now)

    def found(self, key: list[str]) -> tuple[Diagnostic, ...] | None:
        """Return what was found when all was as it is now; None where it was not."""
        if self.data.get("key") != key:
            return None
        return tuple(map(diagnostic_from_dict, self.data["found"]))

    def store(self, key: list[str], found: Sequence[Diagnostic]) -> None:
        """Write what was found, for the next build."""
        stored = [diagnostic.as_stored() for diagnostic in found]
        content = {"version": __version__, "key": key, "found": stored, "lacks": self._lacks}
        text = json.dumps(content, ensure_ascii=False)
        write_text(self.project.builddir / _FILE, text, sync=False)

    def stale(self, language: Language, templates: Sequence[Template]) -> Mapping[str, Diagnostic]:
        """Return the warnings of a language, by domain; reads the catalogs that are not known."""
        before, after = self._lacks.get(language.tag, {}), {}
        lacks: dict[str, Lack] = {}
        for template in templates:
            known = before.get(template.domain)
            if known is None or known[0] != self._made_of(language, template):
                lack = lack_of(self.project, language, template)
                is_read = lack.missing is not None
                made_of = self._made_of(language, template, read=True) if is_read else ""
                known = [made_of, *astuple(lack)]
            after[template.domain] = known
            lacks[template.domain] = Lack(*known[1:])
        self._lacks[language.tag] = after
        return stale_of_lacks(self.project, language, templates, lacks)

    @cached_property
    def _lacks(self) -> dict[str, dict[str, list[Any]]]:
        """By language and domain: what an answer was made of, and the fields of the answer."""
        return dict(self.data.get("lacks") or {})

    def _made_of(self, language: Language, template: Template, *, read: bool = False) -> str:
        """Return a digest of the messages, and of the catalogs as they are or were `read`."""
        paths = map(str, serving_paths(self.project.locale_dirs, language.tag, template.domain))
        states = [state_as_read(path, self.began) if read else file_state(path) for path in paths]
        messages = [message.msgid for message in template.messages]
        return hashlib.sha256(json.dumps([states, messages]).encode()).hexdigest()


def _load(path: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    is_whole = isinstance(data, dict) and {"key", "found", "lacks"} <= data.keys()
    return data if is_whole and data.get("version") == __version__ else {}
